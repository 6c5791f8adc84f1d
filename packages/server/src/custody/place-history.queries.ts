import type { PlaceId } from '@qige/wire';
import type { Db } from '../platform/db.ts';
import type { KnownPlace, PlaceHistory, PlaceMove } from './place-history.rules.ts';

/** These places, all they ever stood in, and every move of any of them. A branch is a few levels deep, so it is climbed level by level. */
export async function findPlaceHistory(db: Db, placeIds: readonly PlaceId[]): Promise<PlaceHistory> {
  const places = new Map<PlaceId, KnownPlace>();
  const moves: (PlaceMove & { id: number })[] = [];
  for (let asked = [...new Set(placeIds)]; asked.length > 0; ) {
    const rows = await db.selectFrom('place').select(['id', 'parentId', 'name', 'code']).where('id', 'in', asked).execute();
    const moved = await db.selectFrom('placeMove').select(['id', 'placeId', 'fromId', 'toId', 'movedAt as at', 'movedBy as by', 'reason']).where('placeId', 'in', asked).orderBy('id').execute();
    for (const { code, name, ...row } of rows) places.set(row.id, { ...row, name: name || code });
    moves.push(...moved);
    const next = [...rows.map(({ parentId }) => parentId), ...moved.flatMap(({ fromId, toId }) => [fromId, toId])];
    asked = [...new Set(next)].filter((id): id is PlaceId => id !== null && !places.has(id));
  }
  return { places, moves: moves.toSorted((a, b) => a.at.getTime() - b.at.getTime() || a.id - b.id) };
}
