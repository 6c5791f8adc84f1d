import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fenOf, formatMoney, formatSize, formatSpan, parseDay, parseMoney } from './format.ts';

describe('amounts', () => {
  it('are written with marks and two places', () => {
    expect(formatMoney('740430')).toBe('¥740,430.00');
    expect(formatMoney('-1234567.5')).toBe('-¥1,234,567.50');
    expect(formatMoney('88.1', 'USD')).toBe('$88.10');
    expect(formatMoney('5', 'CHF')).toBe('5.00 CHF');
    expect(formatMoney(null)).toBe('');
  });
  it('are read as people type them', () => {
    expect(parseMoney('￥1,234,567.5元')).toBe('1234567.50');
    expect(parseMoney('12.5万')).toBe('125000.00');
    expect(parseMoney('0.000001亿')).toBe('100.00');
    expect(parseMoney('1.234')).toBeNull();
    expect(parseMoney('十万')).toBeNull();
  });
  it('come back from what is written', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 15n - 1n }), (fen) => {
        const amount = `${fen / 100n}.${String(fen % 100n).padStart(2, '0')}`;
        expect(parseMoney(formatMoney(amount))).toBe(amount);
        expect(fenOf(amount)).toBe(Number(fen));
      }),
    );
  });
});

describe('days', () => {
  it('are read in every usual writing', () => {
    for (const text of ['20260317', '2026-3-17', '2026/03/17', '2026.3.17', '2026年3月17日', ' ２０２６－０３－１７ ']) expect(parseDay(text)).toBe('2026-03-17');
  });
  it('must be in the calendar', () => {
    expect(parseDay('2026-02-29')).toBeNull();
    expect(parseDay('2024-02-29')).toBe('2024-02-29');
    expect(parseDay('2026-13-01')).toBeNull();
    expect(parseDay('soon')).toBeNull();
  });
});

it('sizes grow by units', () => {
  expect([0, 1023, 1024, 1536, 150 * 1024 ** 2, 3 * 1024 ** 3].map(formatSize)).toEqual(['0 B', '1023 B', '1.0 KB', '1.5 KB', '150 MB', '3.0 GB']);
});

describe('a span', () => {
  it('says the day once where it is one', () => {
    const at = (day: number, hour: number): string => new Date(2026, 2, day, hour, 5).toISOString();
    expect([formatSpan(at(17, 9), at(17, 11)), formatSpan(at(17, 9), at(18, 11)), formatSpan(at(17, 9), at(17, 9))]).toEqual(['2026-03-17 09:05 – 11:05', '2026-03-17 09:05 – 2026-03-18 11:05', '2026-03-17 09:05']);
  });
});
