import type { Room } from '../platform/rooms.ts';
import { archiveContractJob, makeArchiveCopyJob } from './archive-copy.jobs.ts';
import { clearHalfMade } from './archive-pdf.ts';
import { takeUpReadingJob } from './left-behind.jobs.ts';
import { extractScanJob, readFileJob, readPageJob, readScanJob } from './reading.jobs.ts';
import { readingRoutes } from './reading.routes.ts';

export const readingRoom: Room = {
  name: 'reading',
  routes: readingRoutes,
  jobs: [readPageJob, readFileJob, readScanJob, extractScanJob, makeArchiveCopyJob, archiveContractJob, takeUpReadingJob],
  timetable: [{ job: takeUpReadingJob, cron: '*/5 * * * *' }],
  watch: clearHalfMade,
  reactions: [
    { on: 'file.opened', run: readFileJob },
    { on: 'scan.arranged', run: readScanJob },
    { on: 'scan.arrangement-undone', run: readScanJob },
    { on: 'text.corrected', run: extractScanJob },
    { on: 'text.corrected', run: makeArchiveCopyJob },
    { on: 'contract.registered', run: archiveContractJob },
    { on: 'scan.bound', run: makeArchiveCopyJob },
  ],
};
