import type { Room } from '../platform/rooms.ts';
import { remindOfLoansJob } from './loans.jobs.ts';
import { loansRoutes } from './loans.routes.ts';

export const loansRoom: Room = {
  name: 'loans',
  routes: loansRoutes,
  jobs: [remindOfLoansJob],
  timetable: [{ job: remindOfLoansJob, cron: '5 * * * *' }],
};
