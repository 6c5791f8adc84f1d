import type { Room } from '../platform/rooms.ts';
import { partiesRoutes } from './parties.routes.ts';

export const partiesRoom: Room = { name: 'parties', routes: partiesRoutes };
