import type { Room } from '../platform/rooms.ts';

export const custodyRoom: Room = { name: 'custody' };
