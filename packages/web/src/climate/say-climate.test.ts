import { describe, expect, it } from 'vitest';
import { isOut, moveDay, sayAsked, sayDay } from './say-climate.ts';

describe('the climate in words', () => {
  const rule = { environment: 'paper' as const, placeId: null, place: null, temperatureMin: 14, temperatureMax: 24, humidityMin: null, humidityMax: 60, temperatureDaily: 2, humidityDaily: null, readingsBeforeAlarm: 3, silentMinutes: 60, source: '' };
  it('says what is asked', () => expect(sayAsked(rule)).toEqual({ temperature: '14–24 °C (±2)', humidity: '≤ 60 %RH' }));
  it('knows what is out, and nothing of what is not known', () => expect([isOut(13, 14, 24), isOut(14, 14, 24), isOut(25, null, 24), isOut(null, 14, 24), isOut(99, null, undefined)]).toEqual([true, false, true, false, false]));
  it('goes from one span to the next', () => {
    expect([moveDay('2026-03-01', 'day', -1), moveDay('2026-01-31', 'month', 1), moveDay('2026-03-31', 'month', -1), moveDay('2024-02-29', 'year', 1)]).toEqual(['2026-02-28', '2026-02-01', '2026-02-01', '2025-02-01']);
    expect([sayDay('2026-03-01', 'day'), sayDay('2026-03-01', 'month'), sayDay('2026-03-01', 'year')]).toEqual(['2026-03-01', '2026-03', '2026']);
  });
});
