import type { ContractId, ContractTypeId, PlainDate } from '@qige/wire';
import type { Actor } from '../actor.ts';
import { recordAudit } from '../audit/audit.queries.ts';
import type { Tx } from '../platform/db.ts';
import { notFound, Refusal } from '../platform/errors.ts';
import { holdRuleOf, insertNumber, markVoided, takeSequence } from './numbers.queries.ts';
import { numberOf, patternVerdict, periodOf } from './pattern.rules.ts';

/**
 * Gives the next number of a contract type in the caller's transaction: unique, and without gaps, since nobody else can take a number
 * of the same series until that transaction ends. Call it late in the transaction.
 */
export async function allocateNumber(tx: Tx, actor: Actor, contractTypeId: ContractTypeId, on: PlainDate, contractId: ContractId): Promise<string> {
  const rule = await holdRuleOf(tx, contractTypeId);
  if (!rule) throw new Refusal('invalid_request', 'There is no such contract type.', { field: 'contractTypeId' });
  const verdict = patternVerdict(rule.pattern);
  if (verdict.kind === 'bad') throw new Error(`number rule ${rule.id} holds a bad pattern: ${verdict.problem}`);

  const period = periodOf(verdict.pattern, on);
  const sequence = await takeSequence(tx, rule.id, period);
  const number = numberOf(verdict.pattern, rule.typeCode, period, sequence);
  if (!(await insertNumber(tx, { number, ruleId: rule.id, period, sequence, contractId, allocatedBy: actor.id }))) {
    throw new Refusal('number_taken', `The number ${number} was given before under another rule; change the number rule of this type.`, { number });
  }
  await recordAudit(tx, actor, { kind: 'number.allocated', subjectId: number, contractId });
  return number;
}

/** The number is never given again; the register keeps it with the reason. */
export async function voidNumber(tx: Tx, actor: Actor, number: string, contractId: ContractId, at: Date, reason: string): Promise<void> {
  const outcome = await markVoided(tx, number, actor.id, at, reason);
  if (outcome === 'gone') throw notFound();
  if (outcome === 'voided') throw new Refusal('number_voided', 'The number was voided before.', { number });
  await recordAudit(tx, actor, { kind: 'number.voided', subjectId: number, contractId, facts: { reason } });
}
