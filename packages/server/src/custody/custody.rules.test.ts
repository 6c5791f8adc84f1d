import type { HandOverId, LoanId, PersonId, PlaceId } from '@qige/wire';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ChainLink, type CustodyAct, custodyVerdict, type Holder, replay, sameHolder, type Standing } from './custody.rules.ts';

const place = fc.constantFrom('a', 'b', 'c').map((name) => ({ holder: 'place' as const, placeId: `plc_${name}` as PlaceId }));
const person = fc.constantFrom('x', 'y').map((name) => ({ holder: 'person' as const, personId: `per_${name}` as PersonId }));
const outside = fc.constantFrom('SF', 'court').map((name) => ({ holder: 'outside' as const, outside: name }));
const holder: fc.Arbitrary<Holder> = fc.oneof(place, person, outside);
const handOverId = fc.constantFrom('hov_1', 'hov_2').map((id) => id as HandOverId);
const loanId = fc.constantFrom('lon_1', 'lon_2').map((id) => id as LoanId);

const act: fc.Arbitrary<CustodyAct> = fc.oneof(
  fc.record({ act: fc.constantFrom('filed' as const, 'moved' as const), to: place }),
  fc.record({ act: fc.constant('taken' as const), to: person }),
  fc.record({ act: fc.constant('offered' as const), handOverId }),
  fc.record({ act: fc.constant('withdrawn' as const), handOverId }),
  fc.record({ act: fc.constant('handed-over' as const), to: person, handOverId, loanId: fc.option(loanId) }),
  fc.record({ act: fc.constant('returned' as const), to: fc.oneof(place, person), loanId }),
  fc.record({ act: fc.constant('sent' as const), to: outside }),
  fc.record({ act: fc.constantFrom('arrived' as const, 'found' as const, 'corrected' as const), to: holder }),
  fc.constant({ act: 'lost' as const }),
  fc.constant({ act: 'noted' as const }),
  fc.record({ act: fc.constant('destroyed' as const) }),
);

const start: Standing = { at: { holder: 'person', personId: 'per_x' as PersonId }, handOverId: null, loanId: null };

/** Does what can be done of the acts, in order, and writes the chain as the archive does. */
function carriedOut(acts: readonly CustodyAct[]): { standing: Standing; chain: ChainLink[] } {
  let standing = start;
  const chain: ChainLink[] = [{ act: 'opened', to: start.at, seq: 1, from: null }];
  for (const one of acts) {
    const verdict = custodyVerdict(standing, one);
    if (verdict.kind !== 'good') continue;
    chain.push({ ...one, seq: chain.length + 1, from: standing.at });
    standing = verdict.next;
  }
  return { standing, chain };
}

describe('custody', () => {
  test('whatever happens, the chain replayed gives the standing', () => {
    fc.assert(fc.property(fc.array(act, { maxLength: 60 }), (acts) => {
      const { standing, chain } = carriedOut(acts);
      expect(replay(chain)).toEqual({ kind: 'whole', standing });
    }));
  });

  test('a chain with a link taken out, doubled or changed in where it came from does not hold', () => {
    fc.assert(
      fc.property(fc.array(act, { minLength: 3, maxLength: 30 }), fc.nat(), (acts, n) => {
        const { chain } = carriedOut(acts);
        fc.pre(chain.length > 2);
        const at = 1 + (n % (chain.length - 2));
        const link = chain[at] as ChainLink;
        expect(replay(chain.toSpliced(at, 1)).kind).toBe('broken');
        expect(replay(chain.toSpliced(at, 0, link)).kind).toBe('broken');
        expect(replay(chain.with(at, { ...link, from: { holder: 'outside', outside: 'nowhere' } })).kind).toBe('broken');
      }),
    );
  });

  test('until the receiver confirms, the giver answers', () => {
    const { standing } = carriedOut([{ act: 'offered', handOverId: 'hov_1' as HandOverId }]);
    expect(sameHolder(standing.at, start.at)).toBe(true);
    const to = { holder: 'place' as const, placeId: 'plc_a' as PlaceId };
    expect(custodyVerdict(standing, { act: 'moved', to })).toEqual({ kind: 'refused', why: 'offered' });
    expect(custodyVerdict(standing, { act: 'handed-over', to: { holder: 'person', personId: 'per_y' as PersonId }, handOverId: 'hov_2' as HandOverId })).toEqual({ kind: 'refused', why: 'not-offered' });
  });

  test('what is on loan is neither moved nor lent on nor sent; it comes back by that loan only', () => {
    const [handOver, loan] = ['hov_1' as HandOverId, 'lon_1' as LoanId];
    const to = { holder: 'person' as const, personId: 'per_y' as PersonId };
    const { standing } = carriedOut([{ act: 'offered', handOverId: handOver }, { act: 'handed-over', to, handOverId: handOver, loanId: loan }]);
    expect(standing).toEqual({ at: to, handOverId: null, loanId: loan });
    const shelf = { holder: 'place' as const, placeId: 'plc_a' as PlaceId };
    for (const one of [{ act: 'moved' as const, to: shelf }, { act: 'offered' as const, handOverId: handOver }, { act: 'sent' as const, to: { holder: 'outside' as const, outside: 'SF' } }, { act: 'destroyed' as const }]) {
      expect(custodyVerdict(standing, one)).toEqual({ kind: 'refused', why: 'on-loan' });
    }
    expect(custodyVerdict(standing, { act: 'returned', to: shelf, loanId: 'lon_2' as LoanId })).toEqual({ kind: 'refused', why: 'not-on-loan' });
    expect(custodyVerdict(standing, { act: 'returned', to: shelf, loanId: loan })).toEqual({ kind: 'good', next: { at: shelf, handOverId: null, loanId: null } });
  });

  test('nothing happens any more to what was destroyed, and what is lost can only be found', () => {
    fc.assert(fc.property(act.filter(({ act: name }) => name !== 'noted'), (one) => {
      expect(custodyVerdict({ ...start, at: { holder: 'destroyed' } }, one)).toEqual({ kind: 'refused', why: 'destroyed' });
      if (one.act !== 'found' && one.act !== 'corrected') expect(custodyVerdict({ ...start, at: { holder: 'lost' } }, one)).toEqual({ kind: 'refused', why: 'lost' });
    }));
  });
});
