import type { AlarmKind } from '@qige/wire';
import { theSystem } from '../actor.ts';
import type { App } from '../app.ts';
import { recordAudit } from '../audit/audit.queries.ts';
import { tellLive } from '../platform/live.ts';
import { isSilent } from './alarm.rules.ts';
import { markBack, ring } from './alarm.queries.ts';
import { keepReadingsDays, rulesOf } from './climate-rule.queries.ts';
import { forgetReadings } from './reading.queries.ts';
import { findSensors } from './sensor.queries.ts';

type Sensor = Awaited<ReturnType<typeof findSensors>>[number];

export const defaultSilentMinutes = 60;

/** A sensor that says nothing is not a good climate: it rings as loudly as a bad one. Readings by eye keep their own hours. */
export async function ringSilence(app: App): Promise<void> {
  const now = app.clock.now();
  const sensors = (await findSensors(app.db)).filter(({ closedAt, kind }) => closedAt === null && kind !== 'manual');
  const rules = await rulesOf(app.db, sensors.map(({ placeId }) => placeId));
  const silent = sensors.filter((sensor) => isSilent(sensor.lastAt, sensor.createdAt, now, rules.get(sensor.placeId)?.silentMinutes ?? defaultSilentMinutes));
  for (const sensor of silent) await ringFor(app, sensor, 'silent');
}

export async function ringCalibration(app: App): Promise<void> {
  const today = app.clock.today();
  for (const sensor of (await findSensors(app.db)).filter(({ closedAt }) => closedAt === null)) {
    if (sensor.calibrationDueOn !== null && sensor.calibrationDueOn <= today) await ringFor(app, sensor, 'calibration');
    else await app.db.transaction().execute((tx) => markBack(tx, sensor.id, ['calibration'], app.clock.now()));
  }
}

async function ringFor(app: App, { id: sensorId, placeId, name }: Sensor, kind: AlarmKind): Promise<void> {
  await app.db.transaction().execute(async (tx) => {
    const alarmId = await ring(tx, { placeId, sensorId, kind, value: null, bound: null, at: app.clock.now() });
    if (!alarmId) return;
    await recordAudit(tx, theSystem, { kind: 'alarm.opened', subjectId: alarmId, facts: { kind, name } });
    await tellLive(tx, { topic: 'climate', id: sensorId });
  });
}

export async function forgetOldReadings(app: App, signal: AbortSignal): Promise<void> {
  const before = new Date(app.clock.now().getTime() - (await keepReadingsDays(app.db)) * 86_400_000);
  while (!signal.aborted && (await forgetReadings(app.db, before)) > 0);
}
