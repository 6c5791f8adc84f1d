import { z } from 'zod';
import { defineJob } from '../platform/jobs.ts';
import { takeUp } from '../platform/left-behind.ts';
import { giveUpArchiveCopy } from './archive-copy.actions.ts';
import { archiveSoon, makeArchiveCopyJob } from './archive-copy.jobs.ts';
import { giveUpExtraction } from './give-up-extraction.actions.ts';
import { copiesLeftBehind, pagesLeftBehind, scansLeftBehind } from './left-behind.queries.ts';
import { extractScanJob, extractSoon, giveUpPage, readPageJob, readPagesSoon } from './reading.jobs.ts';

/** Looks for pages, scans and archive copies whose job was lost, and takes them up. */
export const takeUpReadingJob = defineJob({
  name: 'reading.take-up',
  payload: z.record(z.string(), z.never()),
  attempts: 1,
  async run(app, _payload, signal) {
    const inTx = app.db.transaction();
    await takeUp(await pagesLeftBehind(app.db, { name: readPageJob.name, field: 'pageId' }), signal, {
      again: (pageId) => inTx.execute((tx) => readPagesSoon(tx, [pageId])),
      giveUp: (pageId) => giveUpPage(app, pageId),
    });
    await takeUp(await scansLeftBehind(app.db, { name: extractScanJob.name, field: 'subjectId' }), signal, {
      again: (scanId) => inTx.execute((tx) => extractSoon(tx, scanId)),
      giveUp: (scanId) => giveUpExtraction(app, scanId),
    });
    await takeUp(await copiesLeftBehind(app.db, { name: makeArchiveCopyJob.name, field: 'subjectId' }), signal, {
      again: (scanId) => inTx.execute((tx) => archiveSoon(tx, scanId)),
      giveUp: (scanId) => giveUpArchiveCopy(app, scanId, new Error('Its worker died every time.')),
    });
  },
});
