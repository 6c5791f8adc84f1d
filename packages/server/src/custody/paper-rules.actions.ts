import { PaperRules } from '@qige/wire';
import type { Actor } from '../actor.ts';
import type { App } from '../app.ts';
import { recordAudit } from '../audit/audit.queries.ts';
import { findSetting, saveSetting } from '../people/setting.queries.ts';
import type { Db } from '../platform/db.ts';

const key = 'paper.rules';

/** What companies usually do: same day, two working days at most; the law wants incidents reported but names no number of days (档案法 44). */
const atFirst: PaperRules = { longestDays: 2, acrossLevel: 'confidential', remindDaysBefore: 1, escalateAfterDays: 3, reportDays: 3, daysOff: [], daysOn: [] };

export async function paperRules(db: Db): Promise<PaperRules> {
  const stored = PaperRules.partial().safeParse((await findSetting(db, key)) ?? {});
  return { ...atFirst, ...(stored.success ? (stored.data as Partial<PaperRules>) : {}) };
}

export async function changePaperRules(app: App, actor: Actor, rules: PaperRules): Promise<PaperRules> {
  return app.db.transaction().execute(async (tx) => {
    const before = await paperRules(tx);
    const changed = (Object.keys(atFirst) as (keyof PaperRules)[]).filter((name) => JSON.stringify(before[name]) !== JSON.stringify(rules[name]));
    if (changed.length === 0) return before;
    await saveSetting(tx, key, rules, actor.id, app.clock.now());
    const fromTo = changed.flatMap((name) => [[`${name}.from`, before[name]], [`${name}.to`, rules[name]]] as const);
    await recordAudit(tx, actor, { kind: 'paper-rules.changed', facts: { changed, ...Object.fromEntries(fromTo) } });
    return rules;
  });
}
