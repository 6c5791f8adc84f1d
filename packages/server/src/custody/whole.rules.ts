import { type ChainLink, replay, sameHolder, type Standing } from './custody.rules.ts';

export type WholeVerdict = { kind: 'whole'; links: number } | { kind: 'broken'; seq: number; why: 'gap' | 'not-opened' | 'from' | 'impossible' | 'row' };

/** Whether a chain holds in itself and comes to what the books say of the copy. */
export function chainVerdict(chain: readonly ChainLink[], books: Standing, lastSeq: number): WholeVerdict {
  const replayed = replay(chain);
  if (replayed.kind === 'broken') return replayed;
  const { at, handOverId, loanId } = replayed.standing;
  const same = sameHolder(at, books.at) && handOverId === books.handOverId && loanId === books.loanId && chain.length === lastSeq;
  return same ? { kind: 'whole', links: chain.length } : { kind: 'broken', seq: chain.length, why: 'row' };
}
