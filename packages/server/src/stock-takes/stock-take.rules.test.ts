import type { PersonId } from '@qige/wire';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { correctionsFor, correctVerdict, defaultCorrection, roundOf, seenBy, signVerdict } from './stock-take.rules.ts';

const moment = fc.integer({ min: 1_700_000_000_000, max: 1_800_000_000_000 }).map((at) => new Date(at));

describe('the clock of a phone', () => {
  test('what it saw is moved by as much as it is off, to within half a minute, however far that is', () => {
    fc.assert(
      fc.property(moment, fc.integer({ min: -100_000_000, max: 100_000_000 }), fc.integer({ min: 0, max: 86_400_000 }), (sent, off, ago) => {
        const phone = new Date(sent.getTime() + off);
        const seen = seenBy(new Date(phone.getTime() - ago), phone, sent);
        expect(Math.abs(seen.getTime() - (sent.getTime() - ago))).toBeLessThanOrEqual(30_000);
      }),
    );
  });

  test('how long messages are on their way does not turn round what one phone saw first', () => {
    const sent = (seenAt: number, delay: number) => seenBy(new Date(seenAt), new Date(seenAt + 1_000), new Date(seenAt + 1_000 + delay)).getTime();
    expect(sent(1_000_000, 9_000)).toBeLessThan(sent(1_000_500, 100));
  });

  test('what it says to have seen after it sent it was seen when it was sent', () => {
    const at = new Date('2026-03-17T01:00:00Z');
    expect(seenBy(new Date('2030-01-01T00:00:00Z'), at, at)).toEqual(at);
  });

  test('what was seen before the recount belongs to the first round', () => {
    const at = new Date('2026-03-17T01:00:00Z');
    expect([roundOf(at, null), roundOf(new Date(at.getTime() - 1), at), roundOf(at, at)]).toEqual([1, 1, 2]);
  });
});

describe('signing', () => {
  const people = fc.constantFrom('a', 'b', 'c').map((name) => `per_${name}` as PersonId);
  test('no two signatures are of one person, none is of who alone has counted, and there are never three', () => {
    fc.assert(
      fc.property(fc.array(people, { maxLength: 8 }), fc.uniqueArray(people, { maxLength: 3 }), (asking, counters) => {
        const signed: PersonId[] = [];
        for (const who of asking) if (signVerdict(who, signed, counters).kind === 'good') signed.push(who);
        expect(new Set(signed).size).toBe(signed.length);
        expect(signed.length).toBeLessThanOrEqual(2);
        if (counters.length === 1) expect(signed).not.toContain(counters[0]);
      }),
    );
  });
});

describe('a correction', () => {
  test('that is chosen by itself is one that can be chosen', () => {
    for (const result of ['found', 'missing', 'moved', 'wrong-place', 'unknown', 'on-loan', 'back'] as const) {
      const chosen = defaultCorrection(result);
      if (chosen) expect(correctionsFor(result)).toContain(chosen);
      else expect(correctionsFor(result)).toEqual([]);
    }
  });

  test('gives way to what the books say has happened since', () => {
    const [before, seen, after] = [new Date(1_000), new Date(2_000), new Date(3_000)];
    expect(correctVerdict({ holder: 'place', movedAt: before }, seen, false)).toEqual({ kind: 'correct' });
    expect(correctVerdict({ holder: 'place', movedAt: after }, seen, false)).toMatchObject({ outcome: 'moved-since' });
    expect(correctVerdict({ holder: 'place', movedAt: before }, seen, true)).toMatchObject({ outcome: 'place-closed' });
    expect(correctVerdict({ holder: 'destroyed', movedAt: before }, seen, false)).toMatchObject({ outcome: 'destroyed' });
  });
});
