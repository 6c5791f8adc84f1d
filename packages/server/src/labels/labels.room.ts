import type { Room } from '../platform/rooms.ts';

export const labelsRoom: Room = { name: 'labels' };
