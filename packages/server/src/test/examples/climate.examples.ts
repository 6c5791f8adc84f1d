import type { Example } from '../sweep.examples.ts';
import { sensorToken } from './papers.ts';

/** A picture of one point. */
const picture = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
const ofStore = (more: object = {}): Example => ({ ask: ({ store }) => ({ params: { placeId: store }, ...more }) });
const ofAlarm = (body?: unknown): Example => ({ ask: ({ alarm }) => ({ params: { alarmId: alarm }, ...(body === undefined ? {} : { body }) }) });
const ofSensor = (body?: unknown): Example => ({ ask: ({ sensor }) => ({ params: { sensorId: sensor }, ...(body === undefined ? {} : { body }) }) });
const bounds = { temperatureMin: 14, temperatureMax: 24, humidityMin: 45, humidityMax: 60, temperatureDaily: 2, humidityDaily: 5, readingsBeforeAlarm: 3, silentMinutes: 60, source: 'x' };

export const climateExamples: Readonly<Record<string, Example>> = {
  'GET /climate/rooms': { ask: () => ({}) },
  'GET /climate/rooms/:placeId/series': ofStore({ query: { span: 'month', day: '2026-03-01' } }),
  'POST /climate/rooms/:placeId/readings': ofStore({ body: { temperature: 20, humidity: 50 } }),
  'GET /climate/alarms': { ask: () => ({}) },
  'GET /climate/alarms/:alarmId': { ask: ({ alarm }) => ({ params: { alarmId: alarm } }), shows: true },
  'POST /climate/alarms/:alarmId/acknowledge': ofAlarm(),
  'POST /climate/alarms/:alarmId/correct': ofAlarm({ cause: 'x', correction: 'x' }),
  'POST /climate/alarms/:alarmId/close': ofAlarm(),
  'GET /climate/sensors': { ask: () => ({}) },
  'POST /climate/sensors': { ask: ({ store }) => ({ body: { placeId: store, name: 'x', kind: 'http' } }) },
  'PATCH /climate/sensors/:sensorId': ofSensor({ name: 'y' }),
  'POST /climate/sensors/:sensorId/token': ofSensor(),
  'POST /climate/readings': { ask: ({ sensor }) => ({ body: { temperature: 20 }, headers: { authorization: `Bearer ${sensorToken(sensor)}` } }) },
  'GET /climate/rules': { ask: () => ({}) },
  'PUT /climate/rules': { ask: ({ store }) => ({ body: { ...bounds, environment: null, placeId: store } }) },
  'DELETE /climate/rules/:placeId': ofStore(),
  'PUT /climate/keeping': { ask: () => ({ body: { keepReadingsDays: 400 } }) },

  'GET /rounds': { ask: () => ({}) },
  'POST /rounds': { ask: ({ store }) => ({ body: { placeId: store, name: '八防', lines: ['防火'], everyDays: 7, nextOn: '2030-01-01' } }) },
  'PATCH /rounds/:planId': { ask: ({ plan }) => ({ params: { planId: plan }, body: { everyDays: 30 } }) },
  'POST /rounds/:planId/done': { ask: ({ plan }) => ({ params: { planId: plan }, body: { answers: [{ line: '防火', good: true }] } }) },
  'POST /round-tasks/:taskId/done': { ask: ({ task }) => ({ params: { taskId: task }, body: { note: 'x' } }) },
  'POST /round-tasks/:taskId/check': { ask: ({ task }) => ({ params: { taskId: task }, body: { good: true } }) },
  'GET /round-tasks/:taskId/photos/:which': { ask: ({ task }) => ({ params: { taskId: task, which: 'found' } }) },
  'POST /rounds/photos': { ask: () => ({ payload: picture, headers: { 'content-type': 'image/png' } }) },
  'GET /rounds/report': { ask: () => ({ query: { year: '2026' } }) },
};
