import type { Room } from '../platform/rooms.ts';
import { sealAuditJob } from './audit.jobs.ts';
import { auditRoutes } from './audit.routes.ts';

export const auditRoom: Room = {
  name: 'audit',
  routes: auditRoutes,
  jobs: [sealAuditJob],
  timetable: [{ job: sealAuditJob, cron: '* * * * *' }],
};
