import { randomBytes } from 'node:crypto';
import type { PlaceId, Sensor, SensorId } from '@qige/wire';
import { hashKey } from '../people/sessions.ts';
import type { Person } from '../actor.ts';
import type { App } from '../app.ts';
import { recordAudit } from '../audit/audit.queries.ts';
import { lockPlaces } from '../places/occupancy.queries.ts';
import { findWhere } from '../places/where.queries.ts';
import type { Db, Tx } from '../platform/db.ts';
import { notFound, Refusal } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import { tellLive } from '../platform/live.ts';
import { markBack } from './alarm.queries.ts';
import { isSilent, timeOf } from './alarm.rules.ts';
import { placeExists, rulesOf } from './climate-rule.queries.ts';
import { figure, lockSensor } from './reading.queries.ts';
import { findManualSensor, findSensor, findSensors, insertSensor, topicTaken, updateSensor } from './sensor.queries.ts';
import { takeReadings } from './take-readings.actions.ts';
import { defaultSilentMinutes } from './watch.actions.ts';

type Row = NonNullable<Awaited<ReturnType<typeof findSensor>>>;

export async function describeSensors(app: App, db: Db, rows: readonly Row[]): Promise<Sensor[]> {
  const placeIds = rows.map(({ placeId }) => placeId);
  const [where, rules] = [await findWhere(db, placeIds), await rulesOf(db, placeIds)];
  return rows.map((row) => ({
    id: row.id,
    placeId: row.placeId,
    place: where.get(row.placeId) ?? '',
    name: row.name,
    kind: row.kind,
    topic: row.topic,
    temperatureOffset: Number(row.temperatureOffset),
    humidityOffset: Number(row.humidityOffset),
    calibratedOn: row.calibratedOn,
    calibrationDueOn: row.calibrationDueOn,
    lastAt: row.lastAt?.toISOString() ?? null,
    temperature: figure(row.lastTemperature),
    humidity: figure(row.lastHumidity),
    silent: row.closedAt === null && row.kind !== 'manual' && isSilent(row.lastAt, row.createdAt, app.clock.now(), rules.get(row.placeId)?.silentMinutes ?? defaultSilentMinutes),
    refused: row.refusedCount,
    lastRefused: row.lastRefused,
    closedAt: row.closedAt?.toISOString() ?? null,
  }));
}

export async function listSensors(app: App): Promise<{ sensors: Sensor[]; broker: string | null }> {
  const { mqttUrl } = app.config;
  return { sensors: await describeSensors(app, app.db, await findSensors(app.db)), broker: mqttUrl === undefined ? null : new URL(mqttUrl).host };
}

const newToken = (): string => `qs_${randomBytes(32).toString('base64url')}`;
const wrong = (field: string, problem: string): Refusal => new Refusal('invalid_request', `Not valid: ${field}.`, { fields: [{ field, problem }] });

export async function addSensor(app: App, actor: Person, asked: { placeId: PlaceId; name: string; kind: 'http' | 'mqtt'; topic?: string | undefined; calibratedOn: string | null; calibrationDueOn: string | null }): Promise<{ sensor: Sensor; token: string | null; address: string }> {
  const { topic, ...rest } = asked;
  if ((rest.kind === 'mqtt') !== (topic !== undefined)) throw wrong('topic', rest.kind === 'mqtt' ? 'missing' : 'not for a sensor that sends by HTTP');
  const token = rest.kind === 'http' ? newToken() : null;
  const id: SensorId = newId('sns');
  return app.db.transaction().execute(async (tx) => {
    await refuseElsewhere(tx, rest.placeId, topic);
    await insertSensor(tx, { id, ...rest, topic: topic ?? null, tokenHash: token === null ? null : hashKey(token), createdBy: actor.id, createdAt: app.clock.now() });
    await recordAudit(tx, actor, { kind: 'sensor.added', subjectId: id, facts: { name: rest.name } });
    await tellLive(tx, { topic: 'climate', id });
    return { sensor: await described(app, tx, id), token, address: `${app.config.publicUrl}/api/climate/readings` };
  });
}

