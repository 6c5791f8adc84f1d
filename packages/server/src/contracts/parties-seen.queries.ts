import type { ContractId, PartyId } from '@qige/wire';
import { type Expression, type ExpressionBuilder, sql, type SqlBool } from 'kysely';
import type { Actor } from '../actor.ts';
import type { PartyLimit } from '../parties/parties.queries.ts';
import type { Db } from '../platform/db.ts';
import type { Tables } from '../tables.ts';
import { seesAll, united, visibleTo } from './visible.queries.ts';

type Eb = ExpressionBuilder<Tables, 'party'>;

/**
 * Which parties a person may see: all of them for those who keep the register of parties (a clerk must match against every one), else our own
 * companies and the parties of contracts open to the person: the name of a counterparty alone can be a secret. A closed party is known only
 * from contracts open to the person, unless they see what is closed. `few`: looked up from their contracts, not for each party by itself.
 */
export function partiesSeenBy(actor: Actor, few = false): PartyLimit {
  return (eb: Eb): Expression<SqlBool> => {
    if (actor.kind === 'system' || seesAll(actor)) return eb.lit(true);
    const open = actor.permissions.has('closed.see') ? eb.lit(true) : eb('party.closed', '=', false);
    const known = actor.permissions.has('parties.edit') ? eb.lit(true) : eb('party.kind', '=', 'own');
    return eb.or([eb.and([known, open]), few ? ofFew(eb, actor) : ofAny(eb, actor)]);
  };
}

function ofFew(eb: Eb, actor: Actor): Expression<SqlBool> {
  const seen = united(actor, (lane) => eb.selectFrom('contract').select('contract.id').where((inner) => lane(inner as never)));
  return eb('party.id', 'in', eb.selectFrom('contractParty').select('contractParty.partyId').where('contractParty.contractId', 'in', sql<ContractId>`(select id from ${seen} as seen)`));
}

const ofAny = (eb: Eb, actor: Actor): Expression<SqlBool> =>
  eb.exists(
    eb
      .selectFrom('contractParty')
      .innerJoin('contract', 'contract.id', 'contractParty.contractId')
      .select('contract.id')
      .whereRef('contractParty.partyId', '=', 'party.id')
      .where((inner) => visibleTo(actor)(inner as never))
      .offset(0), // asked of each party by itself, up to its first such contract; never of all beforehand
  );

/** Contracts of the party that the person may see, up to `most`. */
export async function countContractsOf(db: Db, actor: Actor, partyId: PartyId, most: number): Promise<number> {
  const { count } = await db
    .selectFrom((eb) =>
      eb
        .selectFrom('contract')
        .select('contract.id')
        .where('contract.id', 'in', eb.selectFrom('contractParty').select('contractParty.contractId').where('contractParty.partyId', '=', partyId))
        .where(visibleTo(actor))
        .limit(most)
        .as('seen'),
    )
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

export async function isPartySeen(db: Db, actor: Actor, partyId: PartyId): Promise<boolean> {
  return (await db.selectFrom('party').select('party.id').where('party.id', '=', partyId).where(partiesSeenBy(actor)).executeTakeFirst()) !== undefined;
}
