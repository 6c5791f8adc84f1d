import type { ContractId, PartyId } from '@qige/wire';
import { type Expression, type ExpressionBuilder, sql, type SqlBool } from 'kysely';
import type { Actor } from '../actor.ts';
import type { PartyLimit } from '../parties/parties.queries.ts';
import type { Db } from '../platform/db.ts';
import type { Tables } from '../tables.ts';
import { unionAll } from './filters.queries.ts';
import { lanesOf, seesAll, visibleTo } from './visible.queries.ts';

type Eb = ExpressionBuilder<Tables, 'party'>;

/** Whoever sees no more contracts than this has their parties looked up beforehand; of many, most parties soon show one. */
const fewContracts = 500;

/**
 * Which parties a person may see: all of them for those who keep the register of parties (a clerk must match against every one), else our own
 * companies and the parties of contracts open to the person: the name of a counterparty alone can be a secret. A closed party is known only
 * from contracts open to the person, unless they see what is closed.
 */
export function partiesSeenBy(actor: Actor, few = fewContracts): PartyLimit {
  return (eb: Eb): Expression<SqlBool> => {
    if (actor.kind === 'system' || seesAll(actor)) return eb.lit(true);
    const open = actor.permissions.has('closed.see') ? eb.lit(true) : eb('party.closed', '=', false);
    const known = actor.permissions.has('parties.edit') ? eb.lit(true) : eb('party.kind', '=', 'own');
    return eb.or([eb.and([known, open]), ofOpenContract(eb, actor, few)]);
  };
}

function ofOpenContract(eb: Eb, actor: Actor, few: number): Expression<SqlBool> {
  const seen = unionAll(lanesOf(actor).map((lane) => eb.selectFrom('contract').select('contract.id').where((inner) => lane(inner as never)).orderBy('contract.id', 'desc').limit(few + 1)));
  const ofFew = eb('party.id', 'in', eb.selectFrom('contractParty').select('contractParty.partyId').where('contractParty.contractId', 'in', sql<ContractId>`(select id from (${seen}) as seen)`));
  const ofAny = eb.exists(
    eb
      .selectFrom('contractParty')
      .innerJoin('contract', 'contract.id', 'contractParty.contractId')
      .select('contract.id')
      .whereRef('contractParty.partyId', '=', 'party.id')
      .where((inner) => visibleTo(actor)(inner as never))
      .offset(0), // asked of each party by itself, up to its first such contract; never of all beforehand
  );
  return actor.kind === 'person' && actor.sees === 'all' ? ofAny : sql<SqlBool>`case when (select count(*) from (${seen}) as seen) <= ${few} then ${ofFew} else ${ofAny} end`;
}

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
