import type { HandOverId, LoanId, PersonId, PlaceId } from '@qige/wire';

/** Who or what answers for a paper: exactly one at every moment. */
export type Holder =
  | { holder: 'place'; placeId: PlaceId }
  | { holder: 'person'; personId: PersonId }
  | { holder: 'outside'; outside: string }
  | { holder: 'lost' }
  | { holder: 'destroyed' };

export interface Standing {
  at: Holder;
  /** Offered to somebody who has not confirmed yet; until then the giver answers. */
  handOverId: HandOverId | null;
  /** Out on this loan. */
  loanId: LoanId | null;
}

/**
 * Everything that can happen to a paper. `offered` and `withdrawn` change nobody's answering; `noted` is what was seen of it (a seal, damage);
 * `corrected` is a stock-take's word against the books.
 */
export type CustodyAct =
  | { act: 'opened'; to: Holder }
  | { act: 'filed' | 'moved'; to: Holder & { holder: 'place' } }
  | { act: 'taken'; to: Holder & { holder: 'person' } }
  | { act: 'offered'; handOverId: HandOverId }
  | { act: 'withdrawn'; handOverId: HandOverId }
  | { act: 'handed-over'; to: Holder & { holder: 'person' }; handOverId: HandOverId; loanId?: LoanId | null }
  | { act: 'returned'; to: Holder; loanId: LoanId }
  | { act: 'sent'; to: Holder & { holder: 'outside' } }
  | { act: 'arrived'; to: Holder }
  | { act: 'lost' }
  | { act: 'found'; to: Holder }
  | { act: 'corrected'; to: Holder }
  | { act: 'noted' }
  | { act: 'destroyed' };

export type CustodyVerdict =
  | { kind: 'good'; next: Standing }
  | { kind: 'refused'; why: 'destroyed' | 'lost' | 'not-lost' | 'offered' | 'not-offered' | 'on-loan' | 'not-on-loan' | 'already-there' | 'not-outside' };

const refused = (why: Extract<CustodyVerdict, { kind: 'refused' }>['why']): CustodyVerdict => ({ kind: 'refused', why });

export function sameHolder(a: Holder, b: Holder): boolean {
  if (a.holder !== b.holder) return false;
  if (a.holder === 'place') return a.placeId === (b as typeof a).placeId;
  if (a.holder === 'person') return a.personId === (b as typeof a).personId;
  return a.holder !== 'outside' || a.outside === (b as typeof a).outside;
}

/** Whether this can happen to a paper that stands so, and how it stands afterwards. */
export function custodyVerdict(now: Standing, act: CustodyAct): CustodyVerdict {
  const good = (change: Partial<Standing>): CustodyVerdict => ({ kind: 'good', next: { ...now, ...change } });
  if (act.act === 'noted') return good({});
  if (now.at.holder === 'destroyed') return refused('destroyed');
  if (act.act === 'corrected') return good({ at: act.to, handOverId: null, loanId: act.to.holder === 'person' ? now.loanId : null });
  if (now.at.holder === 'lost') return act.act === 'found' ? good({ at: act.to }) : refused('lost');
  if (act.act === 'found') return refused('not-lost');
  if (act.act === 'lost') return good({ at: { holder: 'lost' }, handOverId: null, loanId: null });
  if (act.act === 'withdrawn') return now.handOverId === act.handOverId ? good({ handOverId: null }) : refused('not-offered');
  if (act.act === 'handed-over') return now.handOverId === act.handOverId ? good({ at: act.to, handOverId: null, loanId: act.loanId ?? now.loanId }) : refused('not-offered');
  if (act.act === 'returned') return now.loanId === act.loanId && !now.handOverId ? good({ at: act.to, loanId: null }) : refused(now.loanId === act.loanId ? 'offered' : 'not-on-loan');
  if (now.handOverId) return refused('offered');
  if (now.loanId) return refused('on-loan');
  if (act.act === 'offered') return good({ handOverId: act.handOverId });
  if (act.act === 'destroyed') return good({ at: { holder: 'destroyed' } });
  if (act.act === 'arrived' && now.at.holder !== 'outside') return refused('not-outside');
  // What stands unfiled in a box can be filed where it stands.
  return sameHolder(now.at, act.to) && act.act !== 'filed' ? refused('already-there') : good({ at: act.to });
}

/** One link of a paper's chain, as it was written. */
export type ChainLink = CustodyAct & { seq: number; from: Holder | null };

export type ReplayVerdict = { kind: 'whole'; standing: Standing } | { kind: 'broken'; seq: number; why: 'gap' | 'not-opened' | 'from' | 'impossible' };

/** Goes through a chain from its first link: what it comes to, or the first link that does not follow from those before it. */
export function replay(chain: readonly ChainLink[]): ReplayVerdict {
  let standing: Standing | undefined;
  for (const [index, link] of chain.entries()) {
    if (link.seq !== index + 1) return { kind: 'broken', seq: index + 1, why: 'gap' };
    if (!standing) {
      if (link.act !== 'opened') return { kind: 'broken', seq: link.seq, why: 'not-opened' };
      standing = { at: link.to, handOverId: null, loanId: null };
      continue;
    }
    if (!link.from || !sameHolder(link.from, standing.at)) return { kind: 'broken', seq: link.seq, why: 'from' };
    const verdict = link.act === 'opened' ? refused('already-there') : custodyVerdict(standing, link);
    if (verdict.kind !== 'good') return { kind: 'broken', seq: link.seq, why: 'impossible' };
    standing = verdict.next;
  }
  return standing ? { kind: 'whole', standing } : { kind: 'broken', seq: 1, why: 'not-opened' };
}
