import type { HandOverState, PersonId } from '@qige/wire';
import type { Holder } from './custody.rules.ts';

export type ReleaseVerdict = { kind: 'in-hands' } | { kind: 'from-place' } | { kind: 'refused'; why: 'not-holder' };

/** Who may release a paper: whoever has it in their hands; and who keeps the paper may take it out of its place to do so. */
export function releaseVerdict(giver: { id: PersonId; keeps: boolean }, at: Holder): ReleaseVerdict {
  if (at.holder === 'person' && at.personId === giver.id) return { kind: 'in-hands' };
  return at.holder === 'place' && giver.keeps ? { kind: 'from-place' } : { kind: 'refused', why: 'not-holder' };
}

export interface Offer {
  state: HandOverState;
  giverId: PersonId;
  receiverId: PersonId;
}

/** `sign`: the receiver signs on a device of the giver, or of somebody who keeps the paper. */
export type Decision = 'confirm' | 'sign' | 'refuse' | 'withdraw';

export type DecisionVerdict = { kind: 'good' } | { kind: 'refused'; why: 'decided' | 'not-receiver' | 'not-giver' };

/** Only the receiver says yes or no; only the giver, or who keeps the paper, takes an offer back. Decided once, it stays so. */
export function decisionVerdict(who: { id: PersonId; keeps: boolean }, offer: Offer, decision: Decision): DecisionVerdict {
  const givers = who.id === offer.giverId || who.keeps;
  if ((decision === 'confirm' || decision === 'refuse') && who.id !== offer.receiverId) return { kind: 'refused', why: 'not-receiver' };
  if ((decision === 'sign' || decision === 'withdraw') && !givers) return { kind: 'refused', why: 'not-giver' };
  return offer.state === 'offered' ? { kind: 'good' } : { kind: 'refused', why: 'decided' };
}
