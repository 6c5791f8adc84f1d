import type { ClimatePoint, SensorId } from '@qige/wire';
import { sql } from 'kysely';
import type { z } from 'zod';
import type { Db } from '../platform/db.ts';
import { figure } from './reading.queries.ts';

export type Point = z.input<typeof ClimatePoint>;

/** The first moment of a day, a month or a year of the archive's zone, and of the next one. */
export async function boundsOf(db: Db, span: 'day' | 'month' | 'year', day: string, zone: string): Promise<{ from: Date; to: Date }> {
  const { rows } = await sql<{ from: Date; to: Date }>`
    select date_trunc(${span}, ${day}::date::timestamp) at time zone ${zone} as "from",
      (date_trunc(${span}, ${day}::date::timestamp) + ${`1 ${span}`}::interval) at time zone ${zone} as "to"`.execute(db);
  const [bounds] = rows;
  if (!bounds) throw new Error('a day has no bounds');
  return bounds;
}

export async function readingPoints(db: Db, sensorId: SensorId, from: Date, to: Date): Promise<Point[]> {
  const rows = await db.selectFrom('climateReading').select(['at', 'temperature', 'humidity']).where('sensorId', '=', sensorId).where('at', '>=', from).where('at', '<', to).orderBy('at').limit(3_000).execute();
  return rows.map(({ at, temperature, humidity }) => {
    const [t, h] = [figure(temperature), figure(humidity)];
    return { at: at.toISOString(), temperature: t, temperatureMin: t, temperatureMax: t, humidity: h, humidityMin: h, humidityMax: h, readings: 1 };
  });
}

interface Summed {
  at: Date;
  readings: number;
  temperatureMin: string | null;
  temperatureMax: string | null;
  temperatureSum: string | null;
  temperatureCount: number;
  humidityMin: string | null;
  humidityMax: string | null;
  humiditySum: string | null;
  humidityCount: number;
}

const summed = ['readings', 'temperatureMin', 'temperatureMax', 'temperatureSum', 'temperatureCount', 'humidityMin', 'humidityMax', 'humiditySum', 'humidityCount'] as const;
const mean = (sum: string | null, count: number): number | null => (count === 0 ? null : Math.round((Number(sum) / count) * 100) / 100);
const pointOf = (row: Summed): Point => ({
  at: row.at.toISOString(),
  temperature: mean(row.temperatureSum, row.temperatureCount),
  temperatureMin: figure(row.temperatureMin),
  temperatureMax: figure(row.temperatureMax),
  humidity: mean(row.humiditySum, row.humidityCount),
  humidityMin: figure(row.humidityMin),
  humidityMax: figure(row.humidityMax),
  readings: row.readings,
});

export async function hourPoints(db: Db, sensorId: SensorId, from: Date, to: Date): Promise<Point[]> {
  const rows = await db.selectFrom('climateHour').select(['hour as at', ...summed]).where('sensorId', '=', sensorId).where('hour', '>=', from).where('hour', '<', to).orderBy('hour').execute();
  return rows.map(pointOf);
}

export async function dayPoints(db: Db, sensorId: SensorId, from: Date, to: Date, zone: string): Promise<Point[]> {
  const start = sql<Date>`(day::timestamp at time zone ${zone})`;
  const rows = await db.selectFrom('climateDay').select([start.as('at'), ...summed]).where('sensorId', '=', sensorId).where(start, '>=', from).where(start, '<', to).orderBy('day').execute();
  return rows.map(pointOf);
}
