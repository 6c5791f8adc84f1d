import type { Room } from '../platform/rooms.ts';
import { sharesRoutes } from './shares.routes.ts';

export const sharesRoom: Room = { name: 'shares', routes: sharesRoutes };
