import type { Room } from '../platform/rooms.ts';

export const numbersRoom: Room = { name: 'numbers' };
