import type { PlaceId, StockTakeId } from '@qige/wire';
import { type RawBuilder, sql } from 'kysely';
import { inBranch } from '../places/where.queries.ts';
import type { Db, Tx } from '../platform/db.ts';

export interface Branch {
  id: PlaceId;
  path: string;
  closedAt: Date | null;
}

export async function findBranch(db: Db, placeId: PlaceId): Promise<Branch | undefined> {
  return db.selectFrom('place').select(['id', 'path', 'closedAt']).where('id', '=', placeId).executeTakeFirst();
}

/** Places directly in another, or those whose name or code holds a text. */
export async function listPlaces(db: Db, { under, text }: { under?: PlaceId | undefined; text?: string | undefined }) {
  let query = db
    .selectFrom('place')
    .innerJoin('placeKind', 'placeKind.code', 'place.kind')
    .select(['place.id as placeId', 'place.name', 'place.code', 'placeKind.name as kind', 'placeKind.nameEn as kindEn'])
    .select((eb) => eb.exists(eb.selectFrom('place as inner').select('inner.id').whereRef('inner.parentId', '=', 'place.id')).as('within'))
    .where('place.closedAt', 'is', null)
    .orderBy('place.position')
    .orderBy('place.code')
    .limit(200);
  if (text) query = query.where((eb) => eb.or([sql<boolean>`position(lower(${text}) in lower(place.name)) > 0`, sql<boolean>`position(lower(${text}) in lower(place.code)) > 0`]));
  else query = under ? query.where('place.parentId', '=', under) : query.where('place.parentId', 'is', null);
  return query.execute();
}

/** A place and all it stands in, from the site down. */
export async function findAbove(db: Db, placeId: PlaceId): Promise<{ placeId: PlaceId; name: string }[]> {
  const { rows } = await sql<{ placeId: PlaceId; name: string }>`
    select a.id as "placeId", coalesce(nullif(a.name, ''), a.code) as name
    from place p join place a on a.id = any(string_to_array(trim(both '/' from p.path), '/'))
    where p.id = ${placeId} order by length(a.path)`.execute(db);
  return rows;
}

/** The places of a branch in the order one walks along them. Each ancestor is looked up by itself: joined, all places of the archive would be gone through for each. */
const walked = (path: string): RawBuilder<unknown> => sql`
  select p.id, (
    select string_agg(lpad(a.position::text, 9, '0') || a.code, '/' order by above.n)
    from unnest(string_to_array(trim(both '/' from p.path), '/')) with ordinality above(id, n) cross join lateral (select position, code from place where place.id = above.id limit 1) a) as walk
  from place p where ${inBranch(path, 'p.path')}`;

/** Copies whose last place was in the branch, though they stand in no place now, or are offered to somebody. What is lost or destroyed is expected nowhere. */
const away = sql`
  select c.id, c.last_seq, c.place_id, b.walk, c.archival_code, c.label_no,
    case when c.loan_id is not null then 'loan' when c.hand_over_id is not null then 'offered' when c.holder = 'outside' then 'sent' else 'hands' end as why
  from copy c
  cross join lateral (select e.to_place_id from custody_event e where e.copy_id = c.id and e.to_place_id is not null order by e.seq desc limit 1) last
  join branch b on b.id = last.to_place_id
  where c.holder in ('person', 'outside') or c.holder = 'place' and c.hand_over_id is not null`;

export async function countBranch(db: Db, path: string): Promise<{ here: number; away: number }> {
  const { rows } = await sql<{ here: number; away: number }>`
    with branch as (${walked(path)}), away as (${away})
    select (select count(*)::int from copy c join branch b on b.id = c.place_id where c.hand_over_id is null) as here, (select count(*)::int from away) as away`.execute(db);
  return rows[0] ?? { here: 0, away: 0 };
}

/** Writes down what is expected, all of one moment. */
export async function freezeBranch(tx: Tx, stockTakeId: StockTakeId, path: string, withAway: boolean): Promise<void> {
  await sql`
    with branch as (${walked(path)}), away as (${away}), listed as (
      select c.id, c.last_seq, c.place_id, b.walk, c.archival_code, c.label_no, null as why from copy c join branch b on b.id = c.place_id where c.hand_over_id is null
      union all select * from away where ${withAway}
    )
    insert into stock_item (stock_take_id, copy_id, position, seq, expected, place_id, away, result)
    select ${stockTakeId}, id, row_number() over (order by walk collate "C", archival_code, label_no), last_seq,
      case when why is null then 'here' else 'away' end, place_id, why, case when why is null then 'missing' else 'on-loan' end
    from listed`.execute(tx);
  await sql`analyze stock_item`.execute(tx);
}

/** Leaves of the frozen list only those drawn: the first so many in the order that the seed gives them. The same seed over the same list draws the same. */
export async function drawSample(tx: Tx, stockTakeId: StockTakeId, seed: string, size: number): Promise<void> {
  await sql`
    delete from stock_item where stock_take_id = ${stockTakeId} and copy_id not in (
      select copy_id from stock_item where stock_take_id = ${stockTakeId} order by md5(${seed} || copy_id), copy_id limit ${size})`.execute(tx);
}

export async function countItems(db: Db, stockTakeId: StockTakeId): Promise<number> {
  const { count } = await db.selectFrom('stockItem').select((eb) => eb.fn.countAll<number>().as('count')).where('stockTakeId', '=', stockTakeId).executeTakeFirstOrThrow();
  return count;
}

/** Those who open stock-takes take turns, so that of two over the same place one sees the other. */
export async function takeTurn(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('stock-take', 0))`.execute(tx);
}

/** The stock-take under way that covers a part of this branch, or this branch as a part. */
export async function findCovering(db: Db, path: string): Promise<{ id: StockTakeId; name: string } | undefined> {
  return db
    .selectFrom('stockTake')
    .innerJoin('place', 'place.id', 'stockTake.placeId')
    .select(['stockTake.id', 'stockTake.name'])
    .where('stockTake.state', 'in', ['counting', 'recounting', 'reported'])
    .where(sql<boolean>`(starts_with(place.path, ${path}) or starts_with(${path}, place.path))`)
    .limit(1)
    .executeTakeFirst();
}
