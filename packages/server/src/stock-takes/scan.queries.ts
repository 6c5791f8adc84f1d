import type { Booked, CountResult, ScanVerdict, Sight, Truth } from '@qige/rules/stock-take';
import type { CopyId, PersonId, PlaceId, StockTakeId } from '@qige/wire';
import { type Insertable, sql } from 'kysely';
import type { Actor } from '../actor.ts';
import { visibleTo } from '../contracts/visible.queries.ts';
import type { Db, Tx } from '../platform/db.ts';
import type { Tables } from '../tables.ts';

export interface ScannedPlace {
  id: PlaceId;
  labelNo: number;
  path: string;
  holds: 'places' | 'copies' | 'both';
}

/** The places that scans name, by their id or by the number on their label. */
export async function findScannedPlaces(db: Db, ids: readonly PlaceId[], labels: readonly number[]): Promise<ScannedPlace[]> {
  if (ids.length + labels.length === 0) return [];
  return db
    .selectFrom('place')
    .innerJoin('placeKind', 'placeKind.code', 'place.kind')
    .select(['place.id', 'place.labelNo', 'place.path', 'placeKind.holds'])
    .where(sql<boolean>`(place.id = any(${[...new Set(ids)]}::text[]) or place.label_no = any(${[...new Set(labels)]}::bigint[]))`)
    .execute();
}

/**
 * The copies of these labels, with their place on the list and what the asker may know of them. All paper is counted, also that of contracts hidden
 * from who counts: of those the label, the archival code and the place are told, which stand on the paper itself, and nothing of the contract.
 */
export async function findScannedCopies(db: Db, actor: Actor, id: StockTakeId, labels: readonly number[]) {
  if (labels.length === 0) return [];
  return db
    .selectFrom('copy')
    .innerJoin('contract', 'contract.id', 'copy.contractId')
    .leftJoin('place', 'place.id', 'copy.placeId')
    .leftJoin('stockItem as item', (join) => join.onRef('item.copyId', '=', 'copy.id').on('item.stockTakeId', '=', id))
    .select(['copy.id', 'copy.labelNo', 'copy.lastSeq', 'copy.archivalCode', 'copy.holder', 'copy.placeId', 'copy.personId', 'copy.outside', 'place.path', 'contract.id as contractId', 'contract.number', 'contract.title'])
    .select(['item.expected', 'item.placeId as listedPlaceId', 'item.recount', 'item.seq'])
    .select((eb) => sql<boolean>`${visibleTo(actor)(eb as never)}`.as('visible'))
    .where('copy.labelNo', 'in', [...new Set(labels)])
    .execute();
}
export type ScannedCopy = Awaited<ReturnType<typeof findScannedCopies>>[number];

