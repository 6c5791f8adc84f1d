import type { Room } from '../platform/rooms.ts';
import { copiesRoutes } from './copies.routes.ts';
import { filingRoutes } from './filing.routes.ts';
import { handOversRoutes } from './hand-overs.routes.ts';

export const custodyRoom: Room = {
  name: 'custody',
  routes: (serve, app) => {
    copiesRoutes(serve, app);
    filingRoutes(serve, app);
    handOversRoutes(serve, app);
  },
};
