import type { PicturePlace } from '@qige/wire';
import type { Db } from '../platform/db.ts';
import { inBranch } from './where.queries.ts';

/** A place and its branch with what is needed to draw them, in the order they stand; what is closed stands there no more. */
export async function findPicture(db: Db, path: string, limit: number): Promise<PicturePlace[]> {
  const rows = await db
    .selectFrom('place')
    .innerJoin('placeKind', 'placeKind.code', 'place.kind')
    .select(['place.id', 'place.parentId', 'place.path', 'place.kind', 'place.code', 'place.name', 'place.held', 'place.heldMm', 'place.capacity', 'place.capacityMm', 'place.thicknessMm', 'place.safe', 'place.closedAt', 'placeKind.moves'])
    .select(['place.planX', 'place.planY', 'place.planWidth', 'place.planDepth', 'place.planTurned'])
    .where(inBranch(path))
    .where((eb) => eb.or([eb('place.closedAt', 'is', null), eb('place.path', '=', path)]))
    // The furniture before what stands in it, so that a cut leaves out boxes and no cabinet.
    .orderBy((eb) => eb.fn('length', ['place.path']))
    .orderBy('place.position')
    .orderBy('place.code')
    .limit(limit)
    .execute();
  return rows.map((row): PicturePlace => {
    const { planX: x, planY: y, planWidth: width, planDepth: depth, planTurned: turned } = row;
    return {
      id: row.id,
      parentId: row.parentId,
      kind: row.kind,
      code: row.code,
      held: row.held,
      heldMm: Number(row.heldMm),
      ...(row.name ? { name: row.name } : {}),
      ...(row.capacity === null ? {} : { capacity: row.capacity }),
      ...(row.capacityMm === null ? {} : { capacityMm: row.capacityMm }),
      ...(row.thicknessMm === null ? {} : { thicknessMm: row.thicknessMm }),
      ...(row.moves ? { moves: true } : {}),
      ...(row.safe ? { safe: true } : {}),
      ...(x === null && y === null && width === null && depth === null && !turned ? {} : { plan: [x, y, width, depth, turned] }),
    };
  });
}
