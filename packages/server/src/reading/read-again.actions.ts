import type { PageId, ScanId } from '@qige/wire';
import type { Person } from '../actor.ts';
import type { App } from '../app.ts';
import { recordAudit } from '../audit/audit.queries.ts';
import { notFound, Refusal } from '../platform/errors.ts';
import { tellLive } from '../platform/live.ts';
import { setPagesWaiting } from './page-reading.queries.ts';
import { readPagesSoon } from './reading.jobs.ts';
import { lockScan, markScanReading } from './scan-reading.queries.ts';

/** What was read so far stays until the page is read anew; what people corrected stays for good. */
export async function readAgain(app: App, actor: Person, scanId: ScanId, pageIds: readonly PageId[] | undefined): Promise<{ pages: number }> {
  return app.db.transaction().execute(async (tx) => {
    const scan = await lockScan(tx, actor, scanId);
    if (!scan) throw notFound();
    if (scan.state === 'merged' || scan.state === 'rejected') throw new Refusal('scan_closed', 'This scan has left the desk.', { state: scan.state });
    const waiting = await setPagesWaiting(tx, scanId, pageIds);
    if (pageIds && waiting.length !== new Set(pageIds).size) throw notFound();
    await markScanReading(tx, scanId);
    await readPagesSoon(tx, waiting);
    const contract = scan.contractId ? { contractId: scan.contractId } : {};
    await recordAudit(tx, actor, { kind: 'scan.read-again', subjectId: scanId, ...contract, facts: { pages: waiting.length } });
    await tellLive(tx, { topic: 'desk', id: scanId, within: scan.batchId });
    return { pages: waiting.length };
  });
}
