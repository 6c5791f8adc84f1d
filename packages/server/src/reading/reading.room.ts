import type { Room } from '../platform/rooms.ts';

export const readingRoom: Room = { name: 'reading' };
