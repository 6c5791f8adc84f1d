import type { AlarmId, AtRisk, ClimateAlarm, PlaceId } from '@qige/wire';
import type { Person } from '../actor.ts';
import type { App } from '../app.ts';
import { recordAudit } from '../audit/audit.queries.ts';
import { seesAmounts } from '../contracts/amounts.ts';
import { findWhere } from '../places/where.queries.ts';
import type { Db } from '../platform/db.ts';
import { notFound, Refusal } from '../platform/errors.ts';
import { tellLive } from '../platform/live.ts';
import { type AlarmStep, alarmStepVerdict } from './alarm.rules.ts';
import { type AlarmRow, findAlarm, firstToSave, levelsStanding, listAlarmRows, lockAlarm, updateAlarm, valueStanding } from './alarm.queries.ts';
import { figure } from './reading.queries.ts';

export async function listAlarms(app: App, actor: Person, asked: { state: 'open' | 'closed'; placeId?: PlaceId | undefined; after?: string | undefined; limit: number }): Promise<{ alarms: ClimateAlarm[]; next: string | null }> {
  const rows = await listAlarmRows(app.db, { ...asked, limit: asked.limit + 1 });
  const alarms = await describe(app.db, actor, rows.slice(0, asked.limit));
  return { alarms, next: rows.length > asked.limit ? (alarms.at(-1)?.id ?? null) : null };
}

/** What stands in the room of an alarm, so that one knows what to carry out first. */
export async function showAlarm(app: App, actor: Person, alarmId: AlarmId): Promise<{ alarm: ClimateAlarm; atRisk: AtRisk }> {
  const row = await findAlarm(app.db, alarmId);
  if (!row) throw notFound();
  const [alarm] = await describe(app.db, actor, [row]);
  if (!alarm) throw notFound();
  const { placeId } = row;
  const levels = await levelsStanding(app.db, actor, placeId);
  const sees = seesAmounts(actor);
  const first = await firstToSave(app.db, actor, placeId, { byAmount: sees, limit: 20 });
  const where = await findWhere(app.db, first.flatMap((copy) => copy.placeId ?? []));
  return {
    alarm,
    atRisk: {
      copies: levels.reduce((sum, { copies }) => sum + copies, 0),
      levels,
      value: sees ? await valueStanding(app.db, actor, placeId) : null,
      first: first.map(({ placeId: at, amount, ...copy }) => ({ ...copy, amount: sees ? amount : null, place: (at && where.get(at)) ?? '' })),
    },
  };
}

async function describe(db: Db, actor: Person, rows: readonly AlarmRow[]): Promise<ClimateAlarm[]> {
  const where = await findWhere(db, rows.map(({ placeId }) => placeId));
  const manages = actor.permissions.has('climate.manage');
  const may = (row: AlarmRow, step: AlarmStep): boolean => manages && alarmStepVerdict(row, step).kind === 'good';
  const done = (by: string | null, name: string | null, at: Date | null): { by: string; at: string } | null => (by === null || at === null ? null : { by: name ?? by, at: at.toISOString() });
  return rows.map((row) => {
    const corrected = done(row.correctedBy, row.correctorName, row.correctedAt);
    return {
      id: row.id,
      placeId: row.placeId,
      place: where.get(row.placeId) ?? '',
      sensor: row.sensorId === null ? null : { id: row.sensorId, name: row.sensorName ?? '' },
      kind: row.kind,
      openedAt: row.openedAt.toISOString(),
      value: figure(row.value),
      bound: figure(row.bound),
      worst: figure(row.worst),
      backAt: row.backAt?.toISOString() ?? null,
      acknowledged: done(row.acknowledgedBy, row.knowerName, row.acknowledgedAt),
      corrected: corrected && { ...corrected, cause: row.cause ?? '', correction: row.correction ?? '' },
      closed: done(row.closedBy, row.closerName, row.closedAt),
      may: { acknowledge: may(row, 'acknowledge'), correct: may(row, 'correct'), close: may(row, 'close') },
    };
  });
}

async function step(app: App, actor: Person, alarmId: AlarmId, what: AlarmStep, update: Parameters<typeof updateAlarm>[2]): Promise<ClimateAlarm> {
  return app.db.transaction().execute(async (tx) => {
    const alarm = await lockAlarm(tx, alarmId);
    if (!alarm) throw notFound();
    const verdict = alarmStepVerdict(alarm, what);
    if (verdict.kind !== 'good' && verdict.kind !== 'done') throw new Refusal('climate_impossible', 'This cannot be done with this alarm now.', verdict);
    if (verdict.kind === 'good') {
      await updateAlarm(tx, alarmId, update);
      const kind = ({ acknowledge: 'alarm.acknowledged', correct: 'alarm.corrected', close: 'alarm.closed' } as const)[what];
      await recordAudit(tx, actor, { kind, subjectId: alarmId, facts: { kind: alarm.kind, ...(update.cause ? { reason: update.cause } : {}) } });
      await tellLive(tx, { topic: 'climate', id: alarmId });
    }
    const row = await findAlarm(tx, alarmId);
    const [described] = row ? await describe(tx, actor, [row]) : [];
    if (!described) throw notFound();
    return described;
  });
}

export const acknowledgeAlarm = (app: App, actor: Person, alarmId: AlarmId): Promise<ClimateAlarm> => step(app, actor, alarmId, 'acknowledge', { acknowledgedBy: actor.id, acknowledgedAt: app.clock.now() });

/** Whoever corrects it knows of it. */
export async function correctAlarm(app: App, actor: Person, alarmId: AlarmId, { cause, correction }: { cause: string; correction: string }): Promise<ClimateAlarm> {
  await acknowledgeAlarm(app, actor, alarmId);
  return step(app, actor, alarmId, 'correct', { cause, correction, correctedBy: actor.id, correctedAt: app.clock.now() });
}

export const closeAlarm = (app: App, actor: Person, alarmId: AlarmId): Promise<ClimateAlarm> => step(app, actor, alarmId, 'close', { closedBy: actor.id, closedAt: app.clock.now() });
