import type { ContractId, ContractScan, PageId, PageLine, ScanId, ScanReading } from '@qige/wire';
import type { Person } from '../actor.ts';
import type { App } from '../app.ts';
import { recordAudit } from '../audit/audit.queries.ts';
import { notFound } from '../platform/errors.ts';
import { contractScans } from './contract-scans.queries.ts';
import { describeLine } from './correct.actions.ts';
import { showReading, viewedLately } from './reading.queries.ts';
import { maySeeScan } from './scan-reading.queries.ts';
import { effectivePage } from './text.queries.ts';

/** Being looked at is recorded, once in a while: the screen asks anew whenever a page was read. */
export async function viewReading(app: App, actor: Person, scanId: ScanId): Promise<ScanReading> {
  const reading = await showReading(app.db, actor, scanId);
  if (!reading) throw notFound();
  if (!(await viewedLately(app.db, actor, scanId))) {
    const contract = reading.contractId ? { contractId: reading.contractId } : {};
    await app.db.transaction().execute((tx) => recordAudit(tx, actor, { kind: 'scan.viewed', subjectId: scanId, ...contract }));
  }
  return reading;
}

export async function viewPageLines(app: App, actor: Person, scanId: ScanId, pageId: PageId): Promise<{ pageId: PageId; width: number; height: number; lines: PageLine[] }> {
  if (!(await maySeeScan(app.db, actor, scanId))) throw notFound();
  const page = await effectivePage(app.db, scanId, pageId);
  if (!page) throw notFound();
  return { pageId, width: page.width, height: page.height, lines: page.lines.map(describeLine) };
}

export async function listContractScans(app: App, actor: Person, contractId: ContractId): Promise<{ scans: ContractScan[] }> {
  const scans = await contractScans(app.db, actor, contractId);
  if (!scans) throw notFound();
  return { scans };
}
