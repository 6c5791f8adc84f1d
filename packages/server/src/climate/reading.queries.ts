import type { PlaceId, SensorId } from '@qige/wire';
import { sql } from 'kysely';
import { inBranchOfPlace } from '../places/where.queries.ts';
import type { Db, Tx } from '../platform/db.ts';
import type { DayMean, Reading } from './alarm.rules.ts';

export type SensorRow = Awaited<ReturnType<typeof findSensorBy>>;

export async function findSensorBy(db: Db, by: { tokenHash: string } | { topic: string }) {
  const query = db.selectFrom('sensor').selectAll().where('closedAt', 'is', null);
  return ('tokenHash' in by ? query.where('tokenHash', '=', by.tokenHash) : query.where('topic', '=', by.topic)).executeTakeFirst();
}

export async function lockSensor(tx: Tx, sensorId: SensorId) {
  return tx.selectFrom('sensor').selectAll().where('id', '=', sensorId).forUpdate().executeTakeFirst();
}

export interface NewReading {
  at: Date;
  temperature: number | null;
  humidity: number | null;
  byId?: string;
  note?: string;
}

/** Writes the readings that are not there yet, and adds those to their hour and their day, which are what a long chart reads. How many were new. */
export async function insertReadings(tx: Tx, sensorId: SensorId, readings: readonly NewReading[], zone: string): Promise<number> {
  if (readings.length === 0) return 0;
  const rows = JSON.stringify(readings.map(({ at, temperature, humidity, byId = null, note = null }) => ({ at: at.toISOString(), t: temperature, h: humidity, by: byId, note })));
  const { rows: counted } = await sql<{ added: number }>`
    with come as (select distinct on (at) * from jsonb_to_recordset(${rows}::jsonb) as r(at timestamptz, t numeric, h numeric, by text, note text)),
    added as (
      insert into climate_reading (sensor_id, at, temperature, humidity, by_id, note) select ${sensorId}, at, t, h, by, note from come
      on conflict do nothing returning at, temperature as t, humidity as h
    ),
    hours as (
      insert into climate_hour as c (sensor_id, hour, readings, temperature_min, temperature_max, temperature_sum, temperature_count, humidity_min, humidity_max, humidity_sum, humidity_count)
      select ${sensorId}, date_trunc('hour', at), count(*), min(t), max(t), coalesce(sum(t), 0), count(t), min(h), max(h), coalesce(sum(h), 0), count(h) from added group by 2
      on conflict (sensor_id, hour) do update set readings = c.readings + excluded.readings,
        temperature_min = least(c.temperature_min, excluded.temperature_min), temperature_max = greatest(c.temperature_max, excluded.temperature_max),
        temperature_sum = c.temperature_sum + excluded.temperature_sum, temperature_count = c.temperature_count + excluded.temperature_count,
        humidity_min = least(c.humidity_min, excluded.humidity_min), humidity_max = greatest(c.humidity_max, excluded.humidity_max),
        humidity_sum = c.humidity_sum + excluded.humidity_sum, humidity_count = c.humidity_count + excluded.humidity_count
    ),
    days as (
      insert into climate_day as c (sensor_id, day, readings, temperature_min, temperature_max, temperature_sum, temperature_count, humidity_min, humidity_max, humidity_sum, humidity_count)
      select ${sensorId}, (at at time zone ${zone})::date, count(*), min(t), max(t), coalesce(sum(t), 0), count(t), min(h), max(h), coalesce(sum(h), 0), count(h) from added group by 2
      on conflict (sensor_id, day) do update set readings = c.readings + excluded.readings,
        temperature_min = least(c.temperature_min, excluded.temperature_min), temperature_max = greatest(c.temperature_max, excluded.temperature_max),
        temperature_sum = c.temperature_sum + excluded.temperature_sum, temperature_count = c.temperature_count + excluded.temperature_count,
        humidity_min = least(c.humidity_min, excluded.humidity_min), humidity_max = greatest(c.humidity_max, excluded.humidity_max),
        humidity_sum = c.humidity_sum + excluded.humidity_sum, humidity_count = c.humidity_count + excluded.humidity_count
    )
    select count(*)::int as added from added`.execute(tx);
  return counted[0]?.added ?? 0;
}

/** The sensor's newest readings, newest first. */
export async function newestReadings(db: Db, sensorId: SensorId, count: number): Promise<(Reading & { at: Date })[]> {
  const rows = await db.selectFrom('climateReading').select(['at', 'temperature', 'humidity']).where('sensorId', '=', sensorId).orderBy('at', 'desc').limit(count).execute();
  return rows.map(({ at, temperature, humidity }) => ({ at, temperature: figure(temperature), humidity: figure(humidity) }));
}

export const figure = (text: string | null): number | null => (text === null ? null : Number(text));

/** The mean of the 24 hours before `at`, of whole hours' sums: nothing but at most 25 rows is read. */
export async function meanBefore(db: Db, sensorId: SensorId, at: Date): Promise<DayMean> {
  const row = await db
    .selectFrom('climateHour')
    .select((eb) => [
      sql<string | null>`sum(temperature_sum) / nullif(sum(temperature_count), 0)`.as('temperature'),
      sql<string | null>`sum(humidity_sum) / nullif(sum(humidity_count), 0)`.as('humidity'),
      eb.fn.coalesce(eb.fn.sum<number>('readings'), eb.lit(0)).as('readings'),
    ])
    .where('sensorId', '=', sensorId)
    .where('hour', '>', new Date(at.getTime() - 86_400_000))
    .where('hour', '<=', at)
    .executeTakeFirstOrThrow();
  return { temperature: figure(row.temperature), humidity: figure(row.humidity), readings: Number(row.readings) };
}

export async function noteLast(tx: Tx, sensorId: SensorId, last: { at: Date; temperature: number | null; humidity: number | null }): Promise<void> {
  await tx
    .updateTable('sensor')
    .set({ lastAt: last.at, lastTemperature: last.temperature === null ? null : String(last.temperature), lastHumidity: last.humidity === null ? null : String(last.humidity) })
    .where('id', '=', sensorId)
    .where((eb) => eb.or([eb('lastAt', 'is', null), eb('lastAt', '<=', last.at)]))
    .execute();
}

export async function countRefused(db: Db, sensorId: SensorId, count: number, why: string): Promise<void> {
  await db.updateTable('sensor').set((eb) => ({ refusedCount: eb('refusedCount', '+', count), lastRefused: why })).where('id', '=', sensorId).execute();
}

/** Deletes single readings before this moment, some thousands at a time; how many. Their hours and days stay. */
export async function forgetReadings(db: Db, before: Date): Promise<number> {
  const gone = await sql`
    delete from climate_reading where (sensor_id, at) in (select sensor_id, at from climate_reading where at < ${before} limit 5000)`.execute(db);
  return Number(gone.numAffectedRows ?? 0n);
}

/** Everybody's last word about sensors of a room and what stands below it. */
export async function sensorsWithin(db: Db, placeId: PlaceId) {
  return db
    .selectFrom('sensor')
    .innerJoin('place', 'place.id', 'sensor.placeId')
    .select(['sensor.id', 'sensor.name', 'sensor.kind'])
    .where(inBranchOfPlace(placeId))
    .orderBy('sensor.name')
    .orderBy('sensor.id')
    .execute();
}
