import type { ContractId, CopyId, PlaceId } from '@qige/wire';
import type { Actor } from '../actor.ts';
import { visibleTo } from '../contracts/visible.queries.ts';
import type { Db } from '../platform/db.ts';
import { beginningWith } from '../platform/like.ts';

/** Copies with who answers for them, of the contracts or by the ids or the beginning of the archival code given; of contracts the actor may see. */
export async function findStanding(db: Db, actor: Actor, { contractIds = [], copyId, archivalCode }: { contractIds?: readonly ContractId[]; copyId?: CopyId | undefined; archivalCode?: string | undefined }, limit: number) {
  if (contractIds.length === 0 && copyId === undefined && archivalCode === undefined) return [];
  return db
    .selectFrom('copy')
    .innerJoin('contract', 'contract.id', 'copy.contractId')
    .leftJoin('person', 'person.id', 'copy.personId')
    .leftJoin('place', 'place.id', 'copy.placeId')
    .select(['copy.id as copyId', 'copy.contractId', 'copy.kind', 'copy.ordinal', 'copy.archivalCode', 'copy.holder', 'copy.placeId', 'copy.personId', 'copy.outside'])
    .select(['contract.number as contractNumber', 'contract.title as contractTitle', 'person.name as personName', 'place.path'])
    .where((eb) => visibleTo(actor)(eb as never))
    .$if(contractIds.length > 0, (query) => query.where('copy.contractId', 'in', [...contractIds]))
    .$if(copyId !== undefined, (query) => query.where('copy.id', '=', copyId ?? ('' as CopyId)))
    .$if(archivalCode !== undefined, (query) => query.where('copy.archivalCode', 'like', beginningWith(archivalCode ?? '')))
    .orderBy('copy.contractId', 'desc')
    .orderBy('copy.ordinal')
    .limit(limit)
    .execute();
}

/** Of these places those that are store rooms. */
export async function findRooms(db: Db, placeIds: readonly PlaceId[]): Promise<Set<PlaceId>> {
  if (placeIds.length === 0) return new Set();
  const rows = await db.selectFrom('place').select('id').where('id', 'in', [...new Set(placeIds)]).where('kind', '=', 'room').execute();
  return new Set(rows.map((row) => row.id));
}
