import type { PlaceEnvironment, PlaceId } from '@qige/wire';
import { type Insertable, sql } from 'kysely';
import type { Db, Tx } from '../platform/db.ts';
import type { Tables } from '../tables.ts';
import { inBranch } from './where.queries.ts';

/** The shape of the tree changes one act at a time: two moves, each good alone, could make a ring. Taken before any place is locked. */
export async function lockTree(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('places'))`.execute(tx);
}

/**
 * Locks a whole branch and the other places named, in the order of their ids: who carries papers locks in that order too, and so neither waits for
 * the other in a ring. Replies the levels of the branch, the place itself included.
 */
export async function lockBranch(tx: Tx, path: string, others: readonly PlaceId[]): Promise<number> {
  const { rows } = await sql<{ height: number }>`
    select max(length(path) - length(replace(path, '/', ''))) - (length(${path}::text) - length(replace(${path}::text, '/', ''))) + 1 as height
    from (select path from place where ${inBranch(path, 'path')} or id = any(${[...others]}::text[]) order by id for update) as locked
    where ${inBranch(path, 'path')}`.execute(tx);
  return rows[0]?.height ?? 1;
}

/** A branch under another place: every path of it begins anew, and what it had of its old surroundings' environment it has of the new one's. */
export async function rewriteBranch(tx: Tx, placeId: PlaceId, { from, to, parentId, position, environments }: { from: string; to: string; parentId: PlaceId | null; position: number; environments: readonly [PlaceEnvironment, PlaceEnvironment] | null }): Promise<void> {
  await sql`
    update place set path = ${to} || substr(path, ${from.length + 1}::int),
      environment = case when ${environments !== null} and environment = ${environments?.[0] ?? ''} then ${environments?.[1] ?? ''} else environment end
    where ${inBranch(from, 'path')}`.execute(tx);
  await tx.updateTable('place').set((eb) => ({ parentId, position, version: eb('version', '+', 1) })).where('id', '=', placeId).execute();
}

export async function nextPosition(db: Db, parentId: PlaceId | null): Promise<number> {
  const row = await db.selectFrom('place').select((eb) => eb.fn.max('position').as('last')).where('parentId', parentId === null ? 'is' : '=', parentId).executeTakeFirst();
  return (row?.last ?? 0) + 1;
}

/** Those of the codes that stand there already. */
export async function findTakenCodes(db: Db, parentId: PlaceId | null, codes: readonly string[], but?: PlaceId): Promise<string[]> {
  const rows = await db
    .selectFrom('place')
    .select('code')
    .where('parentId', parentId === null ? 'is' : '=', parentId)
    .where('code', 'in', [...codes])
    .$if(but !== undefined, (query) => query.where('id', '<>', but ?? ('' as PlaceId)))
    .execute();
  return rows.map((row) => row.code);
}

/** The database takes so many parameters and no more. */
const atOnce = 1_000;

export async function insertPlaces(tx: Tx, places: readonly Insertable<Tables['place']>[]): Promise<void> {
  for (let at = 0; at < places.length; at += atOnce) await tx.insertInto('place').values(places.slice(at, at + atOnce)).execute();
}

export async function insertMoves(tx: Tx, moves: readonly Insertable<Tables['placeMove']>[]): Promise<void> {
  for (let at = 0; at < moves.length; at += atOnce) await tx.insertInto('placeMove').values(moves.slice(at, at + atOnce)).execute();
}

/** What this act, by the name its device gave it, has already added or moved: it was sent twice. */
export async function findMovedBy(db: Db, actId: string): Promise<{ placeId: PlaceId; toId: PlaceId | null }[]> {
  return db.selectFrom('placeMove').select(['placeId', 'toId']).where('actId', '=', actId).orderBy('id').execute();
}

export async function updatePlace(tx: Tx, placeId: PlaceId, update: Partial<Omit<Insertable<Tables['place']>, 'id' | 'path' | 'parentId' | 'kind'>>): Promise<void> {
  await tx.updateTable('place').set((eb) => ({ ...update, version: eb('version', '+', 1) })).where('id', '=', placeId).execute();
}

export async function changeEnvironment(tx: Tx, path: string, from: PlaceEnvironment, to: PlaceEnvironment): Promise<void> {
  await tx.updateTable('place').set({ environment: to }).where(inBranch(path, 'path')).where('environment', '=', from).execute();
}
