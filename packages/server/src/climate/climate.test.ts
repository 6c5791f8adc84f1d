import type { PlaceId } from '@qige/wire';
import { Aedes } from 'aedes';
import { createServer } from 'node:net';
import mqtt from 'mqtt';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { readConfig } from '../platform/config.ts';
import { newId } from '../platform/ids.ts';
import { givenContract } from '../test/given-contract.ts';
import { type Answer, type House, openHouse, type Visitor } from '../test/house.ts';
import { listenToBroker } from './broker.ts';
import { forgetOldReadings, ringCalibration, ringSilence } from './watch.actions.ts';

let now = new Date('2026-03-02T04:00:00Z');
let house: House;
let keeper: Visitor;
let room: PlaceId;
beforeAll(async () => {
  house = await openHouse({ clock: { now: () => now, today: () => now.toISOString().slice(0, 10) } });
  keeper = await house.as('archivist');
});
afterAll(() => house.close());
beforeEach(async () => {
  now = new Date('2026-03-02T04:00:00Z');
  room = await givenRoom();
});

async function givenRoom(environment: 'paper' | 'film' = 'paper'): Promise<PlaceId> {
  const [site, id] = [newId('plc'), newId('plc')];
  await house.app.db.insertInto('place').values({ id: site, path: `/${site}/`, kind: 'site', code: site, createdBy: 'x' }).execute();
  await house.app.db.insertInto('place').values({ id, parentId: site, path: `/${site}/${id}/`, kind: 'room', code: id, name: '一号库房', environment, createdBy: 'x' }).execute();
  return id;
}

async function givenSensor(placeId = room): Promise<{ id: string; send: (body: object) => Promise<Answer> }> {
  const { body } = await keeper.post('/api/climate/sensors', { placeId, name: '门口', kind: 'http' });
  const send = async (sent: object) => {
    const reply = await house.http.inject({ method: 'POST', url: '/api/climate/readings', headers: { authorization: `Bearer ${body.token}` }, payload: sent });
    return { status: reply.statusCode, body: reply.json() };
  };
  return { id: body.sensor.id, send };
}

const later = (minutes: number): void => void (now = new Date(now.getTime() + minutes * 60_000));
const openAlarms = async (placeId = room): Promise<Answer['body']> => (await keeper.get(`/api/climate/alarms?placeId=${placeId}`)).body.alarms;

async function sendRow(send: (body: object) => Promise<unknown>, readings: readonly [number, number][]): Promise<void> {
  for (const [temperature, humidity] of readings) {
    later(10);
    await send({ temperature, humidity });
  }
}

