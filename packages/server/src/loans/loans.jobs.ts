import { z } from 'zod';
import { defineJob } from '../platform/jobs.ts';
import { remindOfLoans } from './remind.actions.ts';

export const remindOfLoansJob = defineJob({
  name: 'loans.remind-borrowers',
  payload: z.record(z.string(), z.never()),
  attempts: 3,
  async run(app, _payload, signal) {
    await remindOfLoans(app, signal);
  },
});
