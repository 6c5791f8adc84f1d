import { theSystem } from '../actor.ts';
import type { App } from '../app.ts';
import { recordAudit } from '../audit/audit.queries.ts';
import type { Tx } from '../platform/db.ts';
import { tellLive } from '../platform/live.ts';
import { climateKinds, type ClimateRule, climateVerdicts, timeOf } from './alarm.rules.ts';
import { markBack, ring } from './alarm.queries.ts';
import { type ClimateRuleRow, rulesOf } from './climate-rule.queries.ts';
import type { Measured } from './payload.rules.ts';
import { countRefused, figure, insertReadings, lockSensor, meanBefore, newestReadings, noteLast, type NewReading, type SensorRow } from './reading.queries.ts';

type Sensor = NonNullable<SensorRow>;

export const ruleOf = (row: ClimateRuleRow): ClimateRule => ({
  temperatureMin: figure(row.temperatureMin),
  temperatureMax: figure(row.temperatureMax),
  humidityMin: figure(row.humidityMin),
  humidityMax: figure(row.humidityMax),
  temperatureDaily: figure(row.temperatureDaily),
  humidityDaily: figure(row.humidityDaily),
  readingsBeforeAlarm: row.readingsBeforeAlarm,
});

const round = (value: number): number => Math.round(value * 100) / 100;
const shifted = (value: number | null, offset: string): number | null => (value === null ? null : round(value + Number(offset)));

/**
 * Takes in what a sensor measured: kept, added to its hour and day, and judged. What comes late, because a line was down, is kept as history and
 * rings no alarm of yesterday; what is dated ahead is refused, for it would hide every reading after it.
 */
export async function takeReadings(app: App, sensor: Sensor, measured: readonly Measured[], by: { byId?: string; note?: string } = {}): Promise<{ taken: number; known: number; future: number[] }> {
  const now = app.clock.now();
  const future: number[] = [];
  const readings = measured.flatMap(({ temperature, humidity, at }, index): NewReading[] => {
    const time = timeOf(at, now);
    if (time.kind === 'future') future.push(index);
    return time.kind === 'future' ? [] : [{ at: time.at, temperature: shifted(temperature, sensor.temperatureOffset), humidity: shifted(humidity, sensor.humidityOffset), ...by }];
  });
  const taken = await app.db.transaction().execute(async (tx) => {
    const before = await lockSensor(tx, sensor.id);
    if (!before || (measured.length === 1 && heardTwice(before, measured[0], readings[0]))) return 0;
    const added = await insertReadings(tx, sensor.id, readings, app.config.timeZone);
    const newest = readings.toSorted((a, b) => b.at.getTime() - a.at.getTime())[0];
    if (!newest || added === 0) return added;
    await noteLast(tx, sensor.id, newest);
    if (timeOf(newest.at, now).kind === 'now') await judge(tx, sensor, now);
    await tellLive(tx, { topic: 'climate', id: sensor.id });
    return added;
  });
  if (future.length > 0) await countRefused(app.db, sensor.id, future.length, 'future');
  return { taken, known: readings.length - taken, future };
}

/** Several workers hear one broker: the same figures without a time of their own, within two seconds, are one reading. */
function heardTwice(before: Sensor, said: Measured | undefined, reading: NewReading | undefined): boolean {
  if (!reading || said?.at || before.lastAt === null || Math.abs(reading.at.getTime() - before.lastAt.getTime()) > 2_000) return false;
  return figure(before.lastTemperature) === reading.temperature && figure(before.lastHumidity) === reading.humidity;
}

/** Rings what has become wrong, and marks as back what is right again. */
async function judge(tx: Tx, { id: sensorId, placeId, name }: Sensor, now: Date): Promise<void> {
  await markBack(tx, sensorId, ['silent'], now);
  const row = (await rulesOf(tx, [placeId])).get(placeId);
  if (!row) return;
  const rule = ruleOf(row);
  const readings = await newestReadings(tx, sensorId, rule.readingsBeforeAlarm);
  const newest = readings[0];
  if (!newest) return;
  const verdicts = climateVerdicts(rule, readings, await meanBefore(tx, sensorId, newest.at));
  for (const { kind, value, bound } of verdicts) {
    const alarmId = await ring(tx, { placeId, sensorId, kind, value, bound, at: now });
    if (alarmId) await recordAudit(tx, theSystem, { kind: 'alarm.opened', subjectId: alarmId, facts: { kind, value, bound, name } });
  }
  // One reading within bounds is enough to be back; what only is not out for long enough leaves an alarm as it was.
  const single = new Set(climateVerdicts({ ...rule, readingsBeforeAlarm: 1 }, readings, await meanBefore(tx, sensorId, newest.at)).map(({ kind }) => kind));
  await markBack(tx, sensorId, climateKinds.filter((kind) => !single.has(kind) && newest[kind.startsWith('t') ? 'temperature' : 'humidity'] !== null), now);
}
