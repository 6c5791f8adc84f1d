import type { ContractTypeId } from '@qige/wire';
import { sql } from 'kysely';
import type { Actor } from '../actor.ts';
import type { Db } from '../platform/db.ts';
import { seesAll, visibleTo } from './visible.queries.ts';

export interface NumberFilter {
  contractTypeId?: ContractTypeId | undefined;
  period?: string | undefined;
  text?: string | undefined;
  voided?: boolean | undefined;
}

/** In the order of the series, the latest first: rule, period, sequence. Whoever does not see everything sees the numbers of contracts open to them. */
export async function findNumbers(db: Db, actor: Actor, filter: NumberFilter, after: NumberPlace | undefined, limit: number) {
  const { contractTypeId, period, text, voided } = filter;
  let query = db
    .selectFrom('allocatedNumber')
    .innerJoin('numberRule', 'numberRule.id', 'allocatedNumber.ruleId')
    .leftJoin('contract', 'contract.number', 'allocatedNumber.number')
    .leftJoin('person as giver', 'giver.id', 'allocatedNumber.allocatedBy')
    .leftJoin('person as voider', 'voider.id', 'allocatedNumber.voidedBy')
    .select([
      'allocatedNumber.number',
      'allocatedNumber.ruleId',
      'numberRule.contractTypeId',
      'allocatedNumber.period',
      'allocatedNumber.sequence',
      'contract.id as contractId',
      'contract.title as contractTitle',
      'allocatedNumber.allocatedAt',
      'allocatedNumber.voidedAt',
      'allocatedNumber.voidReason',
    ])
    .select((eb) => [eb.fn.coalesce('giver.name', 'allocatedNumber.allocatedBy').as('allocatedBy'), eb.fn.coalesce('voider.name', 'allocatedNumber.voidedBy').as('voidedBy')])
    .orderBy('allocatedNumber.ruleId', 'desc')
    .orderBy('allocatedNumber.period', 'desc')
    .orderBy('allocatedNumber.sequence', 'desc')
    .limit(limit);
  if (!seesAll(actor)) query = query.where('contract.id', 'is not', null).where((eb) => visibleTo(actor)(eb as never));
  if (contractTypeId) query = query.where('numberRule.contractTypeId', '=', contractTypeId);
  if (period !== undefined) query = query.where('allocatedNumber.period', '=', period);
  if (text) query = query.where('allocatedNumber.number', 'like', `${text.replace(/[\\%_]/g, '\\$&')}%`);
  if (voided !== undefined) query = query.where('allocatedNumber.voidedAt', voided ? 'is not' : 'is', null);
  if (after) {
    const { ruleId, period, sequence } = after;
    query = query.where(sql<boolean>`(allocated_number.rule_id, allocated_number.period, allocated_number.sequence) < (${ruleId}, ${period}, ${sequence})`);
  }
  return query.execute();
}

export interface NumberPlace {
  ruleId: string;
  period: string;
  sequence: number;
}
