import type { PlaceId } from '@qige/wire';
import { sql } from 'kysely';
import type { Person } from '../actor.ts';
import { visibleTo } from '../contracts/visible.queries.ts';
import type { Db } from '../platform/db.ts';

const within = (placeId: PlaceId) => sql<PlaceId>`(select p.id from place root join place p on p.path ~>=~ root.path and p.path ~<~ (root.path || chr(127)) where root.id = ${placeId})`;

/** What stands in a box or in the places inside it, filed papers first in the order of their codes; of copies that are not open only how many. */
export async function findCatalogue(db: Db, actor: Person, placeId: PlaceId) {
  const rows = await db
    .selectFrom('copy')
    .innerJoin('contract', 'contract.id', 'copy.contractId')
    .select(['copy.archivalCode', 'copy.ordinal', 'copy.kind', 'copy.pageCount', 'copy.attachments', 'contract.number', 'contract.title', 'contract.counterparty', 'contract.signedOn'])
    .where('copy.placeId', 'in', within(placeId))
    .where((eb) => visibleTo(actor)(eb as never))
    .orderBy((eb) => eb.ref('copy.archivalCode'), (order) => order.asc().nullsLast())
    .orderBy('copy.id')
    .execute();
  const { count } = await db.selectFrom('copy').select((eb) => eb.fn.countAll<number>().as('count')).where('copy.placeId', 'in', within(placeId)).executeTakeFirstOrThrow();
  return { rows, hidden: Number(count) - rows.length };
}
