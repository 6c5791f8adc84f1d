import type { ScanId } from '@qige/wire';
import { theSystem } from '../actor.ts';
import type { App } from '../app.ts';
import { recordAudit } from '../audit/audit.queries.ts';
import { tellLive } from '../platform/live.ts';
import { countWaitingPages } from './page-reading.queries.ts';
import { lockScan, markScanRead } from './scan-reading.queries.ts';

/** No fields can be taken: the scan lies at the desk all the same, to be filled in by hand. */
export async function giveUpExtraction(app: App, scanId: ScanId): Promise<void> {
  await app.db.transaction().execute(async (tx) => {
    const scan = await lockScan(tx, theSystem, scanId);
    if (scan?.state !== 'reading' || (await countWaitingPages(tx, scanId)) > 0) return;
    await markScanRead(tx, scanId);
    await recordAudit(tx, theSystem, { kind: 'scan.read-failed', subjectId: scanId, facts: { code: 'fields-not-taken' } });
    await tellLive(tx, { topic: 'desk', id: scanId, within: scan.batchId });
  });
}
