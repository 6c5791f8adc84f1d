import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ArrangeAct, PageId, ScanId } from '@qige/wire';
import { arrange, type Layout, sameLayout } from './arrange.rules.ts';

const [a, b, c] = ['scn_a', 'scn_b', 'scn_c'] as const satisfies ScanId[];
const page = (n: number): PageId => `pag_${n}`;
const sheets = (...numbers: number[]) => numbers.map((n) => ({ id: page(n), turned: 0, dropped: false }));
const start: Layout = { [a]: sheets(1, 2, 3), [b]: sheets(4, 5) };

const after = (act: ArrangeAct, layout = start): Layout => {
  const verdict = arrange(layout, a, act, c);
  if (verdict.kind !== 'arranged') throw new Error(verdict.why);
  return verdict.layout;
};
const why = (act: ArrangeAct): string => {
  const verdict = arrange(start, a, act, c);
  return verdict.kind === 'impossible' ? verdict.why : verdict.kind;
};
const order = (layout: Layout, id: ScanId) => layout[id]?.map((sheet) => sheet.id);

describe('arranging pages', () => {
  test('each act does what it says', () => {
    expect(after({ act: 'turn', pageIds: [page(2)], by: 270 })[a]?.[1]?.turned).toBe(270);
    expect(after({ act: 'drop', pageIds: [page(1)] })[a]?.[0]?.dropped).toBe(true);
    expect(order(after({ act: 'order', pageIds: [page(3), page(1), page(2)] }), a)).toEqual([page(3), page(1), page(2)]);
    expect(order(after({ act: 'split', before: page(2) }), c)).toEqual([page(2), page(3)]);
    expect(order(after({ act: 'merge', scanId: b }), a)).toEqual([1, 2, 3, 4, 5].map(page));
    expect(order(after({ act: 'move', pageIds: [page(1)], to: b }), b)).toEqual([4, 5, 1].map(page));
  });

  test('what cannot be is said, not done', () => {
    expect(why({ act: 'turn', pageIds: [page(9)], by: 90 })).toBe('page-not-here');
    expect(why({ act: 'order', pageIds: [page(1), page(1), page(2)] })).toBe('not-all-pages');
    expect(why({ act: 'drop', pageIds: [page(1), page(2), page(3)] })).toBe('nothing-left');
    expect(why({ act: 'split', before: page(1) })).toBe('nothing-left');
    expect(why({ act: 'merge', scanId: a })).toBe('same-scan');
    expect(why({ act: 'restore', pageIds: [page(1)] })).toBe('nothing-to-do');
  });

  test('whatever is done in whatever order, no page is lost or doubled', () => {
    const ids = fc.uniqueArray(fc.integer({ min: 1, max: 5 }).map(page), { minLength: 1 });
    const act: fc.Arbitrary<ArrangeAct> = fc.oneof(
      fc.record({ act: fc.constant('turn' as const), pageIds: ids, by: fc.constantFrom(90 as const, 180 as const, 270 as const) }),
      fc.record({ act: fc.constantFrom('drop' as const, 'restore' as const, 'order' as const), pageIds: ids }),
      fc.record({ act: fc.constant('split' as const), before: fc.integer({ min: 1, max: 5 }).map(page) }),
      fc.record({ act: fc.constant('merge' as const), scanId: fc.constantFrom(a, b, c) }),
      fc.record({ act: fc.constant('move' as const), pageIds: ids, to: fc.constantFrom(a, b, c) }),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom(a, b, c), act), { maxLength: 20 }), (acts) => {
        let layout: Layout = start;
        for (const [scanId, one] of acts) {
          // A split makes a scan that is not there yet.
          if (one.act === 'split' && (layout[c]?.length ?? 0) > 0) continue;
          const verdict = arrange(layout, scanId, one, c);
          if (verdict.kind === 'arranged') {
            expect(sameLayout(layout, verdict.layout)).toBe(false);
            layout = verdict.layout;
          }
        }
        const all = Object.values(layout).flatMap((list = []) => list.map((sheet) => sheet.id));
        expect(all.toSorted()).toEqual([1, 2, 3, 4, 5].map(page));
      }),
    );
  });
});