describe('readings', () => {
  test('of a sensor are kept, and make its hours and days', async () => {
    const { send } = await givenSensor();
    await sendRow(send, [[20, 50], [20.5, 51], [21, 52]]);
    const { body: day } = await keeper.get(`/api/climate/rooms/${room}/series?span=day&day=2026-03-02`);
    expect(day).toMatchObject({ place: expect.stringContaining('一号库房'), step: 'reading', rule: { temperatureMax: 24, source: expect.stringContaining('JGJ 25-2010') } });
    expect(day.sensors[0].points.map((point: { temperature: number }) => point.temperature)).toEqual([20, 20.5, 21]);
    const { body: month } = await keeper.get(`/api/climate/rooms/${room}/series?span=month&day=2026-03-15`);
    expect(month.sensors[0].points).toEqual([{ at: '2026-03-02T04:00:00.000Z', temperature: 20.5, temperatureMin: 20, temperatureMax: 21, humidity: 51, humidityMin: 50, humidityMax: 52, readings: 3 }]);
    const { body: year } = await keeper.get(`/api/climate/rooms/${room}/series?span=year&day=2026-01-01`);
    expect(year.sensors[0].points).toMatchObject([{ at: '2026-03-01T16:00:00.000Z', readings: 3, temperatureMax: 21 }]);
  });

  test('by eye of a time to come are refused and leave no trace; two at once are one entry of the room', async () => {
    const note = (body: object) => keeper.post(`/api/climate/rooms/${room}/readings`, body);
    expect((await note({ temperature: 20, at: '2030-01-01T00:00:00Z' })).status).toBe(400);
    expect(await house.app.db.selectFrom('auditEvent').select('id').where('kind', '=', 'climate.noted').where('subjectId', '=', room).execute()).toEqual([]);
    const both = await Promise.all([note({ temperature: 20 }), note({ temperature: 21, at: '2026-03-02T03:00:00Z' })]);
    expect(both.map(({ status }) => status)).toEqual([201, 201]);
    expect(await house.app.db.selectFrom('sensor').select('id').where('placeId', '=', room).execute()).toHaveLength(1);
  });

  test('sent twice count once, though as a pile that waited for the line', async () => {
    const { send } = await givenSensor();
    const readings = [{ temperature: 20, at: '2026-03-02T01:00:00Z' }, { temperature: 30, at: '2026-03-02T02:00:00Z' }, { hello: 1 }, { temperature: 20, at: '2027-01-01T00:00:00Z' }];
    expect((await send({ readings })).body).toEqual({ taken: 2, known: 0, refused: [{ index: 2, why: 'nothing-measured' }, { index: 3, why: 'future' }] });
    expect((await send({ readings })).body).toMatchObject({ taken: 0, known: 2 });
    const { body } = await keeper.get(`/api/climate/rooms/${room}/series?span=month&day=2026-03-01`);
    expect(body.sensors[0].points.map((point: { readings: number }) => point.readings)).toEqual([1, 1]);
    expect(await openAlarms()).toEqual([]);
  });

  test('that are nonsense are refused with what was wrong, and counted on the sensor', async () => {
    const { id, send } = await givenSensor();
    expect(await send({ temperature: 999 })).toMatchObject({ status: 400, body: { error: { details: { fields: [{ problem: 'out-of-this-world' }] } } } });
    expect((await send({ temperature: 20, at: 'soon' })).status).toBe(400);
    const { sensors } = (await keeper.get('/api/climate/sensors')).body;
    expect(sensors.find((sensor: { id: string }) => sensor.id === id)).toMatchObject({ refused: 2, lastRefused: 'time', lastAt: null });
  });

  test('want the sensor’s own token; a renewed one ends the old, a closed sensor’s is none', async () => {
    const { id, send } = await givenSensor();
    const { body } = await keeper.post(`/api/climate/sensors/${id}/token`);
    expect((await send({ temperature: 20 })).status).toBe(401);
    const knock = (token: string) => house.http.inject({ method: 'POST', url: '/api/climate/readings', headers: { authorization: `Bearer ${token}` }, payload: { temperature: 20 } });
    expect((await knock(body.token)).statusCode).toBe(200);
    await keeper.patch(`/api/climate/sensors/${id}`, { closed: true });
    expect((await knock(body.token)).statusCode).toBe(401);
    expect(JSON.stringify(await house.app.db.selectFrom('sensor').selectAll().execute())).not.toContain(body.token);
  });

  test('of two sensors that are given one topic at once, the second is refused like a later one', async () => {
    const add = (name: string) => keeper.post('/api/climate/sensors', { placeId: room, name, kind: 'mqtt', topic: 'store/both' });
    const replies = await Promise.all([add('东墙'), add('北墙'), add('南墙')]);
    expect(replies.map(({ status }) => status).toSorted()).toEqual([201, 400, 400]);
  });

  test('by eye are kept under their reader’s name', async () => {
    const clerk = await house.as('clerk');
    expect((await clerk.post(`/api/climate/rooms/${room}/readings`, { temperature: 19.5, humidity: 48, note: '毛发湿度计' })).status).toBe(201);
    expect((await clerk.post(`/api/climate/rooms/${room}/readings`, { note: 'x' })).status).toBe(400);
    expect(await house.app.db.selectFrom('climateReading').innerJoin('sensor', 'sensor.id', 'climateReading.sensorId').select(['byId', 'note']).where('placeId', '=', room).executeTakeFirst()).toEqual({ byId: clerk.id, note: '毛发湿度计' });
  });

  test('older than the days that were set are forgotten, their hours and days are not', async () => {
    const { send } = await givenSensor();
    await sendRow(send, [[20, 50]]);
    later(60 * 24 * 40);
    await keeper.put('/api/climate/keeping', { keepReadingsDays: 31 });
    await forgetOldReadings(house.app, new AbortController().signal);
    const { body } = await keeper.get(`/api/climate/rooms/${room}/series?span=day&day=2026-03-02`);
    expect(body).toMatchObject({ step: 'hour', sensors: [{ points: [{ temperature: 20, readings: 1 }] }] });
  });
});

