import type { Example } from '../sweep.examples.ts';
import { sensorToken } from './papers.ts';

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
};
