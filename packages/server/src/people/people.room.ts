import type { Room } from '../platform/rooms.ts';

export const peopleRoom: Room = { name: 'people' };
