import type { Room } from '../platform/rooms.ts';
import { handOversRoutes } from './hand-overs.routes.ts';

export const custodyRoom: Room = {
  name: 'custody',
  routes: (serve, app) => {
    handOversRoutes(serve, app);
  },
};
