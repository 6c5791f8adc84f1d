import type { ContractTypeId } from '@qige/wire';
import { type Expression, type ExpressionBuilder, type OrderByInterface, sql, type SqlBool } from 'kysely';
import type { Actor } from '../actor.ts';
import type { Db } from '../platform/db.ts';
import { beginningWith } from '../platform/like.ts';
import type { Tables } from '../tables.ts';
import { seesAll, seesFew, united, visibleTo } from './visible.queries.ts';

export interface NumberFilter {
  contractTypeId?: ContractTypeId | undefined;
  period?: string | undefined;
  text?: string | undefined;
  voided?: boolean | undefined;
}

/** In the order of the series, the latest first: rule, period, sequence. Whoever does not see everything sees the numbers of contracts open to them. */
export async function findNumbers(db: Db, actor: Actor, filter: NumberFilter, after: NumberPlace | undefined, limit: number, few?: number) {
  let page = db.selectFrom('allocatedNumber').selectAll('allocatedNumber').where(fitting(filter)).$call(latestFirst).limit(limit);
  if (!seesAll(actor)) page = page.where(await ofContractsOpenTo(db, actor, few));
  if (after) {
    const { ruleId, period, sequence } = after;
    page = page.where(sql<boolean>`(allocated_number.rule_id, allocated_number.period, allocated_number.sequence) < (${ruleId}, ${period}, ${sequence})`);
  }
  return db
    .selectFrom(page.as('allocatedNumber'))
    .innerJoin('numberRule', 'numberRule.id', 'allocatedNumber.ruleId')
    .leftJoin('contract', 'contract.number', 'allocatedNumber.number')
    .leftJoin('person as giver', 'giver.id', 'allocatedNumber.allocatedBy')
    .leftJoin('person as voider', 'voider.id', 'allocatedNumber.voidedBy')
    .$call(latestFirst)
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
    .execute();
}

/** For the page and again for what is joined to it, which keeps no order of itself. */
const latestFirst = <Query extends OrderByInterface<Tables, 'allocatedNumber', object>>(query: Query): Query =>
  query.orderBy('allocatedNumber.ruleId', 'desc').orderBy('allocatedNumber.period', 'desc').orderBy('allocatedNumber.sequence', 'desc') as Query;

type Asked = ExpressionBuilder<Tables, 'allocatedNumber'>;

const fitting = ({ contractTypeId, period, text, voided }: NumberFilter) => (eb: Asked): Expression<SqlBool> =>
  eb.and([
    ...(contractTypeId ? [eb('allocatedNumber.ruleId', 'in', eb.selectFrom('numberRule').select('numberRule.id').where('numberRule.contractTypeId', '=', contractTypeId))] : []),
    ...(period === undefined ? [] : [eb('allocatedNumber.period', '=', period)]),
    ...(text ? [eb('allocatedNumber.number', 'like', beginningWith(text))] : []),
    ...(voided === undefined ? [] : [eb('allocatedNumber.voidedAt', voided ? 'is not' : 'is', null)]),
  ]);

async function ofContractsOpenTo(db: Db, actor: Actor, few?: number) {
  if (await seesFew(db, actor, few)) {
    const seen = united(actor, (lane) => db.selectFrom('contract').select(['contract.id', 'contract.number']).where(lane));
    return sql<SqlBool>`allocated_number.number in (select number from ${seen} as seen)`;
  }
  // Asked of each number by itself, in the order of the series, until the page is full.
  const open = db.selectFrom('contract').select('contract.id').where(sql<SqlBool>`contract.number = allocated_number.number`).where(visibleTo(actor)).offset(0);
  return sql<SqlBool>`exists (${open})`;
}

export interface NumberPlace {
  ruleId: string;
  period: string;
  sequence: number;
}
