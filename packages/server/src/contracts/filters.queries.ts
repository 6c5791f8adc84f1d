import type { ContractFilters } from '@qige/wire';
import { type Expression, type ExpressionBuilder, sql, type SqlBool } from 'kysely';
import { beginningWith } from '../platform/like.ts';
import type { Tables } from '../tables.ts';

/** The year of signing, as it is indexed. */
export const signedYear = sql<number>`extract(year from contract.signed_on)`;

export function matching(filters: ContractFilters) {
  return (eb: ExpressionBuilder<Tables, 'contract'>): Expression<SqlBool> => {
    const { contractTypeId, state, partyId, departmentId, ownerId, year, amountFrom, amountTo, signedFrom, signedTo, expiresFrom, expiresTo, text } = filters;
    const of = [
      contractTypeId && eb('contract.contractTypeId', '=', contractTypeId),
      state && eb('contract.state', '=', state),
      departmentId && eb('contract.departmentId', '=', departmentId),
      ownerId && eb('contract.ownerId', '=', ownerId),
      year && eb(signedYear, '=', year),
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
  const columns = ['contract.number', 'contract.printedNumber', 'contract.title', 'contract.counterparty'] as const;
  return eb.or(columns.map((column) => sql<SqlBool>`upper(${sql.ref(column)}) like upper(${beginningWith(text)})`));
}
