import type { Db } from '../platform/db.ts';
import { fold } from '../platform/fold.ts';
import { containing } from '../platform/like.ts';
import { nearestFirst, piecesOf } from './near-names.rules.ts';

const manyAlike = 500;

/** Parties whose name differs from this one in so few characters that one may be a misreading of the other; nearest first. */
export async function nearParties(db: Db, name: string) {
  const folded = fold(name);
  const pieces = piecesOf(folded);
  if (pieces.length === 0) return [];
  const rows = await db
    .selectFrom('party')
    .select(['id', 'name', 'uscc', 'kind', 'closed', 'nameFolded'])
    .where((eb) => eb.or(pieces.map((piece) => eb('nameFolded', 'like', containing(piece)))))
    .where('nameFolded', '!=', folded)
    .limit(manyAlike)
    .execute();
  return nearestFirst(folded, rows.map(({ nameFolded, ...party }) => ({ folded: nameFolded, value: party })));
}
