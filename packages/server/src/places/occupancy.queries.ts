import type { PlaceId } from '@qige/wire';
import type { Tx } from '../platform/db.ts';

export type LockedPlace = Awaited<ReturnType<typeof lockPlaces>>[number];

/** The places named, locked in the order of their ids, so that two who move things between the same places never wait for each other. Lock copies first. */
export async function lockPlaces(tx: Tx, placeIds: readonly PlaceId[]) {
  if (placeIds.length === 0) return [];
  const rows = await tx
    .selectFrom('place')
    .innerJoin('placeKind', 'placeKind.code', 'place.kind')
    .selectAll('place')
    .select('placeKind.holds')
    .where('place.id', 'in', [...new Set(placeIds)])
    .orderBy('place.id')
    .forNoKeyUpdate('place')
    .execute();
  return rows.map((row) => ({ ...row, heldMm: Number(row.heldMm) }));
}

/** Counts what has come into a place or gone from it; the place is locked. */
export async function addHeld(tx: Tx, placeId: PlaceId, count: number, mm: number): Promise<void> {
  await tx
    .updateTable('place')
    .set((eb) => ({ held: eb('held', '+', count), heldMm: eb('heldMm', '+', String(mm)) }))
    .where('id', '=', placeId)
    .execute();
}
