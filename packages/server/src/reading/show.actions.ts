import type { ContractId, ContractScan, PageId, PageLine, ScanId, ScanReading } from '@qige/wire';
import type { Person } from '../actor.ts';
import type { App } from '../app.ts';
import { aDay, recordLook, tenMinutes } from '../audit/audit.queries.ts';
import { notFound } from '../platform/errors.ts';
import { contractScans } from './contract-scans.queries.ts';
import { describeLine } from './correct.actions.ts';
import { showReading } from './reading.queries.ts';
import { findVisibleScan } from './scan-reading.queries.ts';
import { effectivePage } from './text.queries.ts';

export async function viewReading(app: App, actor: Person, scanId: ScanId): Promise<ScanReading> {
  return app.db.transaction().execute(async (tx) => {
    const reading = await showReading(tx, actor, scanId);
    if (!reading) throw notFound();
    await recordLook(tx, actor, { kind: 'scan.viewed', subjectId: scanId, ...ofContract(reading) }, tenMinutes);
    return reading;
  });
}

/** The text of a page is the page: whether somebody reads its image or its lines is one view. */
export async function viewPageLines(app: App, actor: Person, scanId: ScanId, pageId: PageId): Promise<{ pageId: PageId; width: number; height: number; lines: PageLine[] }> {
  return app.db.transaction().execute(async (tx) => {
    const scan = await findVisibleScan(tx, actor, scanId);
    const page = scan && (await effectivePage(tx, scanId, pageId));
    if (!page) throw notFound();
    await recordLook(tx, actor, { kind: 'page.viewed', subjectId: pageId, ...ofContract(scan) }, aDay);
    return { pageId, width: page.width, height: page.height, lines: page.lines.map(describeLine) };
  });
}

const ofContract = ({ contractId }: { contractId: ContractId | null }): { contractId?: ContractId } => (contractId ? { contractId } : {});

export async function listContractScans(app: App, actor: Person, contractId: ContractId): Promise<{ scans: ContractScan[] }> {
  const scans = await contractScans(app.db, actor, contractId);
  if (!scans) throw notFound();
  return { scans };
}
