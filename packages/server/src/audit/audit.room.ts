import type { Room } from '../platform/rooms.ts';

export const auditRoom: Room = { name: 'audit' };
