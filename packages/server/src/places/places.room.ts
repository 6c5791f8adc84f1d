import type { Room } from '../platform/rooms.ts';

export const placesRoom: Room = { name: 'places' };
