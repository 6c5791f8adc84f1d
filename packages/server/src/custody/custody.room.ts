import type { Room } from '../platform/rooms.ts';
import { copiesRoutes } from './copies.routes.ts';
import { filingRoutes } from './filing.routes.ts';

export const custodyRoom: Room = {
  name: 'custody',
  routes: (serve, app) => {
    copiesRoutes(serve, app);
    filingRoutes(serve, app);
  },
};
