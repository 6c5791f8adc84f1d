import type { PlaceEnvironment, PlaceId, ProposalReason } from '@qige/wire';
import { fitsVerdict, type Room } from './fits.rules.ts';

export interface Candidate extends Room {
  placeId: PlaceId;
  path: string;
  code: string;
  environment: PlaceEnvironment;
  /** It or something it stands in is a safe. */
  inSafe: boolean;
  /** How many papers of the same series lie in it. */
  same: number;
  /** Whether papers of that series lie elsewhere on its shelf, in its cabinet. */
  near: 'shelf' | 'cabinet' | null;
}

export interface Need {
  count: number;
  mm: number;
  /** Goes into a safe and nowhere else. */
  secret: boolean;
}

export interface Proposal {
  placeId: PlaceId;
  code: string;
  why: ProposalReason[];
  same: number;
  held: number;
  free: number | null;
  freeMm: number | null;
}

const forPaper: readonly PlaceEnvironment[] = ['paper', 'special'];

/**
 * The places that suit, the best first: where the same series lies and is nearly full, then an empty one beside it, then the emptiest. A series is
 * a contract type and a year, and with the type goes the retention, so that what is destroyed together stands together.
 */
export function rankProposals(candidates: readonly Candidate[], need: Need, most: number): Proposal[] {
  return candidates
    .filter((one) => one.inSafe === need.secret && forPaper.includes(one.environment) && fitsVerdict(one, need.count, need.mm).kind === 'fits')
    .map((one) => ({ one, rank: rankOf(one), roomLeft: roomLeft(one) }))
    .sort((a, b) => a.rank - b.rank || (a.rank === 0 ? b.one.same - a.one.same || a.roomLeft - b.roomLeft : b.roomLeft - a.roomLeft) || (a.one.path < b.one.path ? -1 : 1))
    .slice(0, most)
    .map(({ one }) => ({ placeId: one.placeId, code: one.code, why: whyHere(one, need), same: one.same, held: one.held, free: one.capacity === null ? null : one.capacity - one.held, freeMm: one.capacityMm === null ? null : Math.round((one.capacityMm - one.heldMm) * 10) / 10 }));
}

function rankOf({ same, held, near }: Candidate): number {
  if (same > 0) return 0;
  // A box begun with another series is taken only when nothing empty is left.
  if (held > 0) return 4;
  return near === 'shelf' ? 1 : near === 'cabinet' ? 2 : 3;
}

const roomLeft = ({ capacityMm, heldMm, held }: Candidate): number => (capacityMm === null ? 10_000 - held : capacityMm - heldMm);

function whyHere({ same, held, near }: Candidate, { secret }: Need): ProposalReason[] {
  const why: ProposalReason[] = [];
  if (same > 0) why.push('same-series');
  if (same === 0 && near) why.push(near === 'shelf' ? 'same-shelf' : 'same-cabinet');
  why.push(held === 0 ? 'empty' : 'free');
  if (secret) why.push('safe');
  return why;
}
