import type { Room } from '../platform/rooms.ts';

export const climateRoom: Room = { name: 'climate' };
