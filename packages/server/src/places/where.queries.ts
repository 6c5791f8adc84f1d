import type { PlaceId } from '@qige/wire';
import { sql } from 'kysely';
import type { Db } from '../platform/db.ts';

/** Where each place is, from the site down: its ancestors' names, or codes where they have none, as people say it. */
export async function findWhere(db: Db, placeIds: readonly PlaceId[]): Promise<Map<PlaceId, string>> {
  if (placeIds.length === 0) return new Map();
  const { rows } = await sql<{ id: PlaceId; where: string }>`
    select p.id, string_agg(coalesce(nullif(a.name, ''), a.code), ' / ' order by length(a.path)) as "where"
    from place p join place a on a.id = any(string_to_array(trim(both '/' from p.path), '/'))
    where p.id = any(${[...new Set(placeIds)]}::text[])
    group by p.id`.execute(db);
  return new Map(rows.map((row) => [row.id, row.where]));
}
