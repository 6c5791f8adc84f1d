import type { PlaceBranch, PlaceId, PlaceMove } from '@qige/wire';
import { sql } from 'kysely';
import type { Db } from '../platform/db.ts';
import { beginningWith, containing } from '../platform/like.ts';
import { depthOf } from './tree.rules.ts';
import { findWhere, inBranch } from './where.queries.ts';

const columns = ['place.id', 'place.parentId', 'place.path', 'place.kind', 'place.code', 'place.name', 'place.position', 'place.capacity', 'place.capacityMm', 'place.thicknessMm', 'place.held', 'place.heldMm', 'place.environment', 'place.safe', 'place.closedAt'] as const;

export type PlaceRowFound = Awaited<ReturnType<typeof findChildren>>[number];

/** What stands directly in a place, or at the top, in order. */
export async function findChildren(db: Db, parentId: PlaceId | null, { closed, after, limit }: { closed: boolean; after?: readonly [number, string] | undefined; limit: number }) {
  return db
    .selectFrom('place')
    .select(columns)
    .where('parentId', parentId === null ? 'is' : '=', parentId)
    .$if(!closed, (query) => query.where('closedAt', 'is', null))
    .$if(after !== undefined, (query) => query.where(sql<boolean>`(position, code) > (${after?.[0]}::int, ${after?.[1]})`))
    .orderBy('position')
    .orderBy('code')
    .limit(limit)
    .execute();
}

export async function findPlacePath(db: Db, placeId: PlaceId): Promise<string | undefined> {
  return (await db.selectFrom('place').select('path').where('id', '=', placeId).executeTakeFirst())?.path;
}

/**
 * For each place directly in that path what its branch holds, itself left out. Papers are not counted one by one: what stands in the places of a
 * branch, less the places among it, are papers.
 */
export async function sumBranches(db: Db, path: string | null): Promise<Map<PlaceId, PlaceBranch>> {
  const at = path ?? '/';
  const { rows } = await sql<PlaceBranch & { id: PlaceId }>`
    select split_part(p.path, '/', ${depthOf(at) + 2}::int) as id, count(*)::int - 1 as places,
      count(*) filter (where k.moves and p.path <> ${at} || split_part(p.path, '/', ${depthOf(at) + 2}::int) || '/')::int as boxes,
      (sum(p.held) - count(*) + 1)::int as copies
    from place p join place_kind k on k.code = p.kind
    where ${path === null ? sql`true` : sql`${inBranch(at, 'p.path')} and p.path <> ${at}`} and p.closed_at is null
    group by 1`.execute(db);
  return new Map(rows.map(({ id, ...branch }) => [id, branch]));
}

/** What the branch of one place holds, itself left out. */
export async function sumBranch(db: Db, path: string): Promise<PlaceBranch> {
  const { rows } = await sql<PlaceBranch>`
    select count(*) filter (where p.path <> ${path})::int as places, count(*) filter (where k.moves and p.path <> ${path})::int as boxes,
      coalesce(sum(p.held) - count(*) filter (where p.path <> ${path}), 0)::int as copies
    from place p join place_kind k on k.code = p.kind
    where ${inBranch(path, 'p.path')} and p.closed_at is null`.execute(db);
  return rows[0] ?? { places: 0, boxes: 0, copies: 0 };
}

export async function findPlace(db: Db, placeId: PlaceId) {
  const row = await db
    .selectFrom('place')
    .innerJoin('placeKind', 'placeKind.code', 'place.kind')
    .selectAll('place')
    .select(['placeKind.name as kindName', 'placeKind.nameEn as kindNameEn', 'placeKind.holds', 'placeKind.moves'])
    .where('place.id', '=', placeId)
    .executeTakeFirst();
  return row && { ...row, heldMm: Number(row.heldMm) };
}

/** The places above it, from the site down, and itself last. */
export async function findLine(db: Db, path: string) {
  const rows = await db.selectFrom('place').select(['id', 'kind', 'code', 'name', 'safe', 'path']).where('id', 'in', path.split('/').filter(Boolean) as PlaceId[]).execute();
  return rows.sort((a, b) => a.path.length - b.path.length);
}

const shownMoves = 50;

/** Where it stood, the newest first. Where those places stand now is said with them. */
export async function findMoves(db: Db, placeId: PlaceId): Promise<PlaceMove[]> {
  const rows = await db
    .selectFrom('placeMove')
    .leftJoin('person', (join) => join.on(sql<boolean>`person.id = place_move.moved_by`))
    .select(['placeMove.fromId', 'placeMove.toId', 'placeMove.reason', 'placeMove.overCapacity', 'placeMove.movedAt', 'placeMove.seenAt', 'person.name as by'])
    .where('placeMove.placeId', '=', placeId)
    .orderBy('placeMove.id', 'desc')
    .limit(shownMoves)
    .execute();
  const where = await findWhere(db, rows.flatMap(({ fromId, toId }) => [fromId, toId]).filter((id) => id !== null));
  const named = (id: PlaceId | null): string | null => (id === null ? null : (where.get(id) ?? null));
  return rows.map(({ fromId, toId, movedAt, seenAt, ...row }) => ({ ...row, fromId, toId, from: named(fromId), to: named(toId), at: movedAt.toISOString(), seenAt: seenAt?.toISOString() ?? null }));
}

/** Places by the beginning of their code or a part of their name; the exact code first, then the higher in the tree. */
export async function findByText(db: Db, text: string, { labelNo, kind, limit }: { labelNo?: number | undefined; kind?: string | undefined; limit: number }) {
  return db
    .selectFrom('place')
    .select(['id', 'kind', 'code', 'name', 'held', 'closedAt'])
    .where((eb) => (labelNo === undefined ? eb.or([eb('code', 'ilike', beginningWith(text)), eb('name', 'ilike', containing(text))]) : eb('labelNo', '=', labelNo)))
    .$if(kind !== undefined, (query) => query.where('kind', '=', kind ?? ''))
    .orderBy(sql`closed_at is not null`)
    .orderBy(sql`lower(code) <> ${text.toLowerCase()}`)
    .orderBy(sql`length(path)`)
    .orderBy('code')
    .limit(limit)
    .execute();
}
