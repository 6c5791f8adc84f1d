import type { Room } from '../platform/rooms.ts';
import { refreshNames } from './contracts.jobs.ts';
import { contractsRoutes } from './contracts.routes.ts';

export const contractsRoom: Room = {
  name: 'contracts',
  routes: contractsRoutes,
  jobs: [refreshNames],
  reactions: [
    { on: 'party.changed', run: refreshNames },
    { on: 'party.merged', run: refreshNames },
  ],
};
