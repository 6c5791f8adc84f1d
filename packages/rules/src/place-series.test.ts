import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { filledIn, laySeries, mostAtOnce } from './place-series.ts';

const level = (count: number, code: string, name = '', from = 1) => ({ count, code, name, from });

describe('a series of places', () => {
  test('is laid out level by level, each in its own', () => {
    const laid = laySeries([level(2, 'G{n}', '{n}号柜'), level(2, '{in}-{n:2}', '', 0)], 'A');
    if (laid.kind !== 'good') throw new Error(laid.kind);
    expect(laid.places.map((one) => [one.code, one.name, one.parent, one.turn])).toEqual([
      ['G1', '1号柜', -1, 0],
      ['G2', '2号柜', -1, 1],
      ['G1-00', '', 0, 0],
      ['G1-01', '', 0, 1],
      ['G2-00', '', 1, 0],
      ['G2-01', '', 1, 1],
    ]);
  });
  test('of several needs a number in its code; too many and too long a code are refused', () => {
    expect(laySeries([level(2, 'G')], '')).toEqual({ kind: 'no-counter', level: 0 });
    expect(laySeries([level(1, 'G'), level(2_000, '{n}'), level(6, '{n}')], '')).toEqual({ kind: 'too-many', level: 2 });
    expect(laySeries([level(1, '{in}{in}')], 'x'.repeat(21))).toEqual({ kind: 'code-too-long', level: 0 });
    expect(filledIn('{n:3}·{in}', 7, 'K')).toBe('007·K');
  });
  test('has as many as its counts say, every one after what it stands in, no code twice in one place', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 4 }), (counts) => {
        const laid = laySeries(counts.map((count) => level(count, '{n}')), '');
        const total = counts.reduce<[number, number]>(([sum, each], count) => [sum + each * count, each * count], [0, 1])[0];
        if (total > mostAtOnce) {
          expect(laid.kind).toBe('too-many');
          return;
        }
        if (laid.kind !== 'good') throw new Error(laid.kind);
        expect(laid.places).toHaveLength(total);
        expect(laid.places.every((one, i) => one.parent < i)).toBe(true);
        expect(new Set(laid.places.map((one) => `${one.parent} ${one.code}`)).size).toBe(total);
      }),
    );
  });
});
