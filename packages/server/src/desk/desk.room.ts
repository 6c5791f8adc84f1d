import type { Room } from '../platform/rooms.ts';

export const deskRoom: Room = { name: 'desk' };