describe('an alarm', () => {
  test('rings after so many readings out in a row, once; is known, corrected and closed when the air is back', async () => {
    const { send } = await givenSensor();
    await sendRow(send, [[20, 66], [20, 67]]);
    expect(await openAlarms()).toEqual([]);
    await sendRow(send, [[20, 68], [20, 70], [20, 65]]);
    const [alarm, ...others] = await openAlarms();
    expect(others).toEqual([]);
    expect(alarm).toMatchObject({ kind: 'humidity-high', bound: 60, value: 65, worst: 70, backAt: null, may: { acknowledge: true, close: false } });

    const at = `/api/climate/alarms/${alarm.id}`;
    expect((await keeper.post(`${at}/acknowledge`)).body).toMatchObject({ acknowledged: { by: keeper.actor.name } });
    expect(await keeper.post(`${at}/close`)).toMatchObject({ status: 409, body: { error: { details: { kind: 'not-corrected' } } } });
    await keeper.post(`${at}/correct`, { cause: '除湿机断电', correction: '恢复供电，加开一台' });
    expect(await keeper.post(`${at}/close`)).toMatchObject({ status: 409, body: { error: { details: { kind: 'not-back' } } } });
    await sendRow(send, [[20, 55]]);
    expect((await keeper.post(`${at}/close`)).body).toMatchObject({ closed: { by: keeper.actor.name }, corrected: { cause: '除湿机断电' } });
    expect(await keeper.post(`${at}/correct`, { cause: 'x', correction: 'x' })).toMatchObject({ status: 409, body: { error: { details: { kind: 'closed' } } } });
    const kinds = await house.app.db.selectFrom('auditEvent').select('kind').where('subjectId', '=', alarm.id).orderBy('id').execute();
    expect(kinds.map(({ kind }) => kind)).toEqual(['alarm.opened', 'alarm.acknowledged', 'alarm.corrected', 'alarm.closed']);
  });

  test('rings for silence, and is back with the next word', async () => {
    const { send } = await givenSensor();
    await sendRow(send, [[20, 50]]);
    later(59);
    await ringSilence(house.app);
    expect(await openAlarms()).toEqual([]);
    later(2);
    await ringSilence(house.app);
    await ringSilence(house.app);
    expect(await openAlarms()).toMatchObject([{ kind: 'silent', backAt: null }]);
    await sendRow(send, [[20, 50]]);
    expect(await openAlarms()).toMatchObject([{ kind: 'silent', backAt: now.toISOString() }]);
  });

  test('rings when a calibration is due', async () => {
    const { id } = await givenSensor();
    await keeper.patch(`/api/climate/sensors/${id}`, { calibrationDueOn: '2026-03-02' });
    await ringCalibration(house.app);
    expect(await openAlarms()).toMatchObject([{ kind: 'calibration', backAt: null }]);
    await keeper.patch(`/api/climate/sensors/${id}`, { calibratedOn: '2026-03-02', calibrationDueOn: '2027-03-02' });
    expect(await openAlarms()).toMatchObject([{ kind: 'calibration', backAt: now.toISOString() }]);
  });

  test('goes by the room’s class, and by a rule of its own before that', async () => {
    const films = await givenRoom('film');
    const { send } = await givenSensor(films);
    await sendRow(send, [[18, 40], [18, 40], [18, 40]]);
    expect(await openAlarms(films)).toMatchObject([{ kind: 'temperature-high', bound: 15 }]);
    const rule = { environment: null, placeId: room, temperatureMin: 5, temperatureMax: 30, humidityMin: null, humidityMax: null, temperatureDaily: null, humidityDaily: null, readingsBeforeAlarm: 1, silentMinutes: 60, source: '本单位规定' };
    expect((await keeper.put('/api/climate/rules', rule)).body).toMatchObject({ temperatureMax: 30, source: '本单位规定' });
    const { send: sendHere } = await givenSensor();
    await sendRow(sendHere, [[29, 90]]);
    expect(await openAlarms()).toEqual([]);
    await sendRow(sendHere, [[31, 90]]);
    expect(await openAlarms()).toMatchObject([{ kind: 'temperature-high', bound: 30 }]);
  });

  test('tells what stands there by level and value, only what is open to who asks', async () => {
    const { send } = await givenSensor();
    const [here, there] = [await house.givenDepartment('本部'), await house.givenDepartment('外部')];
    for (const [confidentiality, amount, departmentId] of [['secret', '900.00', there], ['internal', '5.00', here], ['internal', '70.00', here]] as const) {
      const { id: contractId } = await givenContract(house.app, { confidentiality, amount, departmentId });
      await house.app.db.insertInto('copy').values({ id: newId('cpy'), contractId, ordinal: 1, kind: 'original', holder: 'place', placeId: room, createdBy: 'x' }).execute();
    }
    await sendRow(send, [[20, 80], [20, 80], [20, 80]]);
    const [{ id }] = await openAlarms();
    const { atRisk } = (await keeper.get(`/api/climate/alarms/${id}`)).body;
    expect(atRisk).toMatchObject({ copies: 3, levels: [{ level: 'secret', copies: 1 }, { level: 'internal', copies: 2 }], value: [{ currency: 'CNY', amount: '975.00' }] });
    expect(atRisk.first.map((one: { amount: string }) => one.amount)).toEqual(['900.00', '70.00', '5.00']);
    const clerk = await house.as('clerk', { departmentId: here });
    expect((await clerk.get(`/api/climate/alarms/${id}`)).body.atRisk).toMatchObject({ copies: 2, levels: [{ level: 'internal', copies: 2 }], value: [{ amount: '75.00' }] });
    await house.app.db.insertInto('role').values({ code: 'blind', name: 'x', nameEn: 'x', permissions: ['contracts.see', 'climate.see'], scope: 'all', position: 900 }).execute();
    const blind = (await (await house.as('blind', { clearance: 'secret' })).get(`/api/climate/alarms/${id}`)).body.atRisk;
    const inside = blind.first.filter(({ confidentiality }: { confidentiality: string }) => confidentiality === 'internal').map(({ copyId }: { copyId: string }) => copyId);
    // What is worth more was entered later: in the order of their ids nothing is said of amounts.
    expect([blind.value, inside]).toEqual([null, inside.toSorted()]);
  });
});

