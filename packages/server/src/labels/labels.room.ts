import type { Room } from '../platform/rooms.ts';
import { labelsRoutes } from './labels.routes.ts';

export const labelsRoom: Room = { name: 'labels', routes: labelsRoutes };
