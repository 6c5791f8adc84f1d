import type { Room } from '../platform/rooms.ts';
import { listenToBroker } from './broker.ts';
import { forgetReadings, watchCalibration, watchSilence } from './climate.jobs.ts';
import { climateRoutes } from './climate.routes.ts';
import { roundsRoutes } from './rounds.routes.ts';

export const climateRoom: Room = {
  name: 'climate',
  routes(serve, app) {
    climateRoutes(serve, app);
    roundsRoutes(serve, app);
  },
  jobs: [watchSilence, watchCalibration, forgetReadings],
  timetable: [
    { job: watchSilence, cron: '*/5 * * * *' },
    { job: watchCalibration, cron: '7 6 * * *' },
    { job: forgetReadings, cron: '47 3 * * *' },
  ],
  watch: listenToBroker,
};
