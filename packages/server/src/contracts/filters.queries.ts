import type { ContractFilters } from '@qige/wire';
import { type Expression, type ExpressionBuilder, sql, type SqlBool } from 'kysely';
import type { Actor } from '../actor.ts';
import type { Tables } from '../tables.ts';
import { seesAll, visibleTo } from './visible.queries.ts';

type OfContract = (eb: ExpressionBuilder<Tables, 'contract'>) => Expression<SqlBool>;

export function matching(filters: ContractFilters): OfContract {
  return (eb) => {
    const { contractTypeId, state, partyId, departmentId, ownerId, year, amountFrom, amountTo, signedFrom, signedTo, expiresFrom, expiresTo, text } = filters;
    const of = [
      contractTypeId && eb('contract.contractTypeId', '=', contractTypeId),
      state && eb('contract.state', '=', state),
      departmentId && eb('contract.departmentId', '=', departmentId),
      ownerId && eb('contract.ownerId', '=', ownerId),
      year && eb.between('contract.signedOn', `${year}-01-01`, `${year}-12-31`),
      amountFrom && eb('contract.amount', '>=', amountFrom),
      amountTo && eb('contract.amount', '<=', amountTo),
      signedFrom && eb('contract.signedOn', '>=', signedFrom),
      signedTo && eb('contract.signedOn', '<=', signedTo),
      expiresFrom && eb('contract.expiresOn', '>=', expiresFrom),
      expiresTo && eb('contract.expiresOn', '<=', expiresTo),
      partyId && eb('contract.id', 'in', eb.selectFrom('contractParty').select('contractParty.contractId').where('contractParty.partyId', '=', partyId)),
      text && beginsWith(eb, text),
    ];
    return eb.and(of.filter((one) => typeof one === 'object'));
  };
}

function beginsWith(eb: ExpressionBuilder<Tables, 'contract'>, text: string): Expression<SqlBool> {
  const prefix = (value: string): string => `${value.replace(/[\\%_]/g, '\\$&')}%`;
  const columns = ['contract.number', 'contract.printedNumber', 'contract.title', 'contract.counterparty'] as const;
  const spellings = [...new Set([text, text.toUpperCase()])];
  return eb.or(columns.flatMap((column) => spellings.map((spelling) => eb(column, 'like', prefix(spelling)))));
}

/**
 * What a person may see, in lanes that do not overlap: their own contracts, and one lane a department. Each lane can be read in the order of
 * its own index; one condition with OR could not. Every lane ends with `visibleTo`, which remains the rule.
 */
export function lanesOf(actor: Actor): OfContract[] {
  if (actor.kind === 'system' || seesAll(actor) || actor.departmentIds.length > 50) return [visibleTo(actor)];
  const { id, departmentIds } = actor;
  const own: OfContract = (eb) =>
    eb.and([
      eb('contract.ownerId', '=', id),
      ...(departmentIds.length > 0 ? [eb.or([eb('contract.departmentId', 'is', null), eb('contract.departmentId', 'not in', [...departmentIds])])] : []),
      visibleTo(actor)(eb),
    ]);
  return [own, ...departmentIds.map((departmentId): OfContract => (eb) => eb.and([eb('contract.departmentId', '=', departmentId), visibleTo(actor)(eb)]))];
}

/** `(a) union all (b) …`; the order and limit of each stay its own. */
export const unionAll = <T>(queries: readonly Expression<T>[]) => sql<T>`${sql.join(queries.map((query) => sql`(${query})`), sql` union all `)}`;
