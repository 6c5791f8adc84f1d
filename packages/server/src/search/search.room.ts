import type { Room } from '../platform/rooms.ts';

export const searchRoom: Room = { name: 'search' };
