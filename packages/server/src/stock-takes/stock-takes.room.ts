import type { Room } from '../platform/rooms.ts';
import { stockTakesRoutes } from './stock-takes.routes.ts';

export const stockTakesRoom: Room = { name: 'stock-takes', routes: stockTakesRoutes };
