import type { ArchiveCopyState, ContractId, ScanId } from '@qige/wire';
import type { Person } from '../actor.ts';
import type { Db, Tx } from '../platform/db.ts';
import { scanVisibleTo } from '../scans/visible.queries.ts';

/** From now on a copy is owed; what was made before stays until the new one is there. */
export async function wantArchiveCopy(tx: Tx, scanId: ScanId): Promise<void> {
  const row = { state: 'making' as const, failure: null, askedAt: new Date() };
  await tx
    .insertInto('archiveCopy')
    .values({ scanId, ...row })
    .onConflict((conflict) => conflict.column('scanId').doUpdateSet(row))
    .execute();
}

export async function saveArchiveCopy(tx: Tx, scanId: ScanId, blob: { name: string; size: number }): Promise<void> {
  await tx
    .insertInto('vaultBlob')
    .values({ sha256: blob.name, size: blob.size, mediaType: 'application/pdf' })
    .onConflict((conflict) => conflict.column('sha256').doNothing())
    .execute();
  await tx.updateTable('scan').set({ archiveSha256: blob.name }).where('id', '=', scanId).execute();
  await tx.updateTable('archiveCopy').set({ state: 'made', failure: null, madeAt: new Date() }).where('scanId', '=', scanId).execute();
}

/** False where no copy is owed any more: another run made one meanwhile. */
export async function failArchiveCopy(tx: Tx, scanId: ScanId, failure: string): Promise<boolean> {
  const failed = await tx.updateTable('archiveCopy').set({ state: 'failed', failure }).where('scanId', '=', scanId).where('state', '!=', 'made').executeTakeFirst();
  return failed.numUpdatedRows > 0n;
}

export async function registeredScansOf(db: Db, contractId: ContractId): Promise<ScanId[]> {
  const scans = await db.selectFrom('scan').select('id').where('contractId', '=', contractId).where('state', '=', 'registered').orderBy('id').execute();
  return scans.map(({ id }) => id);
}

export interface ArchiveScan {
  id: ScanId;
  contractId: ContractId;
  archiveSha256: string | null;
  copyLabel: string | null;
  number: string;
  title: string;
  counterparty: string;
}

export async function findArchiveScan(db: Db, scanId: ScanId): Promise<ArchiveScan | undefined> {
  return archiveScans(db).where('scan.id', '=', scanId).executeTakeFirst();
}

export async function findVisibleArchiveScan(db: Db, actor: Person, scanId: ScanId): Promise<ArchiveScan | undefined> {
  return archiveScans(db).where('scan.id', '=', scanId).where(scanVisibleTo(actor)).executeTakeFirst();
}

function archiveScans(db: Db) {
  return db
    .selectFrom('scan')
    .innerJoin('contract', 'contract.id', 'scan.contractId')
    .select(['scan.id', 'contract.id as contractId', 'scan.archiveSha256', 'scan.copyLabel', 'contract.number', 'contract.title', 'contract.counterparty'])
    .where('scan.state', '=', 'registered');
}

export async function archiveCopyStates(db: Db, scanIds: readonly ScanId[]): Promise<Map<ScanId, ArchiveCopyState>> {
  if (scanIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('archiveCopy')
    .innerJoin('scan', 'scan.id', 'archiveCopy.scanId')
    .select(['scanId', 'archiveCopy.state', 'failure', 'madeAt', 'archiveSha256'])
    .where('scanId', 'in', [...scanIds])
    .execute();
  return new Map(
    rows.map((row) => [row.scanId, { state: row.state, failure: row.failure, madeAt: row.madeAt?.toISOString() ?? null, outdated: row.state !== 'made' && row.archiveSha256 !== null }]),
  );
}

export const noArchiveCopy: ArchiveCopyState = { state: 'none', failure: null, madeAt: null, outdated: false };
