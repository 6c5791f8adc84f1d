import { z } from 'zod';
import { Done, endpoint, paging } from './endpoint.ts';
import { AlarmId, ContractId, CopyId, PlaceId, SensorId } from './ids.ts';
import { Confidentiality } from './permissions.ts';
import { Moment, Money, PlainDate } from './plain-date.ts';
import { manyLines, oneLine } from './plain-text.ts';

export const AlarmKind = z.enum(['temperature-high', 'temperature-low', 'humidity-high', 'humidity-low', 'temperature-change', 'humidity-change', 'silent', 'calibration']);
export type AlarmKind = z.infer<typeof AlarmKind>;
export const Environment = z.enum(['paper', 'special', 'magnetic', 'film', 'none']);
export type Environment = z.infer<typeof Environment>;

const celsius = z.number().min(-40).max(85);
const percent = z.number().min(0).max(100);

/** What is asked of the air. °C and % relative humidity; `…Daily`: how far a reading may stray from the mean of its last 24 hours. */
export const ClimateRule = z.object({
  /** Of an environment class, or of one place and what stands in it. */
  environment: Environment.nullable(),
  placeId: PlaceId.nullable(),
  place: z.string().nullable(),
  temperatureMin: celsius.nullable(),
  temperatureMax: celsius.nullable(),
  humidityMin: percent.nullable(),
  humidityMax: percent.nullable(),
  temperatureDaily: z.number().positive().max(50).nullable(),
  humidityDaily: z.number().positive().max(100).nullable(),
  readingsBeforeAlarm: z.int().min(1).max(100),
  silentMinutes: z.int().min(1).max(10_080),
  /** The law or standard it comes from, or why it was set so. */
  source: z.string(),
});
export type ClimateRule = z.infer<typeof ClimateRule>;

export const Sensor = z.object({
  id: SensorId,
  placeId: PlaceId,
  place: z.string(),
  name: z.string(),
  kind: z.enum(['http', 'mqtt', 'manual']),
  topic: z.string().nullable(),
  temperatureOffset: z.number(),
  humidityOffset: z.number(),
  calibratedOn: PlainDate.nullable(),
  calibrationDueOn: PlainDate.nullable(),
  lastAt: Moment.nullable(),
  temperature: z.number().nullable(),
  humidity: z.number().nullable(),
  silent: z.boolean(),
  refused: z.int(),
  lastRefused: z.string().nullable(),
  closedAt: Moment.nullable(),
});
export type Sensor = z.infer<typeof Sensor>;

export const ClimateRoom = z.object({
  placeId: PlaceId,
  place: z.string(),
  environment: Environment,
  rule: ClimateRule.nullable(),
  sensors: z.array(Sensor),
  alarms: z.int(),
  /** Copies that stand in it, as far as they are open to the asker. */
  copies: z.int(),
});
export type ClimateRoom = z.infer<typeof ClimateRoom>;

export const ClimateAlarm = z.object({
  id: AlarmId,
  placeId: PlaceId,
  place: z.string(),
  sensor: z.object({ id: SensorId, name: z.string() }).nullable(),
  kind: AlarmKind,
  openedAt: Moment,
  value: z.number().nullable(),
  bound: z.number().nullable(),
  worst: z.number().nullable(),
  backAt: Moment.nullable(),
  acknowledged: z.object({ by: z.string(), at: Moment }).nullable(),
  corrected: z.object({ by: z.string(), at: Moment, cause: z.string(), correction: z.string() }).nullable(),
  closed: z.object({ by: z.string(), at: Moment }).nullable(),
  may: z.object({ acknowledge: z.boolean(), correct: z.boolean(), close: z.boolean() }),
});
export type ClimateAlarm = z.infer<typeof ClimateAlarm>;

/** What stands where it is too damp, the most secret and the most valuable first; only what is open to the asker. */
export const AtRisk = z.object({
  copies: z.int(),
  levels: z.array(z.object({ level: Confidentiality, copies: z.int() })),
  /** Null where the asker does not see amounts. */
  value: z.array(z.object({ currency: z.string(), amount: Money })).nullable(),
  first: z.array(z.object({ copyId: CopyId, contractId: ContractId, number: z.string(), title: z.string(), archivalCode: z.string().nullable(), confidentiality: Confidentiality, amount: Money.nullable(), currency: z.string(), place: z.string() })),
});
export type AtRisk = z.infer<typeof AtRisk>;

export const listClimateRoomsEndpoint = endpoint('GET /climate/rooms', { access: 'climate.see', summary: 'Every room with sensors or of the kind that wants them: what is asked of its air, and what it is.', reply: z.object({ rooms: z.array(ClimateRoom) }) });

export const ClimatePoint = z.object({ at: Moment, temperature: z.number().nullable(), temperatureMin: z.number().nullable(), temperatureMax: z.number().nullable(), humidity: z.number().nullable(), humidityMin: z.number().nullable(), humidityMax: z.number().nullable(), readings: z.int() });
export const showClimateSeriesEndpoint = endpoint('GET /climate/rooms/:placeId/series', {
  access: 'climate.see',
  summary: 'The climate of a room: a day by its readings, a month by hours, a year by days; a series for each sensor.',
  params: z.object({ placeId: PlaceId }),
  query: z.object({ span: z.enum(['day', 'month', 'year']).default('day'), day: PlainDate.optional() }),
  reply: z.object({ place: z.string(), from: Moment, to: Moment, step: z.enum(['reading', 'hour', 'day']), rule: ClimateRule.nullable(), sensors: z.array(z.object({ id: SensorId, name: z.string(), points: z.array(ClimatePoint) })) }),
});
export const noteClimateEndpoint = endpoint('POST /climate/rooms/:placeId/readings', {
  access: 'climate.see',
  summary: 'A reading taken by eye from an instrument in the room.',
  params: z.object({ placeId: PlaceId }),
  body: z.object({ temperature: celsius.nullable().default(null), humidity: percent.nullable().default(null), at: Moment.optional(), note: oneLine(200).default('') }).refine(({ temperature, humidity }) => temperature !== null || humidity !== null, { path: ['temperature'], message: 'neither temperature nor humidity is said' }),
  reply: Done,
  status: 201,
});

