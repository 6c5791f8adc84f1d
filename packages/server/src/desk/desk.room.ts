import type { Room } from '../platform/rooms.ts';
import { deskRoutes } from './desk.routes.ts';

export const deskRoom: Room = { name: 'desk', routes: deskRoutes };
