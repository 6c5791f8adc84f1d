import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { numberOf, type Pattern, patternVerdict, periodOf, readNumber } from './pattern.rules.ts';

const good = (text: string): Pattern => {
  const verdict = patternVerdict(text);
  if (verdict.kind !== 'good') throw new Error(`${text}: ${verdict.problem}`);
  return verdict.pattern;
};
const problem = (text: string): string => {
  const verdict = patternVerdict(text);
  return verdict.kind === 'bad' ? verdict.problem : 'good';
};

describe('a number pattern', () => {
  test('is refused with what is wrong with it', () => {
    expect(problem('{type}-{year}-{seq:4}')).toBe('good');
    expect(problem('{type}〔{year}〕{seq:3}号')).toBe('good');
    expect(problem('{type}-{jahr}-{seq:4}')).toBe('unknown-token');
    expect(problem('{type}-{year}')).toBe('no-sequence');
    expect(problem('{type}{seq:2}{seq:4}')).toBe('two-sequences');
    expect(problem('{type}-{seq:0}')).toBe('sequence-width');
    expect(problem('{type}-{seq:12}')).toBe('sequence-width');
    expect(problem('HT-{year}-{seq:4}')).toBe('no-type');
    expect(problem('{type}-{month}-{seq:4}')).toBe('month-without-year');
    expect(problem('={type}{seq:4}')).toBe('forbidden-character');
    expect(problem('{type} {seq:4}')).toBe('forbidden-character');
    expect(problem('{type}{seq:4')).toBe('unknown-token');
    expect(problem(`{type}{seq:4}${'x'.repeat(60)}`)).toBe('too-long');
  });

  test('gives numbers that look as said', () => {
    const on = '2026-03-17';
    const give = (text: string, sequence: number): string => numberOf(good(text), 'XS', periodOf(good(text), on), sequence);
    expect(give('{type}-{year}-{seq:4}', 31)).toBe('XS-2026-0031');
    expect(give('{type}{yy}{month}{seq:3}', 7)).toBe('XS2603007');
    expect(give('{type}/{seq:2}', 123)).toBe('XS/123');
    expect(periodOf(good('{type}/{seq:2}'), on)).toBe('');
    expect(periodOf(good('{type}{yy}{seq:2}'), on)).toBe('2026');
    expect(periodOf(good('{type}{yy}{month}{seq:2}'), on)).toBe('2026-03');
  });

  test('a month of its own starts a period of its own; the same year written shorter does not', () => {
    expect(periodOf(good('{type}-{yy}-{seq:4}'), '2026-12-31')).toBe(periodOf(good('{type}-{year}-{seq:4}'), '2026-01-01'));
    expect(periodOf(good('{type}-{year}{month}-{seq:4}'), '2026-12-31')).not.toBe(periodOf(good('{type}-{year}{month}-{seq:4}'), '2026-11-30'));
  });
});

describe('reading a number back', () => {
  test('only what the pattern could have given is read', () => {
    const pattern = good('{type}-{year}-{seq:4}');
    expect(readNumber(pattern, 'XS', 'XS-2026-0031')).toEqual({ period: '2026', sequence: 31 });
    expect(readNumber(pattern, 'XS', 'XS-2026-12345')).toEqual({ period: '2026', sequence: 12345 });
    for (const wrong of ['CG-2026-0031', 'XS-2026-031', 'XS-2026-00031', 'XS-2026-0000', 'XS-26-0031', 'XS-2026-0031 ']) {
      expect(readNumber(pattern, 'XS', wrong)).toBeUndefined();
    }
  });

  const between = fc.constantFrom('-', '/', '', '·', '〔', '号', '.', 'HT');
  const patterns = fc
    .record({
      tokens: fc.uniqueArray(fc.constantFrom('{year}', '{yy}', '{month}'), { maxLength: 3 }),
      width: fc.integer({ min: 1, max: 9 }),
      order: fc.nat(),
      joins: fc.array(between, { minLength: 6, maxLength: 6 }),
    })
    .map(({ tokens, width, order, joins }) => {
      const all = ['{type}', ...tokens, `{seq:${width}}`];
      const turned = [...all.slice(order % all.length), ...all.slice(0, order % all.length)];
      return turned.map((token, i) => `${joins[i]}${token}`).join('');
    })
    .filter((text) => patternVerdict(text).kind === 'good');
  const day = fc.date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10));
  const typeCode = fc.constantFrom('XS', 'CG', 'B', 'KJHT');

  test('gives back what made it, and the next number is another one', () => {
    fc.assert(
      fc.property(patterns, typeCode, day, fc.integer({ min: 1, max: 2_000_000_000 }), (text, code, on, sequence) => {
        const pattern = good(text);
        const period = periodOf(pattern, on);
        const number = numberOf(pattern, code, period, sequence);
        expect(readNumber(pattern, code, number)).toEqual({ period, sequence });
        expect(numberOf(pattern, code, period, sequence + 1)).not.toBe(number);
      }),
      { numRuns: 2_000 },
    );
  });
});