export const listAlarmsEndpoint = endpoint('GET /climate/alarms', {
  access: 'climate.see',
  summary: 'Alarms, newest first.',
  query: z.object({ state: z.enum(['open', 'closed']).default('open'), placeId: PlaceId.optional(), ...paging }),
  reply: z.object({ alarms: z.array(ClimateAlarm), next: z.string().nullable() }),
});
const oneAlarm = z.object({ alarmId: AlarmId });
export const showAlarmEndpoint = endpoint('GET /climate/alarms/:alarmId', { access: 'climate.see', summary: 'An alarm, and what stands in its room by level and value.', params: oneAlarm, reply: z.object({ alarm: ClimateAlarm, atRisk: AtRisk }) });
export const acknowledgeAlarmEndpoint = endpoint('POST /climate/alarms/:alarmId/acknowledge', { access: 'climate.manage', summary: 'Somebody knows of it and sees to it.', params: oneAlarm, reply: ClimateAlarm });
export const correctAlarmEndpoint = endpoint('POST /climate/alarms/:alarmId/correct', {
  access: 'climate.manage', summary: 'What the cause was and what was done.', params: oneAlarm, body: z.object({ cause: manyLines(500).min(1), correction: manyLines(1000).min(1) }), reply: ClimateAlarm,
});
export const closeAlarmEndpoint = endpoint('POST /climate/alarms/:alarmId/close', { access: 'climate.manage', summary: 'Closes an alarm that was corrected and whose climate is back within its bounds.', params: oneAlarm, reply: ClimateAlarm });

const oneSensor = z.object({ sensorId: SensorId });
const topic = z.string().trim().min(1).max(200).regex(/^[^#+\p{Cc}\p{Cs}]+$/u, 'is no topic of one sensor');
const sensorText = { name: oneLine(60).min(1), temperatureOffset: z.number().min(-9).max(9), humidityOffset: z.number().min(-30).max(30), calibratedOn: PlainDate.nullable(), calibrationDueOn: PlainDate.nullable() };
export const listSensorsEndpoint = endpoint('GET /climate/sensors', { access: 'climate.see', summary: 'Every sensor, closed ones last; and whether readings are fetched from a broker.', reply: z.object({ sensors: z.array(Sensor), broker: z.string().nullable() }) });
export const addSensorEndpoint = endpoint('POST /climate/sensors', {
  access: 'climate.manage',
  summary: 'Adds a sensor to a room. One that sends by HTTP gets a token, told this once.',
  body: z.object({ placeId: PlaceId, name: sensorText.name, kind: z.enum(['http', 'mqtt']), topic: topic.optional(), calibratedOn: PlainDate.nullable().default(null), calibrationDueOn: PlainDate.nullable().default(null) }),
  reply: z.object({ sensor: Sensor, token: z.string().nullable(), address: z.string() }),
  status: 201,
});
export const changeSensorEndpoint = endpoint('PATCH /climate/sensors/:sensorId', { access: 'climate.manage', summary: 'Changes a sensor, moves it to another room, or closes it.', params: oneSensor, body: z.object({ ...sensorText, placeId: PlaceId, topic, closed: z.boolean() }).partial(), reply: Sensor });
export const renewSensorTokenEndpoint = endpoint('POST /climate/sensors/:sensorId/token', { access: 'climate.manage', summary: 'Gives a sensor that sends by HTTP a new token; the old one ends at once.', params: oneSensor, reply: z.object({ token: z.string() }) });

export const sendReadingsEndpoint = endpoint('POST /climate/readings', {
  access: 'anyone',
  summary: 'For sensors, with their token as `Authorization: Bearer`: one reading, or `readings` with up to a thousand kept ones, each with `at`. Names as sensors use them are understood.',
  body: z.record(z.string(), z.unknown()),
  reply: z.object({ taken: z.int(), known: z.int(), refused: z.array(z.object({ index: z.int(), why: z.string() })) }),
});

export const listClimateRulesEndpoint = endpoint('GET /climate/rules', { access: 'climate.see', summary: 'What is asked of the air, by environment class and of single places, each with its source; and how long single readings are kept.', reply: z.object({ rules: z.array(ClimateRule), keepReadingsDays: z.int() }) });
export const setClimateRuleEndpoint = endpoint('PUT /climate/rules', {
  access: 'climate.manage',
  summary: 'Sets what is asked of an environment class, or of one place.',
  body: ClimateRule.omit({ place: true, source: true }).extend({ source: manyLines(300).min(1) }).refine(({ environment, placeId }) => (environment === null) !== (placeId === null), { path: ['environment'], message: 'either a class or a place' }),
  reply: ClimateRule,
});
export const dropClimateRuleEndpoint = endpoint('DELETE /climate/rules/:placeId', { access: 'climate.manage', summary: 'A place goes by the rule of its environment class again.', params: z.object({ placeId: PlaceId }), reply: Done });
export const setClimateKeepingEndpoint = endpoint('PUT /climate/keeping', { access: 'climate.manage', summary: 'How many days single readings are kept; hours and days are kept for ever.', body: z.object({ keepReadingsDays: z.int().min(31).max(3660) }), reply: Done });
