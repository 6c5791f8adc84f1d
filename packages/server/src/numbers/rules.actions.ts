import type { NumberPreview, NumberRule, NumberRuleId, PlainDate } from '@qige/wire';
import type { Actor } from '../actor.ts';
import type { App } from '../app.ts';
import { recordAudit } from '../audit/audit.queries.ts';
import type { Db } from '../platform/db.ts';
import { notFound, Refusal } from '../platform/errors.ts';
import { findRule, findRules, findTaken, lastSequence, type StoredRule, updatePattern } from './numbers.queries.ts';
import { numberOf, patternVerdict, periodOf } from './pattern.rules.ts';

export async function listNumberRules(app: App): Promise<{ rules: NumberRule[] }> {
  const rules = [];
  for (const rule of await findRules(app.db)) rules.push(await shown(app.db, rule, app.clock.today()));
  return { rules };
}

/** What a pattern would give from `on`; changes nothing. */
export async function previewPattern(app: App, ruleId: NumberRuleId, pattern: string, on: PlainDate = app.clock.today()): Promise<NumberPreview> {
  const rule = await findRule(app.db, ruleId);
  if (!rule) throw notFound();
  return preview(app.db, rule, pattern.trim(), on);
}

export async function changePattern(app: App, actor: Actor, ruleId: NumberRuleId, pattern: string): Promise<NumberRule> {
  return app.db.transaction().execute(async (tx) => {
    const rule = await findRule(tx, ruleId);
    if (!rule) throw notFound();
    const would = await preview(tx, rule, pattern, app.clock.today());
    if (would.kind === 'bad') throw new Refusal('invalid_request', 'The pattern cannot make numbers.', { fields: [{ field: 'pattern', problem: would.problem }] });
    if (would.taken) throw new Refusal('number_taken', `The pattern would give ${would.taken}, which exists.`, { number: would.taken });

    const now = app.clock.now();
    await updatePattern(tx, ruleId, pattern, now);
    await recordAudit(tx, actor, { kind: 'number-rule.changed', subjectId: ruleId, facts: { type: rule.typeCode, from: rule.pattern, to: pattern } });
    return shown(tx, { ...rule, pattern, updatedAt: now }, app.clock.today());
  });
}

async function preview(db: Db, rule: StoredRule, pattern: string, on: PlainDate): Promise<NumberPreview> {
  const verdict = patternVerdict(pattern);
  if (verdict.kind === 'bad') return verdict;
  const period = periodOf(verdict.pattern, on);
  const last = await lastSequence(db, rule.id, period);
  const examples = [1, 2, 3].map((step) => numberOf(verdict.pattern, rule.typeCode, period, last + step));
  const [taken] = await findTaken(db, examples);
  const inForce = patternVerdict(rule.pattern);
  const samePeriod = inForce.kind === 'good' && periodOf(inForce.pattern, on) === period;
  return { kind: 'good', examples, startsAgain: !samePeriod && last === 0, taken: taken ?? null };
}

async function shown(db: Db, rule: StoredRule, on: PlainDate): Promise<NumberRule> {
  const would = await preview(db, rule, rule.pattern, on);
  return { ...rule, updatedAt: rule.updatedAt.toISOString(), next: would.kind === 'good' ? (would.examples[0] ?? '') : '' };
}
