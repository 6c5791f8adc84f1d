import type { Room } from '../platform/rooms.ts';

export const loansRoom: Room = { name: 'loans' };