/** What the chains of these copies say has happened to them since the list was frozen. */
export async function findMoves(db: Db, id: StockTakeId, copyIds: readonly CopyId[]): Promise<Map<CopyId, Booked[]>> {
  if (copyIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('custodyEvent as event')
    .innerJoin('stockItem as item', (join) => join.onRef('item.copyId', '=', 'event.copyId').on('item.stockTakeId', '=', id))
    .select(['event.copyId', 'event.toPlaceId', 'event.at', 'event.seenAt'])
    .where('event.copyId', 'in', [...copyIds])
    .whereRef('event.seq', '>', 'item.seq')
    .orderBy('event.copyId')
    .orderBy('event.seq')
    .execute();
  const moves = rows.map(({ copyId, toPlaceId, at, seenAt }) => ({ copyId, from: (seenAt ?? at).getTime(), placeId: toPlaceId }));
  return Map.groupBy(moves, (move) => move.copyId);
}

export interface Unlisted {
  copyId: CopyId;
  labelNo: number;
  seq: number;
  placeId: PlaceId | null;
}

/** Copies that were found without being expected stand behind the list, in the order of their labels. */
export async function addUnlisted(tx: Tx, id: StockTakeId, copies: readonly Unlisted[]): Promise<void> {
  if (copies.length === 0) return;
  await tx
    .insertInto('stockItem')
    .values(copies.map(({ copyId, labelNo, seq, placeId }) => ({ stockTakeId: id, copyId, seq, placeId, expected: 'unlisted' as const, result: 'unknown' as const, position: 1_000_000_000_000 + labelNo })).sort((a, b) => (a.copyId < b.copyId ? -1 : 1)))
    .onConflict((conflict) => conflict.columns(['stockTakeId', 'copyId']).doNothing())
    .execute();
}

/** Those that were sent before stay as they were. In the order of their names, so that two who send the same do not wait for each other. */
export async function insertScans(tx: Tx, scans: readonly Insertable<Tables['stockScan']>[]): Promise<void> {
  if (scans.length === 0) return;
  await tx
    .insertInto('stockScan')
    .values(scans.toSorted((a, b) => (a.scanId < b.scanId ? -1 : 1)))
    .onConflict((conflict) => conflict.columns(['stockTakeId', 'scanId']).doNothing())
    .execute();
}

export async function lockItems(tx: Tx, id: StockTakeId, copyIds: readonly CopyId[]) {
  if (copyIds.length === 0) return [];
  return tx.selectFrom('stockItem').select(['copyId', 'expected', 'placeId', 'recount']).where('stockTakeId', '=', id).where('copyId', 'in', [...copyIds]).orderBy('copyId').forUpdate().execute();
}

export interface StoredSight extends Sight {
  copyId: CopyId;
  personId: PersonId;
  name: string;
}

/** All that was seen of these copies, by whomever. */
export async function findSights(db: Db, id: StockTakeId, copyIds: readonly CopyId[]): Promise<Map<CopyId, StoredSight[]>> {
  if (copyIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('stockScan as scan')
    .innerJoin('person', 'person.id', 'scan.personId')
    .select(['scan.scanId', 'scan.copyId', 'scan.round', 'scan.seenAt', 'scan.placeId', 'scan.damage', 'scan.personId', 'person.name'])
    .where('scan.stockTakeId', '=', id)
    .where('scan.copyId', 'in', [...copyIds])
    .where('scan.verdict', 'in', ['found', 'wrong-place', 'unknown', 'back'])
    .execute();
  const sights = rows.map((row) => ({ ...row, seenAt: row.seenAt.getTime() }) as StoredSight);
  return Map.groupBy(sights, (sight) => sight.copyId);
}

export interface Outcome {
  copyId: CopyId;
  truth: (Truth & { personId: PersonId }) | null;
  result: CountResult;
}

export async function saveOutcomes(tx: Tx, id: StockTakeId, outcomes: readonly Outcome[]): Promise<void> {
  if (outcomes.length === 0) return;
  const rows = outcomes.map(({ copyId, truth, result }) => ({
    copyId, result,
    place: truth?.placeId ?? null,
    at: truth ? new Date(truth.seenAt).toISOString() : null,
    by: truth?.personId ?? null,
    damaged: truth?.damaged ?? false,
    damage: truth?.damage ?? '',
    second: truth?.round === 2,
  }));
  await sql`
    update stock_item i set result = r.result, found_place_id = r.place, found_at = r.at, found_by = r.by, damaged = r.damaged, damage = r.damage, recounted_at = case when r.second then r.at end
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r("copyId" text, result text, place text, at timestamptz, by text, damaged boolean, damage text, second boolean)
    where i.stock_take_id = ${id} and i.copy_id = r."copyId"`.execute(tx);
}

export async function findScans(db: Db, id: StockTakeId, scanIds: readonly string[]) {
  return db
    .selectFrom('stockScan')
    .select(['scanId', 'copyId', 'code', 'round', 'seenAt', 'damage'])
    .select((eb) => eb.ref('verdict').$castTo<ScanVerdict>().as('verdict'))
    .where('stockTakeId', '=', id)
    .where('scanId', 'in', [...scanIds])
    .execute();
}


export async function findLateScans(db: Db, id: StockTakeId) {
  return db.selectFrom('stockScan').select(['scanId', 'code', 'placeId', 'seenAt', 'damage']).where('stockTakeId', '=', id).where('verdict', '=', 'late').execute();
}

export async function changeVerdict(tx: Tx, id: StockTakeId, scanId: string, verdict: ScanVerdict, round: 1 | 2): Promise<void> {
  await tx.updateTable('stockScan').set({ verdict, round }).where('stockTakeId', '=', id).where('scanId', '=', scanId).execute();
}
