import type { Room } from '../platform/rooms.ts';

export const stockTakesRoom: Room = { name: 'stock-takes' };
