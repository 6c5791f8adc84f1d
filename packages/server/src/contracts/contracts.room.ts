import type { Room } from '../platform/rooms.ts';

export const contractsRoom: Room = { name: 'contracts' };