test('a broker: what its sensors say is taken in, what others say passes by, nonsense is counted', async () => {
  const aedes = await Aedes.createBroker();
  const broker = createServer(aedes.handle);
  await new Promise<void>((resolve) => broker.listen(0, '127.0.0.1', resolve));
  const url = `mqtt://127.0.0.1:${(broker.address() as { port: number }).port}`;
  const topic = `store/${room}`;
  const { body } = await keeper.post('/api/climate/sensors', { placeId: room, name: '西墙', kind: 'mqtt', topic });
  expect((await keeper.post('/api/climate/sensors', { placeId: room, name: 'x', kind: 'mqtt', topic })).status).toBe(400);
  const config = readConfig({ QIGE_DATA_DIR: house.app.config.dataDir, DATABASE_URL: house.app.config.databaseUrl, QIGE_SECRET: house.app.config.secret, QIGE_MQTT_URL: url });
  const subscribed = new Promise((resolve) => aedes.once('subscribe', resolve));
  const [one, two] = [listenToBroker({ ...house.app, config }), listenToBroker({ ...house.app, config })];
  await subscribed;
  const client = await mqtt.connectAsync(url);
  const shown = async () => (await keeper.get('/api/climate/sensors')).body.sensors.find((sensor: { id: string }) => sensor.id === body.sensor.id);
  await client.publishAsync('kitchen/kettle', '{"temperature":99}', { qos: 1 });
  await client.publishAsync(topic, 'not a reading', { qos: 1 });
  await expect.poll(async () => (await shown()).refused, { timeout: 10_000 }).toBeGreaterThan(0);
  await client.publishAsync(topic, JSON.stringify({ temperature: 20.5, humidity: 51 }), { qos: 1 });
  await expect.poll(async () => (await shown()).temperature, { timeout: 10_000 }).toBe(20.5);
  await Promise.all([client.endAsync(), one.stop(), two.stop()]);
  expect(await house.app.db.selectFrom('climateReading').select('temperature').where('sensorId', '=', body.sensor.id).execute()).toHaveLength(1);
  aedes.close();
  broker.close();
});
