import type { Room } from '../platform/rooms.ts';

export const scansRoom: Room = { name: 'scans' };
