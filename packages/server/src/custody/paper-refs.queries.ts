import type { CopyId, PaperRef } from '@qige/wire';
import type { Actor } from '../actor.ts';
import { visibleTo } from '../contracts/visible.queries.ts';
import type { Db } from '../platform/db.ts';

/** Papers as lists name them; those of contracts that are not open to the asker are left out. */
export async function findPaperRefs(db: Db, actor: Actor, copyIds: readonly CopyId[]): Promise<Map<CopyId, PaperRef>> {
  if (copyIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('copy')
    .innerJoin('contract', 'contract.id', 'copy.contractId')
    .select(['copy.id as copyId', 'copy.contractId', 'contract.number', 'contract.title', 'copy.ordinal', 'copy.kind', 'copy.pageCount'])
    .where('copy.id', 'in', [...new Set(copyIds)])
    .where((eb) => visibleTo(actor)(eb as never))
    .execute();
  return new Map(rows.map((row) => [row.copyId, row]));
}
