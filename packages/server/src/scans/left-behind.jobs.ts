import { z } from 'zod';
import { defineJob, enqueue } from '../platform/jobs.ts';
import { takeUp } from '../platform/left-behind.ts';
import { filesLeftBehind } from './left-behind.queries.ts';
import { giveUpFile, openFile } from './open-file.jobs.ts';

/** Looks for received files whose job was lost, and takes them up. */
export const takeUpFilesJob = defineJob({
  name: 'scans.take-up-files',
  payload: z.record(z.string(), z.never()),
  attempts: 1,
  async run(app, _payload, signal) {
    await takeUp(await filesLeftBehind(app.db, { name: openFile.name, field: 'fileId' }), signal, {
      again: (fileId) => app.db.transaction().execute((tx) => enqueue(tx, openFile, { fileId })),
      giveUp: (fileId) => giveUpFile(app, fileId),
    });
  },
});
