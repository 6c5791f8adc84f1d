import type { PersonId, StockCounts, StockTakeId } from '@qige/wire';
import { type Insertable, sql, type Updateable } from 'kysely';
import type { Db, Tx } from '../platform/db.ts';
import type { Tables } from '../tables.ts';

const withPlace = (db: Db) =>
  db
    .selectFrom('stockTake')
    .innerJoin('place', 'place.id', 'stockTake.placeId')
    .innerJoin('person as opener', 'opener.id', 'stockTake.openedBy')
    .leftJoin('person as first', 'first.id', 'stockTake.signedBy')
    .leftJoin('person as second', 'second.id', 'stockTake.countersignedBy')
    .selectAll('stockTake')
    .select(['place.path', 'opener.name as openerName', 'first.name as firstName', 'second.name as secondName']);

export type StockTakeRow = Awaited<ReturnType<ReturnType<typeof withPlace>['execute']>>[number];

export async function findStockTake(db: Db, id: StockTakeId): Promise<StockTakeRow | undefined> {
  return withPlace(db).where('stockTake.id', '=', id).executeTakeFirst();
}

/** Held for a change of its state: whoever sends scans waits, and so does the next change. */
export async function lockStockTake(tx: Tx, id: StockTakeId): Promise<StockTakeRow | undefined> {
  return withPlace(tx).where('stockTake.id', '=', id).forUpdate('stockTake').executeTakeFirst();
}

/** Held while scans are taken in: its state stays, and other scans may be taken in beside. */
export async function shareStockTake(tx: Tx, id: StockTakeId): Promise<StockTakeRow | undefined> {
  return withPlace(tx).where('stockTake.id', '=', id).forShare('stockTake').executeTakeFirst();
}

export async function listRows(db: Db, state: 'open' | 'past', after: string | undefined, limit: number): Promise<StockTakeRow[]> {
  let query = withPlace(db).where('stockTake.state', state === 'open' ? 'in' : 'not in', ['counting', 'recounting', 'reported']).orderBy('stockTake.id', 'desc').limit(limit);
  if (after) query = query.where('stockTake.id', '<', after as StockTakeId);
  return query.execute();
}

export async function insertStockTake(tx: Tx, row: Insertable<Tables['stockTake']>): Promise<void> {
  await tx.insertInto('stockTake').values(row).execute();
}

export async function changeStockTake(tx: Tx, id: StockTakeId, change: Updateable<Tables['stockTake']>): Promise<void> {
  await tx
    .updateTable('stockTake')
    .set((eb) => ({ ...change, version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .execute();
}

const none: StockCounts = { expected: 0, found: 0, missing: 0, moved: 0, 'wrong-place': 0, unknown: 0, 'on-loan': 0, back: 0, damaged: 0, unread: 0, recount: 0, recounted: 0 };

export async function countResults(db: Db, id: StockTakeId): Promise<StockCounts> {
  const { rows } = await sql<{ result: 'found'; count: number; expected: number; damaged: number; recount: number; recounted: number }>`
    select result, count(*)::int as count, count(*) filter (where expected <> 'unlisted')::int as expected, count(*) filter (where damaged)::int as damaged,
      count(*) filter (where recount)::int as recount, count(*) filter (where recount and recounted_at is not null)::int as recounted
    from stock_item where stock_take_id = ${id} group by result`.execute(db);
  const unread = await db.selectFrom('stockScan').select((eb) => eb.fn.count<number>('code').distinct().as('count')).where('stockTakeId', '=', id).where('copyId', 'is', null).where('verdict', 'in', unreadVerdicts).executeTakeFirstOrThrow();
  return rows.reduce(
    (sum, { result, count, expected, damaged, recount, recounted }) => ({ ...sum, [result]: count, expected: sum.expected + expected, damaged: sum.damaged + damaged, recount: sum.recount + recount, recounted: sum.recounted + recounted }),
    { ...none, unread: unread.count },
  );
}

/** A good label of no copy here is among them: there is no row of it. */
export const unreadVerdicts = ['torn', 'elsewhere', 'not-a-label', 'unknown'];

export interface Counter {
  id: PersonId;
  name: string;
  scans: number;
  lastAt: Date;
}

/** Who has counted, the busiest first. Scans that came too late count for nobody. */
export async function findCounters(db: Db, id: StockTakeId): Promise<Counter[]> {
  return db
    .selectFrom('stockScan')
    .innerJoin('person', 'person.id', 'stockScan.personId')
    .select((eb) => ['person.id', 'person.name', eb.fn.countAll<number>().as('scans'), eb.fn.max('stockScan.seenAt').$castTo<Date>().as('lastAt')])
    .where('stockTakeId', '=', id)
    .where('verdict', '<>', 'late')
    .groupBy(['person.id', 'person.name'])
    .orderBy('scans', 'desc')
    .orderBy('person.id')
    .execute();
}

export interface Tally {
  id: StockTakeId;
  expected: number;
  counted: number;
  differences: number;
}

/** How far those under way are; of what is reported the report says so. */
export async function tallies(db: Db, ids: readonly StockTakeId[]): Promise<Map<StockTakeId, Tally>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<Tally>`
    select stock_take_id as id, count(*) filter (where expected <> 'unlisted')::int as expected, count(*) filter (where expected <> 'unlisted' and (found_at is not null or expected = 'away'))::int as counted,
      count(*) filter (where result in ('wrong-place', 'unknown', 'back') or damaged)::int as differences
    from stock_item where stock_take_id = any(${[...ids]}::text[]) group by 1`.execute(db);
  return new Map(rows.map((row) => [row.id, row]));
}

/** In which of these the person has a part. */
export async function findMine(db: Db, who: PersonId, ids: readonly StockTakeId[]): Promise<Map<StockTakeId, { counted: boolean; alone: boolean }>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<{ id: StockTakeId; counted: boolean; alone: boolean }>`
    select s.id, exists (select from stock_scan c where c.stock_take_id = s.id and c.person_id = ${who} and c.verdict <> 'late') as counted,
      not exists (select from stock_scan c where c.stock_take_id = s.id and c.person_id <> ${who} and c.verdict <> 'late') as alone
    from stock_take s where s.id = any(${[...ids]}::text[])`.execute(db);
  return new Map(rows.map(({ id, counted, alone }) => [id, { counted, alone: counted && alone }]));
}

