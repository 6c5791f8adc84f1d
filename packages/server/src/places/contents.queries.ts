import type { PlaceId } from '@qige/wire';
import { sql } from 'kysely';
import type { Actor } from '../actor.ts';
import { visibleTo } from '../contracts/visible.queries.ts';
import type { Db } from '../platform/db.ts';
import { inBranch } from './where.queries.ts';

/** The last row of a page: the path of its place, its archival code and its id. */
export type After = readonly [path: string, archivalCode: string | null, copyId: string];

const columns = ['copy.id as copyId', 'copy.contractId', 'copy.kind', 'copy.ordinal', 'copy.archivalCode', 'copy.pageCount', 'copy.thicknessMm', 'copy.condition', 'copy.since', 'contract.number as contractNumber', 'contract.title as contractTitle', 'contract.counterparty'] as const;

/** The papers directly in one place by archival code, those without one last, after the given one. */
const inPlace = (db: Db, actor: Actor, after: readonly [string | null, string] | undefined) =>
  db
    .selectFrom('copy')
    .innerJoin('contract', 'contract.id', 'copy.contractId')
    .select(columns)
    .where((eb) => visibleTo(actor)(eb as never))
    .$if(after !== undefined, (query) => {
      const [code, id] = after ?? [null, ''];
      return query.where(code === null ? sql<boolean>`(copy.archival_code is null and copy.id > ${id})` : sql<boolean>`((copy.archival_code, copy.id) > (${code}, ${id}) or copy.archival_code is null)`);
    })
    .orderBy('copy.archivalCode')
    .orderBy('copy.id');

export type ContentsRow = Awaited<ReturnType<typeof findContents>>[number];

/** The papers in a place and, asked for, in its whole branch, place by place in the order of the tree: only those of contracts the actor may see. */
export async function findContents(db: Db, actor: Actor, place: { id: PlaceId; path: string }, { branch, after, limit }: { branch: boolean; after?: After | undefined; limit: number }) {
  const [path, code, id] = after ?? [];
  const here = path === undefined ? undefined : ([code ?? null, id ?? ''] as const);
  if (!branch) {
    const rows = await inPlace(db, actor, here).where('copy.placeId', '=', place.id).limit(limit).execute();
    return rows.map((row) => ({ ...row, placeId: place.id, path: place.path }));
  }
  // Within the place where the page before ended first, then on through the places after it, so that each is read in the order of its own index.
  const begun = path === undefined ? [] : await inPlace(db, actor, here).innerJoin('place', 'place.id', 'copy.placeId').select(['place.id as placeId', 'place.path']).where('place.path', '=', path).limit(limit).execute();
  if (begun.length >= limit) return begun;
  const rest = await db
    .selectFrom('place')
    .innerJoinLateral(
      (eb) => inPlace(eb as unknown as Db, actor, undefined).whereRef('copy.placeId', '=', sql.ref('place.id')).limit(limit - begun.length).as('lying'),
      (join) => join.onTrue(),
    )
    .selectAll('lying')
    .select(['place.id as placeId', 'place.path'])
    .where(inBranch(place.path))
    .where('place.held', '>', 0)
    .$if(path !== undefined, (query) => query.where(sql<boolean>`place.path > ${path}`))
    .orderBy('place.path')
    .orderBy('lying.archivalCode')
    .orderBy('lying.copyId')
    .limit(limit - begun.length)
    .execute();
  return [...begun, ...rest];
}
