import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { safeName, safeNames } from './file-names.rules.ts';

describe('names of downloaded files', () => {
  test('no name leads out of its folder or breaks on any system', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        const safe = safeName(name);
        expect(safe).not.toMatch(/[\\/:*?"<>|\p{Cc}]/u);
        expect(safe).not.toMatch(/^[. ]|[. ]$/);
        expect(safe.length).toBeGreaterThan(0);
        expect([...safe].length).toBeLessThanOrEqual(151);
      }),
    );
  });

  test('no two are alike, whatever the case', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a.pdf', 'A.PDF', 'a (2).pdf', 'x/a.pdf', '合同.pdf', '')), (names) => {
        const safe = safeNames(names).map((name) => name.toLowerCase());
        expect(new Set(safe).size).toBe(names.length);
      }),
    );
  });

  test('Chinese names stay as they are', () => expect(safeName('采购合同（终稿）.pdf')).toBe('采购合同（终稿）.pdf'));
});
