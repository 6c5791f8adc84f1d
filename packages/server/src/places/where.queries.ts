import type { PlaceId } from '@qige/wire';
import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../platform/db.ts';

/** A place and all below it: a range of its path's index. Not `like`, for which the underscore of an id is any character, so that the range would be everything. */
export const inBranch = (path: string, column = 'place.path'): RawBuilder<boolean> => sql<boolean>`(${sql.ref(column)} >= ${path} and ${sql.ref(column)} < ${`${path}~`})`;

/** The same of a root that the statement knows by a column. */
export const inBranchOf = (root: string, column = 'place.path'): RawBuilder<boolean> => sql<boolean>`(${sql.ref(column)} >= ${sql.ref(root)} and ${sql.ref(column)} < ${sql.ref(root)} || '~')`;

/** The same of a root known by its id. */
export const inBranchOfPlace = (placeId: PlaceId): RawBuilder<boolean> => sql<boolean>`exists (select from place root where root.id = ${placeId} and ${inBranchOf('root.path')})`;

/** Where each place is, from the site down: its ancestors' names, or codes where they have none, as people say it. */
export async function findWhere(db: Db, placeIds: readonly PlaceId[]): Promise<Map<PlaceId, string>> {
  if (placeIds.length === 0) return new Map();
  const { rows } = await sql<{ id: PlaceId; where: string }>`
    select p.id, string_agg(coalesce(nullif(a.name, ''), a.code), ' / ' order by above.turn) as "where"
    from place p cross join lateral unnest(string_to_array(trim(both '/' from p.path), '/')) with ordinality above (id, turn) join place a on a.id = above.id
    where p.id = any(${[...new Set(placeIds)]}::text[])
    group by p.id`.execute(db);
  return new Map(rows.map((row) => [row.id, row.where]));
}
