import type { Room } from '../platform/rooms.ts';
import { numbersRoutes } from './numbers.routes.ts';

export const numbersRoom: Room = { name: 'numbers', routes: numbersRoutes };
