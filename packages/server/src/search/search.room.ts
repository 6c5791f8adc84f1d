import type { Room } from '../platform/rooms.ts';
import { estimateFrequencies, indexContract, indexOutdated, indexParty } from './search.jobs.ts';
import { searchRoutes } from './search.routes.ts';

export const searchRoom: Room = {
  name: 'search',
  routes: searchRoutes,
  jobs: [indexContract, indexParty, indexOutdated, estimateFrequencies],
  timetable: [
    { job: indexOutdated, cron: '17 2 * * *' },
    { job: estimateFrequencies, cron: '17 3 * * *' },
  ],
  reactions: [
    { on: 'contract.registered', run: indexContract },
    { on: 'contract.amended', run: indexContract },
    { on: 'contract.noted', run: indexContract },
    { on: 'text.corrected', run: indexContract },
    { on: 'party.changed', run: indexParty },
    { on: 'party.merged', run: indexParty },
  ],
};
