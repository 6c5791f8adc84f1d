import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Booked, bookedAt, judgeScan, type Listed, repeatOf, resultOf, type Sight, truthOf } from './stock-take.ts';

const place = fc.constantFrom('a', 'b', 'c');
const copy = fc.constantFrom('one', 'two', 'three', 'four');
const damage = fc.option(fc.constantFrom('wet', 'torn'), { nil: null });
/** What one phone scans, in order; its clock goes on. */
const stream = (device: string) =>
  fc.array(fc.record({ copy, placeId: place, damage, pause: fc.integer({ min: 0, max: 3 }), round: fc.constant<1 | 2>(1) }), { maxLength: 20 }).map((scans) => {
    let seenAt = 0;
    return scans.map(({ pause, ...scan }, n) => ({ ...scan, scanId: `${device}-${String(n).padStart(3, '0')}`, seenAt: (seenAt += pause) }));
  });
const item: Listed = { expected: 'here', placeId: 'a', recount: false };

describe('what was counted', () => {
  test('comes out the same in whatever order two phones’ scans come in, and however often each is sent', () => {
    fc.assert(
      fc.property(stream('left'), stream('right'), fc.infiniteStream(fc.nat()), (left, right, chance) => {
        const all = [...left, ...right];
        const outcome = (scans: readonly (Sight & { copy: string })[]) => [...Map.groupBy(scans, (scan) => scan.copy)].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, sights]) => [name, truthOf(sights), resultOf(item, truthOf(sights), [])]);
        const shuffled = all.map((scan) => [chance.next().value, scan] as const).sort(([a], [b]) => a - b).map(([, scan]) => scan);
        const twice = shuffled.flatMap((scan) => (chance.next().value % 3 === 0 ? [scan, scan] : [scan]));
        expect(outcome(twice.concat(twice.slice(0, 5)))).toEqual(outcome(all));
      }),
    );
  });

  test('what was seen last holds, and the recount over all before it', () => {
    const sight = (scanId: string, seenAt: number, placeId: string, round: 1 | 2 = 1, damage: string | null = null): Sight => ({ scanId, seenAt, placeId, round, damage });
    expect(truthOf([sight('x', 5, 'a'), sight('y', 3, 'b', 1, 'wet')])).toMatchObject({ placeId: 'a', damaged: true, damage: 'wet' });
    expect(truthOf([sight('x', 5, 'a', 1, 'wet'), sight('y', 3, 'b', 2)])).toMatchObject({ placeId: 'b', round: 2, damaged: false });
    expect(truthOf([])).toBeNull();
  });

  test('of the scans of one copy in a round, all but the first are repetitions, whoever made them', () => {
    fc.assert(
      fc.property(stream('left'), stream('right'), (left, right) => {
        for (const sights of Map.groupBy([...left, ...right], (scan) => scan.copy).values()) {
          expect(sights.filter((scan) => !repeatOf(sights, scan))).toHaveLength(1);
        }
      }),
    );
  });

  test('a copy that moved by the books is judged by where they had it when it was seen', () => {
    const moves: Booked[] = [{ from: 100, placeId: 'b' }, { from: 200, placeId: null }];
    expect([bookedAt(moves, 50), bookedAt(moves, 150), bookedAt(moves, 250)]).toEqual([undefined, 'b', null]);
    const seen = (seenAt: number, placeId: string) => resultOf(item, truthOf([{ scanId: 'x', round: 1, seenAt, placeId, damage: null }]), moves);
    expect([seen(50, 'a'), seen(150, 'b'), seen(150, 'a'), seen(250, 'b')]).toEqual(['found', 'found', 'wrong-place', 'wrong-place']);
    expect([resultOf(item, null, moves), resultOf(item, null, []), resultOf(item, null, [{ from: 1, placeId: 'a' }])]).toEqual(['moved', 'missing', 'missing']);
    expect([resultOf({ ...item, expected: 'away', placeId: null }, null, []), resultOf({ ...item, expected: 'away', placeId: null }, { scanId: 'x', round: 1, seenAt: 1, placeId: 'a', damaged: false, damage: '' }, [])]).toEqual(['on-loan', 'back']);
  });
});

describe('what is said of a scan', () => {
  const inA = { kind: 'inside', placeId: 'a' } as const;
  const good = { kind: 'copy', known: true } as const;
  const asked = { code: good, spot: inA, item, round: 1 as const, sample: false };
  test.each([
    ['found', asked],
    ['wrong-place', { ...asked, item: { ...item, placeId: 'b' } }],
    ['found', { ...asked, item: { ...item, placeId: 'b' }, booked: 'a' }],
    ['back', { ...asked, item: { ...item, expected: 'away' as const, placeId: null } }],
    ['unknown', { ...asked, item: undefined }],
    ['found', { ...asked, item: undefined, booked: 'a' }],
    ['unknown', { ...asked, code: { kind: 'copy' as const, known: false } }],
    ['not-drawn', { ...asked, item: undefined, sample: true }],
    ['unknown', { ...asked, item: undefined, sample: true, inBranch: false }],
    ['not-drawn', { ...asked, round: 2 as const }],
    ['found', { ...asked, round: 2 as const, item: { ...item, recount: true } }],
    ['torn', { ...asked, code: { kind: 'torn' as const } }],
    ['elsewhere', { ...asked, code: { kind: 'elsewhere' as const }, spot: { kind: 'none' as const } }],
    ['not-a-label', { ...asked, code: { kind: 'not-a-label' as const } }],
    ['no-place', { ...asked, spot: { kind: 'none' as const } }],
    ['place-outside', { ...asked, spot: { kind: 'outside' as const } }],
  ])('%s', (verdict, given) => {
    expect(judgeScan(given)).toBe(verdict);
  });
});
