import type { ContractTypeId, NumberRuleId } from '@qige/wire';
import type { Db, Tx } from '../platform/db.ts';

export interface StoredRule {
  id: NumberRuleId;
  contractTypeId: ContractTypeId;
  typeCode: string;
  typeName: string;
  typeNameEn: string;
  pattern: string;
  updatedAt: Date;
}

const ruleColumns = [
  'numberRule.id',
  'numberRule.contractTypeId',
  'contractType.code as typeCode',
  'contractType.name as typeName',
  'contractType.nameEn as typeNameEn',
  'numberRule.pattern',
  'numberRule.updatedAt',
] as const;

const rulesWithType = (db: Db) =>
  db.selectFrom('numberRule').innerJoin('contractType', 'contractType.id', 'numberRule.contractTypeId').select(ruleColumns);

export async function findRules(db: Db): Promise<StoredRule[]> {
  return rulesWithType(db).orderBy('contractType.position').orderBy('contractType.code').execute();
}

export async function findRule(db: Db, ruleId: NumberRuleId): Promise<StoredRule | undefined> {
  return rulesWithType(db).where('numberRule.id', '=', ruleId).executeTakeFirst();
}

/** The rule in force, held until the transaction ends: a change of the pattern waits for the numbers being given. */
export async function holdRuleOf(tx: Tx, contractTypeId: ContractTypeId): Promise<StoredRule | undefined> {
  return rulesWithType(tx).where('numberRule.contractTypeId', '=', contractTypeId).forShare('numberRule').executeTakeFirst();
}

/** The next sequence of the series. Its row stays locked until the transaction ends, so what is rolled back leaves no gap. */
export async function takeSequence(tx: Tx, ruleId: NumberRuleId, period: string): Promise<number> {
  const { last } = await tx
    .insertInto('numberSeries')
    .values({ ruleId, period, last: 1 })
    .onConflict((conflict) => conflict.columns(['ruleId', 'period']).doUpdateSet((eb) => ({ last: eb('numberSeries.last', '+', 1) })))
    .returning('last')
    .executeTakeFirstOrThrow();
  return last;
}

export async function lastSequence(db: Db, ruleId: NumberRuleId, period: string): Promise<number> {
  const row = await db.selectFrom('numberSeries').select('last').where('ruleId', '=', ruleId).where('period', '=', period).executeTakeFirst();
  return row?.last ?? 0;
}

interface NewNumber {
  number: string;
  ruleId: NumberRuleId;
  period: string;
  sequence: number;
  contractId: string;
  allocatedBy: string;
}

/** False where another rule once gave the same number. */
export async function insertNumber(tx: Tx, row: NewNumber): Promise<boolean> {
  const inserted = await tx
    .insertInto('allocatedNumber')
    .values(row)
    .onConflict((conflict) => conflict.column('number').doNothing())
    .returning('number')
    .executeTakeFirst();
  return inserted !== undefined;
}

/** Which of these numbers exist. */
export async function findTaken(db: Db, numbers: readonly string[]): Promise<string[]> {
  const rows = await db.selectFrom('allocatedNumber').select('number').where('number', 'in', [...numbers]).execute();
  return rows.map((row) => row.number);
}

/** `gone`: no such number; `voided`: it was voided before. */
export async function markVoided(tx: Tx, number: string, by: string, at: Date, reason: string): Promise<'done' | 'voided' | 'gone'> {
  const changed = await tx
    .updateTable('allocatedNumber')
    .set({ voidedAt: at, voidedBy: by, voidReason: reason })
    .where('number', '=', number)
    .where('voidedAt', 'is', null)
    .returning('number')
    .executeTakeFirst();
  if (changed) return 'done';
  return (await findTaken(tx, [number])).length > 0 ? 'voided' : 'gone';
}

export async function updatePattern(tx: Tx, ruleId: NumberRuleId, pattern: string, at: Date): Promise<void> {
  await tx.updateTable('numberRule').set({ pattern, updatedAt: at }).where('id', '=', ruleId).execute();
}

export async function insertRule(tx: Tx, rule: { id: NumberRuleId; contractTypeId: ContractTypeId; pattern: string }): Promise<void> {
  await tx.insertInto('numberRule').values(rule).execute();
}
