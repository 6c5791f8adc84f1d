import type { CopyHolder, PersonId, PlaceId } from '@qige/wire';
import { findWhere } from '../places/where.queries.ts';
import type { Db } from '../platform/db.ts';
import type { Holder } from './custody.rules.ts';

/** Holders in words: where a place is and what a person is called, asked for all of them at once. */
export async function describeHolders(db: Db, holders: readonly Holder[]): Promise<CopyHolder[]> {
  const placeIds = holders.flatMap((at): PlaceId[] => (at.holder === 'place' ? [at.placeId] : []));
  const personIds = [...new Set(holders.flatMap((at): PersonId[] => (at.holder === 'person' ? [at.personId] : [])))];
  const where = await findWhere(db, placeIds);
  const people = personIds.length === 0 ? [] : await db.selectFrom('person').select(['id', 'name']).where('id', 'in', personIds).execute();
  const names = new Map(people.map(({ id, name }) => [id, name]));
  return holders.map((at): CopyHolder => {
    if (at.holder === 'place') return { ...at, place: where.get(at.placeId) ?? '' };
    if (at.holder === 'person') return { ...at, name: names.get(at.personId) ?? '' };
    return at;
  });
}
