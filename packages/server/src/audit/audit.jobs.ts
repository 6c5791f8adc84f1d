import { z } from 'zod';
import { defineJob } from '../platform/jobs.ts';
import { sealAudit } from './seal.actions.ts';

export const sealAuditJob = defineJob({
  name: 'audit.seal-events',
  payload: z.record(z.string(), z.never()),
  attempts: 3,
  async run(app, _payload, signal) {
    await sealAudit(app.db, signal);
  },
});
