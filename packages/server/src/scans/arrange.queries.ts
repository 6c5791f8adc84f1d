import type { ArrangementId, PageId, ScanId } from '@qige/wire';
import { sql } from 'kysely';
import type { Actor } from '../actor.ts';
import type { Tx } from '../platform/db.ts';
import type { Layout, Sheet } from './arrange.rules.ts';
import { scanVisibleTo } from './visible.queries.ts';

export interface OpenScan {
  id: ScanId;
  state: string;
  version: number;
  batchId: string;
}

/** Scans locked in the order of their ids, so that two arrangers never wait for each other in a ring. Only those the actor may see. */
export async function lockScans(tx: Tx, actor: Actor, ids: readonly ScanId[]): Promise<Map<ScanId, OpenScan>> {
  const rows = await tx
    .selectFrom('scan')
    .select(['id', 'state', 'version', 'batchId'])
    .where('id', 'in', [...ids])
    .where(scanVisibleTo(actor))
    .orderBy('id')
    .forUpdate('scan')
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}

export async function layoutOf(tx: Tx, ids: readonly ScanId[]): Promise<Layout> {
  const pages = await tx.selectFrom('page').select(['id', 'scanId', 'turned', 'dropped']).where('scanId', 'in', [...ids]).orderBy('position').orderBy('id').execute();
  const layout: Partial<Record<ScanId, Sheet[]>> = {};
  for (const id of ids) layout[id] = [];
  for (const { scanId, ...sheet } of pages) layout[scanId]?.push(sheet);
  return layout;
}

/** Writes a layout: every page to its scan, place and turn. A page turned or taken up again is to be read. */
export async function writeLayout(tx: Tx, before: Layout, after: Layout): Promise<void> {
  const was = new Map(Object.values(before).flatMap((sheets = []) => sheets.map((sheet): [PageId, Sheet] => [sheet.id, sheet])));
  for (const [scanId, sheets = []] of Object.entries(after)) {
    for (const [position, sheet] of sheets.entries()) {
      const turned = was.get(sheet.id)?.turned !== sheet.turned;
      // Somebody takes up what was taken for a separator sheet: from now on it is a page.
      const takenUp = was.get(sheet.id)?.dropped === true && !sheet.dropped;
      await tx
        .updateTable('page')
        .set({ scanId: scanId as ScanId, position, turned: sheet.turned, dropped: sheet.dropped, ...(takenUp ? { separator: false } : {}), ...(turned ? { state: 'waiting' as const, failure: null } : {}) })
        .where('id', '=', sheet.id)
        .execute();
    }
  }
}

/** A scan made by taking pages out of another. */
export async function insertScanLike(tx: Tx, from: ScanId, id: ScanId, state: 'reading' | 'merged'): Promise<void> {
  await tx
    .insertInto('scan')
    .columns(['id', 'batchId', 'departmentId', 'createdBy', 'name', 'state'])
    .expression((eb) =>
      eb.selectFrom('scan').select([sql<ScanId>`${id}`.as('id'), 'batchId', 'departmentId', 'createdBy', 'name', sql<'reading'>`${state}`.as('state')]).where('scan.id', '=', from),
    )
    .execute();
}

/** After an arrangement a scan is read and taken apart anew, or, when no page is left in it, closed. */
export async function settleScan(tx: Tx, id: ScanId, hasPages: boolean): Promise<void> {
  await tx
    .updateTable('scan')
    .set((eb) => ({ state: hasPages ? 'reading' : 'merged', closedAt: hasPages ? null : sql<Date>`now()`, groupingKey: null, version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .execute();
}

export async function insertArrangement(tx: Tx, row: { id: ArrangementId; scanId: ScanId; act: string; before: Layout; after: Layout; madeBy: string }): Promise<void> {
  await tx
    .insertInto('arrangement')
    .values({ ...row, before: JSON.stringify(row.before), after: JSON.stringify(row.after) })
    .execute();
}

export async function lastArrangement(tx: Tx, scanId: ScanId): Promise<{ id: ArrangementId; before: Layout; after: Layout } | undefined> {
  const row = await tx
    .selectFrom('arrangement')
    .select(['id', 'before', 'after'])
    .where(sql<boolean>`jsonb_exists(before, ${scanId})`)
    .where('undoneAt', 'is', null)
    .orderBy('id', 'desc')
    .executeTakeFirst();
  return row && { id: row.id, before: row.before as Layout, after: row.after as Layout };
}

/** Whether the machine has split this scan before; what a person made of that since is theirs. */
export async function wasSplitAtSeparators(tx: Tx, scanId: ScanId): Promise<boolean> {
  const row = await tx
    .selectFrom('arrangement')
    .select('id')
    .where('act', '=', 'split-at-separators')
    .where(sql<boolean>`jsonb_exists(after, ${scanId})`)
    .executeTakeFirst();
  return row !== undefined;
}

export async function markUndone(tx: Tx, id: ArrangementId): Promise<void> {
  await tx.updateTable('arrangement').set({ undoneAt: new Date() }).where('id', '=', id).execute();
}

/** Separator sheets stand in no reading; what the machine marked so can be taken up again like a dropped page. */
export async function markSeparators(tx: Tx, pageIds: readonly PageId[]): Promise<void> {
  await tx.updateTable('page').set({ separator: true }).where('id', 'in', [...pageIds]).execute();
}
