import type { Room } from '../platform/rooms.ts';
import { placesRoutes } from './places.routes.ts';

export const placesRoom: Room = { name: 'places', routes: placesRoutes };
