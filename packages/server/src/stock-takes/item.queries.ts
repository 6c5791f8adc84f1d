import type { CopyId, PlaceId, StockCorrection, StockResult, StockTakeId } from '@qige/wire';
import { sql } from 'kysely';
import type { Actor } from '../actor.ts';
import { visibleTo } from '../contracts/visible.queries.ts';
import { inBranch } from '../places/where.queries.ts';
import type { Db, Tx } from '../platform/db.ts';
import { unreadVerdicts } from './stock-take.queries.ts';

export interface ItemsAsked {
  result?: StockResult | 'damaged' | 'difference' | 'recount' | undefined;
  placeId?: PlaceId | undefined;
  after?: number | undefined;
  limit: number;
}

const different = sql<boolean>`(item.result in ('missing', 'wrong-place', 'unknown', 'back') or item.damaged)`;

export async function listItems(db: Db, actor: Actor, id: StockTakeId, { result, placeId, after, limit }: ItemsAsked) {
  let query = db
    .selectFrom('stockItem as item')
    .innerJoin('copy', 'copy.id', 'item.copyId')
    .innerJoin('contract', 'contract.id', 'copy.contractId')
    .leftJoin('person', 'person.id', 'item.foundBy')
    .selectAll('item')
    .select(['copy.labelNo', 'copy.archivalCode', 'contract.id as contractId', 'contract.number', 'contract.title', 'person.name as finder'])
    .select((eb) => sql<boolean>`${visibleTo(actor)(eb as never)}`.as('visible'))
    .where('item.stockTakeId', '=', id)
    .orderBy('item.position')
    .limit(limit);
  if (result === 'difference') query = query.where(different);
  else if (result === 'damaged') query = query.where('item.damaged', '=', true);
  else if (result === 'recount') query = query.where('item.recount', '=', true);
  else if (result) query = query.where('item.result', '=', result);
  if (placeId) query = query.where((eb) => eb.or([eb('item.placeId', '=', placeId), eb('item.foundPlaceId', '=', placeId)]));
  if (after !== undefined) query = query.where('item.position', '>', after);
  return query.execute();
}
export type ItemRow = Awaited<ReturnType<typeof listItems>>[number];

export interface PlaceTally {
  placeId: PlaceId;
  position: number;
  expected: number;
  counted: number;
  differences: number;
}

/** Box by box, shelf by shelf, in the order of the list; what was found where it does not belong counts there too. */
export async function listPlaceTallies(db: Db, id: StockTakeId, after: number | undefined, limit: number): Promise<PlaceTally[]> {
  const { rows } = await sql<PlaceTally>`
    select t.place_id as "placeId", min(t.position) as position, sum(t.expected)::int as expected, sum(t.counted)::int as counted, sum(t.differences)::int as differences
    from (
      select place_id, position, 1 as expected, (found_at is not null)::int as counted, (result in ('wrong-place', 'missing') and found_at is not null or damaged)::int as differences
      from stock_item where stock_take_id = ${id} and expected = 'here'
      union all
      select found_place_id, position, 0, 0, 1 from stock_item where stock_take_id = ${id} and result in ('unknown', 'back')
    ) t where t.place_id is not null
    group by t.place_id having ${after === undefined ? sql`true` : sql`min(t.position) > ${after}`}
    order by 2 limit ${limit}`.execute(db);
  return rows;
}

export async function listUnread(db: Db, id: StockTakeId) {
  return db
    .selectFrom('stockScan as scan')
    .innerJoin('person', 'person.id', 'scan.personId')
    .select(['scan.code', 'scan.verdict', 'scan.placeId', 'scan.seenAt', 'person.name'])
    .distinctOn('scan.code')
    .where('scan.stockTakeId', '=', id)
    .where('scan.copyId', 'is', null)
    .where('scan.verdict', 'in', unreadVerdicts)
    .orderBy('scan.code')
    .orderBy('scan.seenAt', 'desc')
    .limit(1_000)
    .execute();
}

/** Every place of a branch that can hold papers, by its names from the branch down. */
export async function listHoldingPlaces(db: Db, path: string): Promise<{ id: PlaceId; label: number; where: string }[]> {
  const { rows } = await sql<{ id: PlaceId; label: number; where: string }>`
    select p.id, p.label_no as label, string_agg(coalesce(nullif(a.name, ''), a.code), ' / ' order by length(a.path)) as "where"
    from place p join place_kind k on k.code = p.kind join place a on a.id = any(string_to_array(trim(both '/' from p.path), '/')) and ${inBranch(path, 'a.path')}
    where ${inBranch(path, 'p.path')} and k.holds <> 'places'
    group by p.id order by string_agg(lpad(a.position::text, 9, '0') || a.code, '/' order by length(a.path)) collate "C"`.execute(db);
  return rows;
}

export async function listAll(db: Db, actor: Actor, id: StockTakeId) {
  return db
    .selectFrom('stockItem as item')
    .innerJoin('copy', 'copy.id', 'item.copyId')
    .innerJoin('contract', 'contract.id', 'copy.contractId')
    .select(['copy.labelNo', 'copy.archivalCode', 'item.expected', 'item.placeId', 'item.recount', 'item.foundAt', 'item.recountedAt', 'contract.title'])
    .select((eb) => sql<boolean>`${visibleTo(actor)(eb as never)}`.as('visible'))
    .where('item.stockTakeId', '=', id)
    .orderBy('item.position')
    .execute();
}

/** Those of the labels that are on the list. */
export async function findResults(db: Db, id: StockTakeId, labels: readonly number[]) {
  return db.selectFrom('stockItem as item').innerJoin('copy', 'copy.id', 'item.copyId').select(['item.copyId', 'item.result', 'copy.labelNo']).where('item.stockTakeId', '=', id).where('copy.labelNo', 'in', [...labels]).execute();
}

export async function setCorrection(tx: Tx, id: StockTakeId, copyIds: readonly CopyId[], correction: StockCorrection): Promise<void> {
  await tx.updateTable('stockItem').set({ correction }).where('stockTakeId', '=', id).where('copyId', 'in', [...copyIds]).execute();
}

