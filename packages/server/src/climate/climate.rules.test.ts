import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { alarmStepVerdict, type ClimateRule, climateVerdicts, isSilent, timeOf } from './alarm.rules.ts';
import { readPayload } from './payload.rules.ts';

const rule: ClimateRule = { temperatureMin: 14, temperatureMax: 24, humidityMin: 45, humidityMax: 60, temperatureDaily: 2, humidityDaily: 5, readingsBeforeAlarm: 3 };
const calm = { temperature: 20, humidity: 52, readings: 100 };
const of = (temperature: number | null, humidity: number | null = 52) => ({ temperature, humidity });

describe('what a sensor sends', () => {
  test.each([
    ['{"temperature":21.46,"humidity":52}', 21.46, 52],
    ['{"Time":"2026-01-05T08:00:00+08:00","SI7021":{"Temperature":21.4,"Humidity":52.1}}', 21.4, 52.1],
    ['{"t":"19.5","rh":"48"}', 19.5, 48],
    ['{"temp":-3}', -3, null],
    ['21.4,52', 21.4, 52],
    ['{"温度":20,"湿度":50}', 20, 50],
  ])('%s', (text, temperature, humidity) => {
    expect(readPayload(text)).toMatchObject({ kind: 'good', measured: { temperature, humidity } });
  });
  test.each([
    ['', 'unreadable'], ['hello', 'unreadable'], ['[1,2]', 'unreadable'], ['null', 'unreadable'], ['{}', 'nothing-measured'], ['{"temperature":null}', 'nothing-measured'], ['{"temperature":"NaN"}', 'nothing-measured'],
    ['{"temperature":999}', 'out-of-this-world'], ['{"humidity":-1}', 'out-of-this-world'], ['{"humidity":101}', 'out-of-this-world'], ['{"temperature":20,"at":"yesterday"}', 'time'], ['{"temperature":20,"at":"2026-01-05T08:00"}', 'time'],
  ])('nonsense is told: %s', (text, why) => {
    expect(readPayload(text)).toEqual({ kind: 'nonsense', why });
  });
  test('whatever comes, it answers, and what it takes lies in this world', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json(), fc.tuple(fc.double(), fc.double()).map(([t, h]) => `${t},${h}`)), (text) => {
      const verdict = readPayload(text);
      if (verdict.kind !== 'good') return;
      const { temperature, humidity } = verdict.measured;
      expect(temperature === null || (temperature >= -40 && temperature <= 85)).toBe(true);
      expect(humidity === null || (humidity >= 0 && humidity <= 100)).toBe(true);
    }));
  });
});

describe('an alarm', () => {
  test('wants so many readings out in a row: a door that was opened is none', () => {
    expect(climateVerdicts(rule, [of(25), of(25)], calm)).toEqual([]);
    expect(climateVerdicts(rule, [of(25), of(23), of(25)], { ...calm, temperature: 23.5 })).toEqual([]);
    expect(climateVerdicts(rule, [of(25), of(24.1), of(26)], { ...calm, temperature: 24 })).toEqual([{ kind: 'temperature-high', value: 25, bound: 24 }]);
    expect(climateVerdicts({ ...rule, readingsBeforeAlarm: 1 }, [of(20, 44.9)], { ...calm, humidity: 46 })).toEqual([{ kind: 'humidity-low', value: 44.9, bound: 45 }]);
  });
  test('the bounds themselves are within', () => {
    for (const reading of [of(14, 45), of(24, 60)]) expect(climateVerdicts({ ...rule, temperatureDaily: null, humidityDaily: null }, [reading, reading, reading], calm)).toEqual([]);
  });
  test('rings for a change against the day’s mean, both ways, though it is within bounds', () => {
    expect(climateVerdicts(rule, [of(22.5), of(22.4), of(22.3)], calm)).toEqual([{ kind: 'temperature-change', value: 22.5, bound: 22 }]);
    expect(climateVerdicts(rule, [of(20, 46), of(20, 46), of(20, 46)], calm)).toEqual([{ kind: 'humidity-change', value: 46, bound: 47 }]);
    expect(climateVerdicts(rule, [of(22.5), of(22.4), of(22.3)], { ...calm, readings: 5 })).toEqual([]);
  });
  test('never of a sensor that is within its bounds and steady', () => {
    fc.assert(fc.property(fc.array(fc.record({ temperature: fc.double({ min: 18, max: 22, noNaN: true }), humidity: fc.double({ min: 47, max: 57, noNaN: true }) }), { maxLength: 10 }), (readings) => {
      expect(climateVerdicts(rule, readings, calm)).toEqual([]);
    }));
  });
  test('is known, corrected, and closed when the climate is back', () => {
    const at = new Date();
    const open = { acknowledgedAt: null, correctedAt: null, closedAt: null, backAt: null };
    expect(alarmStepVerdict(open, 'close')).toEqual({ kind: 'not-corrected' });
    expect(alarmStepVerdict({ ...open, correctedAt: at }, 'close')).toEqual({ kind: 'not-back' });
    expect(alarmStepVerdict({ ...open, correctedAt: at, backAt: at }, 'close')).toEqual({ kind: 'good' });
    expect(alarmStepVerdict({ ...open, acknowledgedAt: at }, 'acknowledge')).toEqual({ kind: 'done' });
    expect(alarmStepVerdict({ ...open, closedAt: at }, 'correct')).toEqual({ kind: 'closed' });
  });
});

test('silence and clocks', () => {
  const now = new Date('2026-03-01T12:00:00Z');
  const before = (minutes: number): Date => new Date(now.getTime() - minutes * 60_000);
  expect([isSilent(before(60), before(999), now, 60), isSilent(before(61), before(999), now, 60), isSilent(null, before(30), now, 60), isSilent(null, before(61), now, 60)]).toEqual([false, true, false, true]);
  expect(timeOf(null, now)).toEqual({ at: now, kind: 'now' });
  expect(timeOf(before(-3), now)).toEqual({ at: now, kind: 'now' });
  expect(timeOf(before(-6), now)).toEqual({ kind: 'future' });
  expect(timeOf(before(600), now)).toEqual({ at: before(600), kind: 'late' });
});
