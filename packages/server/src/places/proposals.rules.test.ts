import type { PlaceId } from '@qige/wire';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Candidate, rankProposals } from './proposals.rules.ts';

const candidate = (name: string, part: Partial<Candidate> = {}): Candidate => ({ placeId: `plc_${name}` as PlaceId, path: `/${name}/`, code: name, environment: 'paper', inSafe: false, same: 0, near: null, capacity: null, capacityMm: 46, held: 0, heldMm: 0, ...part });
const codes = (candidates: Candidate[], need = { count: 1, mm: 3, secret: false }): string[] => rankProposals(candidates, need, 10).map((one) => one.code);

describe('where a paper should go', () => {
  test('with its own series first, then empty beside it, then the emptiest; a box of another series last', () => {
    const all = [candidate('other', { held: 3, heldMm: 9 }), candidate('far'), candidate('cabinet', { near: 'cabinet' }), candidate('shelf', { near: 'shelf' }), candidate('same', { same: 4, held: 4, heldMm: 12 })];
    expect(codes(all)).toEqual(['same', 'shelf', 'cabinet', 'far', 'other']);
    expect(rankProposals(all, { count: 1, mm: 3, secret: false }, 1)).toEqual([{ placeId: 'plc_same', code: 'same', why: ['same-series', 'free'], same: 4, held: 4, free: null, freeMm: 34 }]);
  });
  test('of two of its series the one with more of it, and of two alike the fuller, so that boxes are filled up', () => {
    expect(codes([candidate('few', { same: 1, held: 1 }), candidate('many', { same: 9, held: 9 })])).toEqual(['many', 'few']);
    expect(codes([candidate('roomy', { same: 2, held: 2, heldMm: 4 }), candidate('fuller', { same: 2, held: 2, heldMm: 30 })])).toEqual(['fuller', 'roomy']);
  });
  test('never where there is no room, by count or thickness, nor where it is not kept for paper', () => {
    expect(codes([candidate('thick', { heldMm: 44, same: 9 }), candidate('count', { capacity: 1, held: 1 }), candidate('tapes', { environment: 'magnetic' })])).toEqual([]);
    expect(codes([candidate('a'), candidate('b', { capacityMm: 20 })], { count: 8, mm: 30, secret: false })).toEqual(['a']);
  });
  test('what is secret into a safe, and nothing else there', () => {
    const both = [candidate('open', { same: 5, held: 5 }), candidate('safe', { inSafe: true })];
    expect(codes(both, { count: 1, mm: 3, secret: true })).toEqual(['safe']);
    expect(codes(both)).toEqual(['open']);
  });
  test('whatever there is, what is proposed has room, suits, and is named once', () => {
    const any = fc.record({ same: fc.nat(3), held: fc.nat(5), heldMm: fc.nat(60), capacityMm: fc.option(fc.integer({ min: 1, max: 60 })), capacity: fc.option(fc.integer({ min: 1, max: 5 })), inSafe: fc.boolean(), near: fc.constantFrom('shelf' as const, 'cabinet' as const, null) });
    fc.assert(
      fc.property(fc.array(any, { maxLength: 20 }), fc.integer({ min: 1, max: 30 }), fc.boolean(), (parts, mm, secret) => {
        const all = parts.map((part, i) => candidate(`b${i}`, part));
        const proposed = rankProposals(all, { count: 1, mm, secret }, 20);
        expect(new Set(proposed.map((one) => one.placeId)).size).toBe(proposed.length);
        for (const { placeId, why } of proposed) {
          const one = all.find((other) => other.placeId === placeId);
          expect(one && one.inSafe === secret && (one.capacity === null || one.held < one.capacity) && (one.capacityMm === null || one.heldMm + mm <= one.capacityMm + 0.5)).toBe(true);
          expect(why.length).toBeGreaterThan(0);
        }
      }),
    );
  });
});
