import type { Actor } from '../actor.ts';
import type { PageId, ScanId } from '@qige/wire';
import type { Db, Tx } from '../platform/db.ts';
import { scanVisibleTo } from '../scans/visible.queries.ts';
import type { StoredField } from './fields.rules.ts';
import type { StoredFinding } from './findings.rules.ts';

export interface ScanExtract {
  fields: StoredField[];
  findings: StoredFinding[];
}

export async function scanReadingOf(db: Db, scanId: ScanId): Promise<ScanExtract> {
  const row = await db.selectFrom('scanReading').select(['fields', 'findings']).where('scanId', '=', scanId).executeTakeFirst();
  return { fields: (row?.fields ?? []) as StoredField[], findings: (row?.findings ?? []) as StoredFinding[] };
}

export async function saveScanReading(tx: Tx, scanId: ScanId, { fields, findings }: ScanExtract): Promise<void> {
  const row = { fields: JSON.stringify(fields), findings: JSON.stringify(findings), extractedAt: new Date() };
  await tx
    .insertInto('scanReading')
    .values({ scanId, ...row })
    .onConflict((conflict) => conflict.column('scanId').doUpdateSet(row))
    .execute();
}

const columns = ['id', 'state', 'version', 'contractId', 'readAt', 'nearDuplicateOf', 'batchId', 'departmentId'] as const;

export type ScanRow = NonNullable<Awaited<ReturnType<typeof findScan>>>;

export async function findScan(db: Db, scanId: ScanId) {
  return db.selectFrom('scan').select(columns).where('id', '=', scanId).executeTakeFirst();
}

/** The scan, locked, if this actor may see it. */
export async function lockScan(tx: Tx, actor: Actor, scanId: ScanId): Promise<ScanRow | undefined> {
  return tx.selectFrom('scan').select(columns).where('id', '=', scanId).where(scanVisibleTo(actor)).forNoKeyUpdate('scan').executeTakeFirst();
}

export async function findVisibleScan(db: Db, actor: Actor, scanId: ScanId) {
  return db.selectFrom('scan').select(['id', 'contractId']).where('id', '=', scanId).where(scanVisibleTo(actor)).executeTakeFirst();
}

export async function maySeeScan(db: Db, actor: Actor, scanId: ScanId): Promise<boolean> {
  return (await findVisibleScan(db, actor, scanId)) !== undefined;
}

export async function markScanRead(tx: Tx, scanId: ScanId): Promise<void> {
  await tx.updateTable('scan').set({ state: 'read', readAt: new Date() }).where('id', '=', scanId).execute();
}

export async function saveNearDuplicate(tx: Tx, scanId: ScanId, nearDuplicateOf: ScanId | null): Promise<void> {
  await tx.updateTable('scan').set({ nearDuplicateOf }).where('id', '=', scanId).execute();
}

/** The kept pages of a scan, in order. */
export async function keptPageIds(db: Db, scanId: ScanId): Promise<PageId[]> {
  const pages = await db
    .selectFrom('page')
    .select('id')
    .where('scanId', '=', scanId)
    .where('dropped', '=', false)
    .where('separator', '=', false)
    .orderBy('position')
    .execute();
  return pages.map(({ id }) => id);
}

/** Only what lies open at the desk goes back to being read; a scan that was set aside or registered keeps its state. */
export async function markScanReading(tx: Tx, scanId: ScanId): Promise<void> {
  await tx.updateTable('scan').set({ state: 'reading' }).where('id', '=', scanId).where('state', '=', 'read').execute();
}

export async function scanOfPage(db: Db, pageId: string): Promise<ScanId | undefined> {
  const row = await db.selectFrom('page').select('scanId').where('id', '=', pageId as never).executeTakeFirst();
  return row?.scanId;
}
