/** What a sensor said: °C and % relative humidity; a sensor may know only one of them. */
export interface Measured {
  temperature: number | null;
  humidity: number | null;
  /** Its own clock, where it told one. */
  at: Date | null;
}

export type PayloadVerdict = { kind: 'good'; measured: Measured } | { kind: 'nonsense'; why: 'unreadable' | 'nothing-measured' | 'out-of-this-world' | 'time' };

const temperatureNames = new Set(['temperature', 'temp', 't', 'tc', 'temperature_c', 'tempc', '温度']);
const humidityNames = new Set(['humidity', 'hum', 'h', 'rh', 'relative_humidity', 'humidity_percent', '湿度']);
const timeNames = new Set(['at', 'time', 'timestamp', 'ts']);

/**
 * Reads what sensors on the market send: JSON with the names they use, one or two levels deep, figures also as text; or plain `21.4,52`. Beyond
 * what can be inside a store room (−40 to 85 °C, 0 to 100 %) it is a broken sensor, not a climate.
 */
export function readPayload(payload: string | Readonly<Record<string, unknown>>): PayloadVerdict {
  const given = typeof payload === 'string' ? parse(payload) : payload;
  if (given === undefined) return { kind: 'nonsense', why: 'unreadable' };
  const found: { temperature: number | null; humidity: number | null; at: Date | null; wrongTime: boolean } = { temperature: null, humidity: null, at: null, wrongTime: false };
  gather(given, found, 0);
  const { temperature, humidity, at } = found;
  if (found.wrongTime) return { kind: 'nonsense', why: 'time' };
  if (temperature === null && humidity === null) return { kind: 'nonsense', why: 'nothing-measured' };
  if ((temperature !== null && (temperature < -40 || temperature > 85)) || (humidity !== null && (humidity < 0 || humidity > 100))) return { kind: 'nonsense', why: 'out-of-this-world' };
  return { kind: 'good', measured: { temperature, humidity, at } };
}

function parse(text: string): Readonly<Record<string, unknown>> | undefined {
  const pair = /^\s*(-?\d+(?:\.\d+)?)\s*[,; ]\s*(\d+(?:\.\d+)?)\s*$/.exec(text);
  if (pair) return { temperature: Number(pair[1]), humidity: Number(pair[2]) };
  try {
    const json: unknown = JSON.parse(text);
    return typeof json === 'object' && json !== null && !Array.isArray(json) ? (json as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

function gather(given: Readonly<Record<string, unknown>>, found: { temperature: number | null; humidity: number | null; at: Date | null; wrongTime: boolean }, depth: number): void {
  for (const [key, value] of Object.entries(given).slice(0, 100)) {
    const name = key.toLowerCase();
    if (temperatureNames.has(name)) found.temperature ??= figure(value);
    else if (humidityNames.has(name)) found.humidity ??= figure(value);
    else if (timeNames.has(name) && found.at === null) {
      found.at = moment(value);
      found.wrongTime ||= found.at === null;
    } else if (typeof value === 'object' && value !== null && !Array.isArray(value) && depth < 2) gather(value as Record<string, unknown>, found, depth + 1);
  }
}

function figure(value: unknown): number | null {
  const number = typeof value === 'string' && /^\s*-?\d+(\.\d+)?\s*$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? Math.round(number * 100) / 100 : null;
}

/** Seconds or milliseconds since 1970, or ISO 8601; a time without a zone is nobody's time. */
function moment(value: unknown): Date | null {
  if (typeof value === 'number' && Number.isFinite(value) && value > 0) {
    const date = new Date(value < 1e11 ? value * 1000 : value);
    return Number.isNaN(date.getTime()) ? null : date;
  }
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)$/.test(value)) return null;
  const date = new Date(value);
  return Number.isNaN(date.getTime()) ? null : date;
}
