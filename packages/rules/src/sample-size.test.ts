import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { confidenceReached, sampleSize } from './sample-size.ts';

/** C(n, k), exactly. */
function choose(n: number, k: number): bigint {
  if (k < 0 || k > n) return 0n;
  let result = 1n;
  for (let i = 0; i < k; i++) result = (result * BigInt(n - i)) / BigInt(i + 1);
  return result;
}
const missedBy = (lot: number, defects: number, n: number): number => Number((choose(lot - defects, n) * 10n ** 15n) / choose(lot, n)) / 1e15;

describe('how many to look at', () => {
  test('counted out exactly: enough misses a bad lot no more often than was said, and one fewer would', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1, max: 300 }), fc.constantFrom(0.8, 0.9, 0.95, 0.99), (lot, some, confidence) => {
        const defects = Math.min(lot, some);
        const n = sampleSize(lot, confidence, defects / lot);
        expect(missedBy(lot, defects, n)).toBeLessThanOrEqual(1 - confidence + 1e-9);
        if (n > 1) expect(missedBy(lot, defects, n - 1)).toBeGreaterThan(1 - confidence - 1e-9);
        expect(confidenceReached(lot, n, defects / lot)).toBeGreaterThanOrEqual(confidence - 1e-9);
      }),
    );
  });

  test.each([
    [1000, 0.95, 0.01, 258],
    [10_000, 0.95, 0.01, 294],
    [200_000, 0.95, 0.01, 298],
    [100, 0.95, 0.05, 45],
    [20, 0.95, 0.01, 19],
    [1, 0.95, 0.01, 1],
    [0, 0.95, 0.01, 0],
  ])('of %i at %d confidence against %d', (lot, confidence, rate, n) => {
    expect(sampleSize(lot, confidence, rate)).toBe(n);
  });

  test('a larger lot, a finer rate and more confidence never need fewer', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5_000 }), fc.integer({ min: 1, max: 50 }), (lot, percent) => {
        expect(sampleSize(lot, 0.95, percent / 100)).toBeGreaterThanOrEqual(sampleSize(lot, 0.9, percent / 100));
        expect(sampleSize(lot, 0.95, percent / 100)).toBeGreaterThanOrEqual(sampleSize(lot, 0.95, (percent + 1) / 100));
        expect(sampleSize(lot, 0.95, percent / 100)).toBeLessThanOrEqual(lot);
      }),
    );
  });
});
