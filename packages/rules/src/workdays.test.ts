import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, addWorkdays, daysBetween, isWorkday, workdaysBetween } from './workdays.ts';

// National day 2026: 1 to 7 October off, Saturday 10 October worked for it.
const calendar = { daysOff: ['2026-10-01', '2026-10-02', '2026-10-05', '2026-10-06', '2026-10-07'], daysOn: ['2026-10-10'] };
const plain = { daysOff: [], daysOn: [] };
const day = fc.integer({ min: 0, max: 3_000 }).map((n) => addDays('2024-01-01', n));

describe('working days', () => {
  test.each([
    ['2026-03-17', 2, '2026-03-19'],
    ['2026-03-19', 2, '2026-03-23'],
    ['2026-03-21', 1, '2026-03-23'],
    ['2026-09-30', 1, '2026-10-08'],
    ['2026-10-09', 1, '2026-10-10'],
    ['2026-10-08', -1, '2026-09-30'],
    ['2026-03-22', 0, '2026-03-22'],
  ])('%s and %i working days is %s', (from, count, to) => expect(addWorkdays(from, count, calendar)).toBe(to));

  test('so many working days on, so many lie between', () => {
    fc.assert(fc.property(day, fc.integer({ min: 1, max: 60 }), (from, count) => {
      const to = addWorkdays(from, count, plain);
      expect(isWorkday(to, plain)).toBe(true);
      expect(workdaysBetween(from, to, plain)).toBe(count);
    }));
  });

  test('a calendar on which nobody ever works does not count for ever', () => {
    const daysOff = Array.from({ length: 400 }, (_, n) => addDays('2026-01-01', n));
    expect(daysBetween('2026-01-01', addWorkdays('2026-01-01', 2, { daysOff, daysOn: [] }))).toBeLessThan(200);
  });
});
