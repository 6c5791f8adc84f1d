import type { CopyId } from '@qige/wire';
import type { Db } from '../platform/db.ts';

/** Every link of a copy's chain as it was written, in order. */
export async function findLinks(db: Db, copyId: CopyId) {
  return db.selectFrom('custodyEvent').selectAll().where('copyId', '=', copyId).orderBy('seq').execute();
}
