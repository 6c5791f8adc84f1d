import { availableParallelism } from 'node:os';
import { FileId, PageId, ScanId } from '@qige/wire';
import { z } from 'zod';
import { theSystem } from '../actor.ts';
import type { App } from '../app.ts';
import { AuditReaction } from '../audit/audit.events.ts';
import { recordAudit } from '../audit/audit.queries.ts';
import type { Tx } from '../platform/db.ts';
import { defineJob, enqueue } from '../platform/jobs.ts';
import { archiveSoon } from './archive-copy.jobs.ts';
import { extractScan } from './extract-scan.actions.ts';
import { giveUpExtraction } from './give-up-extraction.actions.ts';
import { waitingPagesOfFile, waitingPagesOfScan } from './page-reading.queries.ts';
import { failPage, lastFailure, readPage } from './read-page.actions.ts';
import { findScan, markScanReading } from './scan-reading.queries.ts';

export const extractScanJob = defineJob({
  name: 'reading.extract-scan',
  payload: AuditReaction.extend({ subjectId: ScanId }),
  attempts: 8,
  oncePerKey: true,
  async run(app, { subjectId: scanId }) {
    const outcome = await extractScan(app, scanId);
    if (outcome === 'again') await app.db.transaction().execute((tx) => extractSoon(tx, scanId));
  },
  giveUp: (app, { subjectId: scanId }) => giveUpExtraction(app, scanId),
});

export const extractSoon = (tx: Tx, scanId: ScanId): Promise<void> => enqueue(tx, extractScanJob, { subjectId: scanId }, { key: scanId, priority: 1 });

/** A registered contract keeps the fields it was registered with; what is new of it is its text. */
async function allPagesRead(tx: Tx, scanId: ScanId): Promise<void> {
  const contractId = (await findScan(tx, scanId))?.contractId;
  if (!contractId) return extractSoon(tx, scanId);
  await recordAudit(tx, theSystem, { kind: 'contract.amended', subjectId: contractId, contractId, facts: { readAgain: scanId } });
  await archiveSoon(tx, scanId);
}

export const readPageJob = defineJob({
  name: 'reading.read-page',
  payload: z.object({ pageId: PageId }),
  // Pauses double from 2 s: a full disk or a lost database has some minutes to come back.
  attempts: 8,
  // One more than the engine can read at once, so that it never waits for a page to be fetched or kept.
  concurrency: availableParallelism() + 1,
  oncePerKey: true,
  run: (app, { pageId }, signal) => readPage(app, pageId, signal, allPagesRead),
  giveUp: (app, { pageId }, error) => failPage(app, pageId, lastFailure(error), allPagesRead),
});

/** A page whose worker died every time. */
export const giveUpPage = (app: App, pageId: PageId): Promise<void> => failPage(app, pageId, 'crashed', allPagesRead);

export async function readPagesSoon(tx: Tx, pageIds: readonly PageId[]): Promise<void> {
  for (const pageId of pageIds) await enqueue(tx, readPageJob, { pageId }, { key: pageId });
}

/** A file was opened: its pages wait to be read. */
export const readFileJob = defineJob({
  name: 'reading.read-file',
  payload: AuditReaction.extend({ subjectId: FileId }),
  attempts: 5,
  run: (app, { subjectId: fileId }) => app.db.transaction().execute(async (tx) => readPagesSoon(tx, await waitingPagesOfFile(tx, fileId))),
});

/** A scan was rearranged: pages that now wait are read, the others are not read again; fields are taken anew either way. */
export const readScanJob = defineJob({
  name: 'reading.read-scan',
  payload: AuditReaction.extend({ subjectId: ScanId }),
  attempts: 5,
  run: (app, { subjectId: scanId }) =>
    app.db.transaction().execute(async (tx) => {
      const waiting = await waitingPagesOfScan(tx, scanId);
      if (waiting.length > 0) await markScanReading(tx, scanId);
      await readPagesSoon(tx, waiting);
      if (waiting.length === 0) await extractSoon(tx, scanId);
    }),
});
