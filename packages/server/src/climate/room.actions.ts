import type { ClimateRoom, ClimateRule, Environment, PlaceId } from '@qige/wire';
import type { z } from 'zod';
import type { showClimateSeriesEndpoint } from '@qige/wire';
import type { Person } from '../actor.ts';
import type { App } from '../app.ts';
import { recordAudit } from '../audit/audit.queries.ts';
import { saveSetting } from '../people/setting.queries.ts';
import { findWhere } from '../places/where.queries.ts';
import { notFound } from '../platform/errors.ts';
import { type ClimateRuleRow, dropPlaceRule, findClimateRules, keepReadingsDays, placeExists, rulesOf, saveClimateRule } from './climate-rule.queries.ts';
import { sensorsWithin } from './reading.queries.ts';
import { boundsOf, dayPoints, hourPoints, readingPoints } from './series.queries.ts';
import { describeSensors } from './sensor.actions.ts';
import { copiesWithin, findClimateRooms, findSensors } from './sensor.queries.ts';
import { ruleOf } from './take-readings.actions.ts';

const describeRule = (row: ClimateRuleRow, place: string | null): ClimateRule => ({ ...ruleOf(row), environment: row.environment as Environment | null, placeId: row.placeId, place, silentMinutes: row.silentMinutes, source: row.source });

export async function listClimateRooms(app: App, actor: Person): Promise<{ rooms: ClimateRoom[] }> {
  const rows = await findClimateRooms(app.db);
  const ids = rows.map(({ id }) => id);
  const [where, rules, copies] = [await findWhere(app.db, ids), await rulesOf(app.db, ids), await copiesWithin(app.db, actor, ids)];
  const sensors = Map.groupBy(await describeSensors(app, app.db, (await findSensors(app.db)).filter(({ closedAt }) => closedAt === null)), ({ placeId }) => placeId);
  const ruleWhere = await findWhere(app.db, [...rules.values()].flatMap((rule) => rule.placeId ?? []));
  return {
    rooms: rows.map(({ id, environment, alarms }) => {
      const rule = rules.get(id);
      return { placeId: id, place: where.get(id) ?? '', environment, rule: rule ? describeRule(rule, (rule.placeId && ruleWhere.get(rule.placeId)) ?? null) : null, sensors: sensors.get(id) ?? [], alarms: alarms ?? 0, copies: copies.get(id) ?? 0 };
    }),
  };
}

type Series = z.input<(typeof showClimateSeriesEndpoint)['reply']>;

export async function showClimateSeries(app: App, placeId: PlaceId, { span, day }: { span: 'day' | 'month' | 'year'; day?: string | undefined }): Promise<Series> {
  const place = (await findWhere(app.db, [placeId])).get(placeId);
  if (place === undefined) throw notFound();
  const { timeZone } = app.config;
  const { from, to } = await boundsOf(app.db, span, day ?? app.clock.today(), timeZone);
  const sensors: Series['sensors'] = [];
  // Of a day whose single readings are no longer kept, the hours are.
  const kept = from.getTime() > app.clock.now().getTime() - (await keepReadingsDays(app.db)) * 86_400_000;
  const step = span === 'day' ? (kept ? 'reading' : 'hour') : span === 'month' ? 'hour' : 'day';
  for (const { id, name } of await sensorsWithin(app.db, placeId)) {
    const points = step === 'reading' ? await readingPoints(app.db, id, from, to) : step === 'hour' ? await hourPoints(app.db, id, from, to) : await dayPoints(app.db, id, from, to, timeZone);
    if (points.length > 0) sensors.push({ id, name, points });
  }
  const rule = (await rulesOf(app.db, [placeId])).get(placeId);
  return { place, from: from.toISOString(), to: to.toISOString(), step, rule: rule ? describeRule(rule, null) : null, sensors };
}

export async function listClimateRules(app: App): Promise<{ rules: ClimateRule[]; keepReadingsDays: number }> {
  const rows = await findClimateRules(app.db);
  const where = await findWhere(app.db, rows.flatMap(({ placeId }) => placeId ?? []));
  return { rules: rows.map((row) => describeRule(row, (row.placeId && where.get(row.placeId)) ?? null)), keepReadingsDays: await keepReadingsDays(app.db) };
}

export async function setClimateRule(app: App, actor: Person, asked: Omit<ClimateRule, 'place'>): Promise<ClimateRule> {
  const { environment, placeId, readingsBeforeAlarm, silentMinutes, source, ...bounds } = asked;
  const texts = Object.fromEntries(Object.entries(bounds).map(([key, value]) => [key, value === null ? null : String(value)])) as Record<keyof typeof bounds, string | null>;
  return app.db.transaction().execute(async (tx) => {
    if (placeId !== null && !(await placeExists(tx, placeId))) throw notFound();
    const of = placeId === null ? { environment: environment ?? 'paper' } : { placeId };
    await saveClimateRule(tx, of, { ...texts, readingsBeforeAlarm, silentMinutes, source });
    await recordAudit(tx, actor, { kind: 'climate-rule.changed', subjectId: placeId ?? environment ?? '', facts: { ...texts, readingsBeforeAlarm, silentMinutes, source } });
    const row = (await findClimateRules(tx)).find((rule) => rule.placeId === placeId && rule.environment === environment);
    if (!row) throw notFound();
    return describeRule(row, placeId && ((await findWhere(tx, [placeId])).get(placeId) ?? null));
  });
}

export async function dropClimateRule(app: App, actor: Person, placeId: PlaceId): Promise<Record<string, never>> {
  await app.db.transaction().execute(async (tx) => {
    if (!(await dropPlaceRule(tx, placeId))) throw notFound();
    await recordAudit(tx, actor, { kind: 'climate-rule.changed', subjectId: placeId, facts: { dropped: true } });
  });
  return {};
}

export async function setClimateKeeping(app: App, actor: Person, days: number): Promise<Record<string, never>> {
  await app.db.transaction().execute(async (tx) => {
    await saveSetting(tx, 'climate.keep-readings-days', days, actor.id, app.clock.now());
    await recordAudit(tx, actor, { kind: 'climate-rule.changed', subjectId: 'climate.keep-readings-days', facts: { days } });
  });
  return {};
}
