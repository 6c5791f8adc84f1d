import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { moved, movedBefore } from './order.ts';

const ids = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 8 });
const withChosen = ids.chain((ids) => fc.tuple(fc.constant(ids), fc.subarray(ids).map((some) => new Set(some)), fc.constantFrom(...ids)));

describe('moving pages', () => {
  it('never loses or doubles one', () => {
    fc.assert(
      fc.property(withChosen, fc.constantFrom(1 as const, -1 as const), ([ids, chosen, before], by) => {
        expect(moved(ids, chosen, by).toSorted()).toEqual(ids.toSorted());
        expect(movedBefore(ids, chosen, before).toSorted()).toEqual(ids.toSorted());
        expect(movedBefore(ids, chosen, null).toSorted()).toEqual(ids.toSorted());
      }),
    );
  });
  it('moves several as one block and stops at the ends', () => {
    expect(moved(['a', 'b', 'c', 'd'], new Set(['b', 'c']), 1)).toEqual(['a', 'd', 'b', 'c']);
    expect(moved(['a', 'b', 'c', 'd'], new Set(['a', 'c']), -1)).toEqual(['a', 'c', 'b', 'd']);
    expect(moved(['a', 'b'], new Set(['b']), 1)).toEqual(['a', 'b']);
  });
  it('lays them before the page they were dropped on', () => {
    expect(movedBefore(['a', 'b', 'c', 'd'], new Set(['a', 'd']), 'c')).toEqual(['b', 'a', 'd', 'c']);
    expect(movedBefore(['a', 'b', 'c'], new Set(['a']), null)).toEqual(['b', 'c', 'a']);
    expect(movedBefore(['a', 'b', 'c'], new Set(['a', 'b']), 'b')).toEqual(['a', 'b', 'c']);
  });
});
