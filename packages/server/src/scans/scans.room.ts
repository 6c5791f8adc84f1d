import type { Room } from '../platform/rooms.ts';
import { watchInbox } from './inbox.ts';
import { takeUpFilesJob } from './left-behind.jobs.ts';
import { openFile } from './open-file.jobs.ts';
import { scansRoutes } from './scans.routes.ts';
import { mountUploads } from './uploads.ts';

export const scansRoom: Room = {
  name: 'scans',
  routes: scansRoutes,
  mount: mountUploads,
  jobs: [openFile, takeUpFilesJob],
  timetable: [{ job: takeUpFilesJob, cron: '*/5 * * * *' }],
  watch: watchInbox,
};
