import type { CopyId, PlaceId } from '@qige/wire';
import { sql } from 'kysely';
import type { Db } from '../platform/db.ts';

/** Copies after this one, in the order of their ids, as the books have them. */
export async function findBooks(db: Db, after: CopyId | undefined, limit: number) {
  let query = db.selectFrom('copy').select(['id', 'holder', 'placeId', 'personId', 'outside', 'handOverId', 'loanId', 'lastSeq']).orderBy('id').limit(limit);
  if (after) query = query.where('id', '>', after);
  return query.execute();
}

/** Places in which no other place stands, whose count is not that of the papers in them. */
export async function findMiscounted(db: Db): Promise<{ placeId: PlaceId; held: number; heldMm: number; found: number; foundMm: number }[]> {
  const { rows } = await sql<{ placeId: PlaceId; held: number; heldMm: string; found: number; foundMm: string }>`
    select p.id as place_id, p.held, p.held_mm, coalesce(c.found, 0) as found, coalesce(c.found_mm, 0) as found_mm
    from place p left join (select place_id, count(*) as found, sum(thickness_mm) as found_mm from copy where place_id is not null group by place_id) c on c.place_id = p.id
    where not exists (select from place inner_place where inner_place.parent_id = p.id)
      and (p.held <> coalesce(c.found, 0) or p.held_mm <> coalesce(c.found_mm, 0))
    order by p.id`.execute(db);
  return rows.map(({ heldMm, foundMm, ...row }) => ({ ...row, heldMm: Number(heldMm), foundMm: Number(foundMm) }));
}
