import type { PartyMatch } from '@qige/wire';

export type KnownParty = PartyMatch['near'][number];

export interface PartyOffer {
  by: PartyMatch['match']['by'];
  nameDiffers: boolean;
  /** Parties of the register that may be meant, the likeliest first. */
  known: KnownParty[];
  /** A credit code belongs to one party: where the code is known there is nothing new to make. */
  mayBeNew: boolean;
  /** Id of the party it will be bound to, or `new`; undefined until a person has said which. */
  taken: string | undefined;
  /** What registering is told; '' where it may go by code and name. */
  sent: string;
}

/** What can be taken for one side of the contract, and what is taken as things stand. */
export function partyOffer(match: PartyMatch | undefined, choice: string): PartyOffer | undefined {
  if (!match?.name) return undefined;
  const { by } = match.match;
  const found = match.match.by === 'new' ? [] : [match.match.party];
  const known = by === 'uscc' ? found : [...found, ...match.near.filter((party) => party.id !== found[0]?.id)];
  const mayBeNew = by !== 'uscc';
  const sent = by !== 'uscc' && (choice === 'new' || known.some((party) => party.id === choice)) ? choice : '';
  const unsaid = { uscc: found[0]?.id, name: found[0]?.id, 'code-differs': undefined, new: 'new' }[by];
  return { by, nameDiffers: match.match.by === 'uscc' && match.match.nameDiffers, known, mayBeNew, taken: sent || unsaid, sent };
}
