import type { Room } from '../platform/rooms.ts';

export const partiesRoom: Room = { name: 'parties' };
