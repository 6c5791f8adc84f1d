import type { PageId, ScanId, ScanState } from '@qige/wire';
import type { Person } from '../actor.ts';
import type { App } from '../app.ts';
import type { AuditEvent } from '../audit/audit.events.ts';
import { recordAudit } from '../audit/audit.queries.ts';
import { notFound, Refusal } from '../platform/errors.ts';
import { tellLive } from '../platform/live.ts';
import { countWaitingPages } from '../reading/page-reading.queries.ts';
import { keptPageIds, lockScan } from '../reading/scan-reading.queries.ts';
import { moveScan } from './desk.queries.ts';
import { moveVerdict, type Move } from './desk.rules.ts';

type Moved = { scanId: ScanId; state: ScanState };
interface Why {
  reason: string;
  pageIds?: readonly PageId[];
}

export const rejectScan = (app: App, actor: Person, scanId: ScanId, why: Why): Promise<Moved> => move(app, actor, scanId, 'reject', why);
export const setScanAside = (app: App, actor: Person, scanId: ScanId, why: Why): Promise<Moved> => move(app, actor, scanId, 'set-aside', why);
export const askRescan = (app: App, actor: Person, scanId: ScanId, why: Why): Promise<Moved> => move(app, actor, scanId, 'rescan', why);
export const reopenScan = (app: App, actor: Person, scanId: ScanId): Promise<Moved> => move(app, actor, scanId, 'reopen');

const goes = {
  reject: { to: 'rejected', event: 'scan.rejected' },
  'set-aside': { to: 'set_aside', event: 'scan.set-aside' },
  rescan: { to: 'rescan', event: 'scan.rescan-asked' },
  reopen: { to: 'read', event: 'scan.reopened' },
} as const satisfies Record<Move, { to: ScanState; event: AuditEvent['kind'] }>;

async function move(app: App, actor: Person, scanId: ScanId, how: Move, why?: Why): Promise<Moved> {
  return app.db.transaction().execute(async (tx) => {
    const scan = await lockScan(tx, actor, scanId);
    if (!scan) throw notFound();
    const verdict = moveVerdict(how, scan.state);
    if (verdict.kind === 'still-reading') throw new Refusal('scan_not_ready', 'The scan is still being read.', { missing: [{ kind: 'still-reading', pagesLeft: await countWaitingPages(tx, scanId) }] });
    if (verdict.kind === 'closed') throw new Refusal('scan_closed', 'The scan is not where this can be done.', { state: scan.state });

    const kept = why?.pageIds?.length ? await keptPageIds(tx, scanId) : [];
    if (why?.pageIds?.some((pageId) => !kept.includes(pageId))) throw notFound();

    const { to, event } = goes[how];
    // Pages may have been put back to be read while the scan lay aside.
    const state = to === 'read' && (await countWaitingPages(tx, scanId)) > 0 ? 'reading' : to;
    await moveScan(tx, scanId, { state, reason: why?.reason ?? null, ...(why?.pageIds ? { pageIds: why.pageIds } : {}) });
    await recordAudit(tx, actor, { kind: event, subjectId: scanId, facts: { reason: why?.reason ?? null, pages: [...(why?.pageIds ?? [])] } });
    await tellLive(tx, { topic: 'desk', id: scanId, within: scan.batchId });
    return { scanId, state };
  });
}
