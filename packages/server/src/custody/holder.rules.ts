import type { HandOverId, LoanId, PersonId, PlaceId } from '@qige/wire';
import type { Holder, Standing } from './custody.rules.ts';

interface HolderColumns {
  holder: string;
  placeId: string | null;
  personId: string | null;
  outside: string | null;
}

/** A row's columns as the one who answers. The database holds that exactly the column of its kind is filled. */
export function holderOf({ holder, placeId, personId, outside }: HolderColumns): Holder {
  if (holder === 'place') return { holder, placeId: placeId as PlaceId };
  if (holder === 'person') return { holder, personId: personId as PersonId };
  if (holder === 'outside') return { holder, outside: outside ?? '' };
  return { holder: holder === 'destroyed' ? 'destroyed' : 'lost' };
}

export function standingOf(row: HolderColumns & { handOverId: HandOverId | null; loanId: LoanId | null }): Standing {
  return { at: holderOf(row), handOverId: row.handOverId, loanId: row.loanId };
}
