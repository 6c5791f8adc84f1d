import type { Confidentiality, ContractTypeId, CopyId, PlaceId } from '@qige/wire';
import { sql } from 'kysely';
import type { Actor } from '../actor.ts';
import { visibleTo } from '../contracts/visible.queries.ts';
import type { Db } from '../platform/db.ts';
import type { Candidate } from './proposals.rules.ts';
import { inBranch } from './where.queries.ts';

export interface Series {
  contractTypeId: ContractTypeId;
  year: number | null;
}

/** What of a copy says where it should go. */
export async function findToPlace(db: Db, actor: Actor, copyId: CopyId): Promise<(Series & { mm: number; confidentiality: Confidentiality; placeId: PlaceId | null }) | undefined> {
  const row = await db
    .selectFrom('copy')
    .innerJoin('contract', 'contract.id', 'copy.contractId')
    .select(['contract.contractTypeId', 'contract.confidentiality', 'copy.thicknessMm', 'copy.placeId'])
    .select(sql<number | null>`extract(year from coalesce(contract.signed_on, contract.registered_at::date))::int`.as('year'))
    .where('copy.id', '=', copyId)
    .where((eb) => visibleTo(actor)(eb as never))
    .executeTakeFirst();
  return row && { ...row, mm: Number(row.thicknessMm) };
}

/** Of a series the newest so many are looked at: where they lie is where it is being filled. */
const newest = 2_000;

/** Where papers of the series lie and how many, those with most first. Counted only of contracts the actor may see. */
async function findSeriesPlaces(db: Db, actor: Actor, { contractTypeId, year }: Series): Promise<Map<PlaceId, number>> {
  const rows = await db
    .with('series', (cte) =>
      cte
        .selectFrom('contract')
        .select('contract.id')
        .where('contract.contractTypeId', '=', contractTypeId)
        .$if(year !== null, (query) => query.where(sql<boolean>`extract(year from coalesce(contract.signed_on, contract.registered_at::date)) = ${year}`))
        .where(visibleTo(actor))
        .orderBy('contract.id', 'desc')
        .limit(newest),
    )
    .selectFrom('series')
    .innerJoin('copy', 'copy.contractId', 'series.id')
    .select((eb) => ['copy.placeId', eb.fn.countAll<number>().as('same')])
    .where('copy.placeId', 'is not', null)
    .groupBy('copy.placeId')
    .orderBy('same', 'desc')
    .limit(100)
    .execute();
  return new Map(rows.flatMap(({ placeId, same }) => (placeId ? [[placeId, same] as const] : [])));
}

const open = (db: Db) =>
  db
    .selectFrom('place')
    .innerJoin('placeKind', 'placeKind.code', 'place.kind')
    .select(['place.id', 'place.parentId', 'place.path', 'place.code', 'place.environment', 'place.capacity', 'place.capacityMm', 'place.held', 'place.heldMm'])
    .where('place.closedAt', 'is', null)
    .where('placeKind.holds', '<>', 'places');

type Row = Awaited<ReturnType<ReturnType<typeof open>['execute']>>[number];

/** Half a millimetre is forgiven here as in `fitsVerdict`, which has the last word. */
const hasRoom = (count: number, mm: number) => sql<boolean>`(place.capacity is null or place.held + ${count}::int <= place.capacity) and (place.capacity_mm is null or place.held_mm + ${mm}::numeric <= place.capacity_mm + 0.5)`;

/**
 * What comes into question for so many papers so thick: where the series lies, what is empty on those shelves and in those cabinets, and the emptiest
 * anywhere. A few dozen rows, whatever the archive's size; the rule puts them in order.
 */
export async function findCandidates(db: Db, actor: Actor, series: Series | null, { count, mm, secret }: { count: number; mm: number; secret: boolean }): Promise<Candidate[]> {
  const same = series ? await findSeriesPlaces(db, actor, series) : new Map<PlaceId, number>();
  const lying = same.size === 0 ? [] : await open(db).where('place.id', 'in', [...same.keys()]).execute();
  const shelves = new Set(lying.map((row) => row.parentId).filter((id) => id !== null));
  const cabinets = new Set(lying.map((row) => cabinetOf(row.path)).filter((path) => path !== undefined));
  const safes = (await db.selectFrom('place').select('path').where('safe', '=', true).where('closedAt', 'is', null).execute()).map((row) => row.path);
  // A safe suits nothing but what is secret, and the other way round: asked for here, since a page of the wrong ones would hide the right ones.
  const inSafe = inAny(safes);
  const suits = (query: ReturnType<typeof open>) => query.where(hasRoom(count, mm)).where(secret ? inSafe : sql<boolean>`not (${inSafe})`).where('place.environment', 'in', ['paper', 'special']);
  const beside = shelves.size === 0 ? [] : await suits(open(db)).where('place.held', '=', 0).where('place.parentId', 'in', [...shelves]).orderBy('place.path').limit(20).execute();
  const inCabinet = cabinets.size === 0 ? [] : await suits(open(db)).where('placeKind.moves', '=', true).where('place.held', '=', 0).where(inAny([...cabinets].slice(0, 10))).orderBy('place.path').limit(20).execute();
  const boxes = await suits(open(db)).where((eb) => eb.or([eb('placeKind.moves', '=', true), eb('placeKind.holds', '=', 'copies')])).orderBy('place.held').orderBy('place.heldMm').orderBy('place.path').limit(20).execute();
  // Where there are no boxes, a shelf or a safe that nothing else stands in takes papers itself.
  const bare = sql<boolean>`(place.safe or place.capacity is not null or place.capacity_mm is not null) and not exists (select from place inner_place where inner_place.parent_id = place.id and inner_place.closed_at is null)`;
  const rest = boxes.length > 0 ? [] : await suits(open(db)).where(bare).orderBy('place.held').orderBy('place.heldMm').orderBy('place.path').limit(20).execute();
  const near = (row: Row): Candidate['near'] => (row.parentId !== null && shelves.has(row.parentId) ? 'shelf' : cabinets.has(cabinetOf(row.path) ?? '') ? 'cabinet' : null);
  const rows = new Map([...lying, ...beside, ...inCabinet, ...boxes, ...rest].map((row) => [row.id, row]));
  return [...rows.values()].map((row) => ({
    placeId: row.id,
    path: row.path,
    code: row.code,
    environment: row.environment,
    capacity: row.capacity,
    capacityMm: row.capacityMm,
    held: row.held,
    heldMm: Number(row.heldMm),
    inSafe: safes.some((path) => row.path.startsWith(path)),
    same: same.get(row.id) ?? 0,
    near: same.has(row.id) ? null : near(row),
  }));
}

const inAny = (paths: readonly string[]) => (paths.length === 0 ? sql<boolean>`false` : sql<boolean>`(${sql.join(paths.map((path) => inBranch(path)), sql` or `)})`);

/** What a box's shelf stands in: two up. */
function cabinetOf(path: string): string | undefined {
  const ids = path.split('/').filter(Boolean);
  return ids.length > 2 ? `/${ids.slice(0, -2).join('/')}/` : undefined;
}