async function refuseElsewhere(tx: Tx, placeId: PlaceId | undefined, topic: string | undefined, by?: SensorId): Promise<void> {
  if (placeId !== undefined && !(await placeExists(tx, placeId))) throw wrong('placeId', 'unknown');
  if (topic !== undefined && (await topicTaken(tx, topic, by))) throw wrong('topic', 'taken');
}

async function described(app: App, db: Db, id: SensorId): Promise<Sensor> {
  const row = await findSensor(db, id);
  const [sensor] = row ? await describeSensors(app, db, [row]) : [];
  if (!sensor) throw notFound();
  return sensor;
}

type SensorChange = Partial<{ placeId: PlaceId; name: string; topic: string; temperatureOffset: number; humidityOffset: number; calibratedOn: string | null; calibrationDueOn: string | null; closed: boolean }>;

export async function changeSensor(app: App, actor: Person, sensorId: SensorId, asked: { [K in keyof SensorChange]?: SensorChange[K] | undefined }): Promise<Sensor> {
  return app.db.transaction().execute(async (tx) => {
    const before = await lockSensor(tx, sensorId);
    if (!before) throw notFound();
    const { closed, temperatureOffset, humidityOffset, topic, ...rest } = asked;
    if (topic !== undefined && before.kind !== 'mqtt') throw wrong('topic', 'not for this sensor');
    await refuseElsewhere(tx, rest.placeId, topic, sensorId);
    const now = app.clock.now();
    const update = {
      ...Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined)),
      ...(topic === undefined ? {} : { topic }),
      ...(temperatureOffset === undefined ? {} : { temperatureOffset: String(temperatureOffset) }),
      ...(humidityOffset === undefined ? {} : { humidityOffset: String(humidityOffset) }),
      ...(closed === undefined ? {} : { closedAt: closed ? (before.closedAt ?? now) : null }),
    };
    if (Object.keys(update).length > 0) await updateSensor(tx, sensorId, update);
    const due = rest.calibrationDueOn;
    if (due === null || (due !== undefined && due > app.clock.today())) await markBack(tx, sensorId, ['calibration'], now);
    if (closed) await markBack(tx, sensorId, ['silent', 'calibration'], now);
    const kind = closed && !before.closedAt ? 'sensor.closed' : 'sensor.changed';
    await recordAudit(tx, actor, { kind, subjectId: sensorId, facts: { name: rest.name ?? before.name, changed: Object.keys(update) } });
    await tellLive(tx, { topic: 'climate', id: sensorId });
    return described(app, tx, sensorId);
  });
}

export async function renewSensorToken(app: App, actor: Person, sensorId: SensorId): Promise<{ token: string }> {
  const token = newToken();
  return app.db.transaction().execute(async (tx) => {
    const sensor = await lockSensor(tx, sensorId);
    if (sensor?.kind !== 'http') throw notFound();
    await updateSensor(tx, sensorId, { tokenHash: hashKey(token) });
    await recordAudit(tx, actor, { kind: 'sensor.changed', subjectId: sensorId, facts: { name: sensor.name, changed: ['token'] } });
    return { token };
  });
}

/** Read off an instrument by eye; kept under the room's one entry for such readings. */
export async function noteClimate(app: App, actor: Person, placeId: PlaceId, { temperature, humidity, at, note }: { temperature: number | null; humidity: number | null; at?: string | undefined; note: string }): Promise<Record<string, never>> {
  const moment = at === undefined ? null : new Date(at);
  if (timeOf(moment, app.clock.now()).kind === 'future') throw wrong('at', 'in the future');
  const sensor = await app.db.transaction().execute(async (tx) => {
    // Of two first readings at once the second finds the entry that the first made.
    const [place] = await lockPlaces(tx, [placeId]);
    if (!place || place.closedAt) throw notFound();
    const known = await findManualSensor(tx, placeId);
    const id = known?.id ?? newId('sns');
    if (!known) await insertSensor(tx, { id, placeId, name: '人工', kind: 'manual', createdBy: actor.id, createdAt: app.clock.now() });
    await recordAudit(tx, actor, { kind: 'climate.noted', subjectId: placeId, facts: { temperature, humidity, ...(note ? { note } : {}) } });
    return findSensor(tx, id);
  });
  if (!sensor) throw notFound();
  await takeReadings(app, sensor, [{ temperature, humidity, at: moment }], { byId: actor.id, ...(note ? { note } : {}) });
  return {};
}
