import type { PartyMatch } from '@qige/wire';
import { describe, expect, it } from 'vitest';
import { type KnownParty, partyOffer } from './party-offer.ts';

const [one, other] = ['pty_1', 'pty_2'].map((id) => ({ id, name: id, uscc: null, kind: 'counterparty' })) as unknown as [KnownParty, KnownParty];
const matched = (match: object, near: KnownParty[] = []): PartyMatch => ({ side: 'A', role: null, name: '甲公司', uscc: null, match, near }) as unknown as PartyMatch;

describe('whom a side may be bound to', () => {
  it('is the one who holds the code, and nobody new', () => {
    expect(partyOffer(matched({ by: 'uscc', party: one, nameDiffers: true }, [other]), 'new')).toMatchObject({ known: [one], mayBeNew: false, nameDiffers: true, taken: 'pty_1', sent: '' });
  });
  it('is the one of that name, unless another is chosen', () => {
    const match = matched({ by: 'name', party: one }, [other]);
    expect(partyOffer(match, '')).toMatchObject({ known: [one, other], mayBeNew: true, taken: 'pty_1', sent: '' });
    expect(partyOffer(match, 'pty_2')).toMatchObject({ taken: 'pty_2', sent: 'pty_2' });
    expect(partyOffer(match, 'pty_gone')).toMatchObject({ taken: 'pty_1', sent: '' });
  });
  it('is nobody where the codes differ, until a person says who', () => {
    const match = matched({ by: 'code-differs', party: one });
    expect(partyOffer(match, '')).toMatchObject({ known: [one], mayBeNew: true, taken: undefined });
    expect(partyOffer(match, 'pty_1')).toMatchObject({ taken: 'pty_1', sent: 'pty_1' });
    expect(partyOffer(match, 'new')).toMatchObject({ taken: 'new', sent: 'new' });
  });
  it('is new where nobody is known', () => {
    expect(partyOffer(matched({ by: 'new' }), '')).toMatchObject({ known: [], taken: 'new', sent: '' });
    expect(partyOffer(undefined, 'new')).toBeUndefined();
  });
});
