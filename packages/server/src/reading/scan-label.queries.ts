import type { CopyId, PageId, ScanId } from '@qige/wire';
import type { Db, Tx } from '../platform/db.ts';
import type { ScanLabel } from './scan-label.rules.ts';

/** Copies by the numbers on their labels, whoever may see them: the machine only notes what a label says. */
export async function copiesByLabel(db: Db, numbers: readonly number[]): Promise<Map<number, CopyId>> {
  if (numbers.length === 0) return new Map();
  const rows = await db.selectFrom('copy').select(['id', 'labelNo']).where('labelNo', 'in', [...new Set(numbers)]).execute();
  return new Map(rows.map(({ id, labelNo }) => [labelNo, id]));
}

export async function findScanLabel(db: Db, scanId: ScanId): Promise<ScanLabel | undefined> {
  return db.selectFrom('scanLabel').select(['pageId', 'code', 'verdict', 'copyId', 'cover']).where('scanId', '=', scanId).executeTakeFirst();
}

export async function saveScanLabel(tx: Tx, scanId: ScanId, label: ScanLabel | undefined): Promise<void> {
  await tx.deleteFrom('scanLabel').where('scanId', '=', scanId).execute();
  if (label) await tx.insertInto('scanLabel').values({ scanId, ...label }).execute();
}

/** The label of a cover sheet goes to the scan its page now stands in. */
export async function scanOfPages(tx: Tx, pageIds: readonly PageId[]): Promise<Map<PageId, ScanId>> {
  const rows = await tx.selectFrom('page').select(['id', 'scanId']).where('id', 'in', [...pageIds]).execute();
  return new Map(rows.map(({ id, scanId }) => [id, scanId]));
}
