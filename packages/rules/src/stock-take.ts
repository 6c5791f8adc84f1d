/** Rules of a stock-take that the server and a phone without network must judge by alike. Moments are milliseconds. */

/** What a scanner read, as far as its text tells (see `readLabel`). */
export type Code = { kind: 'copy'; known: boolean } | { kind: 'torn' } | { kind: 'elsewhere' } | { kind: 'not-a-label' };

/** The place that was scanned before the copy: `outside` stands in no part of what is counted, or holds no papers itself. */
export type Spot = { kind: 'none' } | { kind: 'outside' } | { kind: 'inside'; placeId: string };

/** A copy on the frozen list, or one that a scan has added to it. */
export interface Listed {
  /** `here`: stood in the branch. `away`: its place is here, but the books had it out. `unlisted`: neither. */
  expected: 'here' | 'away' | 'unlisted';
  /** Where the books had it when the list was frozen; null where it stood in no place of the branch. */
  placeId: string | null;
  /** In the second round only differences are counted. */
  recount: boolean;
}

export type ScanVerdict =
  | 'found'
  | 'wrong-place'
  /** Its label is good, but nothing says that it belongs in this branch. */
  | 'unknown'
  /** The books have it out; it stands here. */
  | 'back'
  /** A spot check did not draw it, or the second round does not ask for it. */
  | 'not-drawn'
  | 'torn'
  | 'elsewhere'
  | 'not-a-label'
  | 'no-place'
  | 'place-outside'
  /** The report was made before it came in. */
  | 'late';

/** Verdicts that say something of where a copy is. */
export const counts = (verdict: ScanVerdict): boolean => verdict === 'found' || verdict === 'wrong-place' || verdict === 'unknown' || verdict === 'back';

interface Asked {
  code: Code;
  spot: Spot;
  /** Undefined: not on the list. */
  item: Listed | undefined;
  /** Where the books had it at the moment of the scan, where that is another place than the list says (see `bookedAt`), or it is not on the list. */
  booked?: string | null | undefined;
  round: 1 | 2;
  /** Only some of what stands in the branch was drawn; `inBranch`: the books have this one in it, where that is known. */
  sample: boolean;
  inBranch?: boolean | undefined;
}

/** What is to be said of one scan. */
export function judgeScan({ code, spot, item, booked, round, sample, inBranch }: Asked): ScanVerdict {
  if (code.kind !== 'copy') return code.kind;
  if (spot.kind === 'none') return 'no-place';
  if (spot.kind === 'outside') return 'place-outside';
  if (!code.known) return 'unknown';
  if (!item) return sample && inBranch !== false ? 'not-drawn' : placeVerdict({ expected: 'unlisted', placeId: null, recount: false }, spot.placeId, booked);
  if (round === 2 && item.expected !== 'unlisted' && !item.recount) return 'not-drawn';
  return placeVerdict(item, spot.placeId, booked);
}

function placeVerdict({ expected, placeId }: Listed, foundIn: string, booked: string | null | undefined): 'found' | 'wrong-place' | 'unknown' | 'back' {
  const books = booked === undefined ? placeId : booked;
  if (books === foundIn) return 'found';
  if (expected === 'here') return 'wrong-place';
  return expected === 'away' ? 'back' : 'unknown';
}

/** Where the books have had a copy: from when on, and in which place; null: in none. */
export interface Booked {
  from: number;
  placeId: string | null;
}

/** Where the books had it at a moment: undefined where nothing has moved since the list was frozen. In order of time. */
export function bookedAt(moves: readonly Booked[], at: number): string | null | undefined {
  return moves.findLast((move) => move.from <= at)?.placeId;
}

/** A scan of a copy that says where it is. */
export interface Sight {
  scanId: string;
  round: 1 | 2;
  seenAt: number;
  placeId: string;
  damage: string | null;
}

export interface Truth {
  scanId: string;
  round: 1 | 2;
  seenAt: number;
  placeId: string;
  damaged: boolean;
  damage: string;
}

const before = (a: Sight, b: Sight): number => a.round - b.round || a.seenAt - b.seenAt || (a.scanId < b.scanId ? -1 : Number(a.scanId > b.scanId));

/**
 * What holds of a copy after all that was seen of it, in whatever order it came in and however often: the recount over the first count, what was
 * seen last over what was seen before. Damage once seen in a round stays seen.
 */
export function truthOf(sights: readonly Sight[]): Truth | null {
  const ordered = [...new Map(sights.map((one) => [one.scanId, one])).values()].sort(before);
  const last = ordered.at(-1);
  if (!last) return null;
  const { scanId, round, seenAt, placeId } = last;
  const damages = ordered.filter((one) => one.round === round).flatMap(({ damage }) => (damage === null ? [] : [damage]));
  return { scanId, round, seenAt, placeId, damaged: damages.length > 0, damage: damages.at(-1) ?? '' };
}

/** The scan of this copy that came before this one in its round, if any: the later one is a repetition. */
export function repeatOf<S extends Pick<Sight, 'scanId' | 'round' | 'seenAt'>>(sights: readonly S[], scan: Pick<Sight, 'scanId' | 'round' | 'seenAt'>): S | undefined {
  return sights
    .filter((one) => one.scanId !== scan.scanId && one.round === scan.round && (one.seenAt < scan.seenAt || (one.seenAt === scan.seenAt && one.scanId < scan.scanId)))
    .sort((a, b) => a.seenAt - b.seenAt || (a.scanId < b.scanId ? -1 : 1))
    .at(-1);
}

export type CountResult = 'found' | 'missing' | 'moved' | 'wrong-place' | 'unknown' | 'on-loan' | 'back';

/** What comes out for a copy: judged against the books as they were when it was seen; unseen, against all that the books say has happened since. */
export function resultOf(item: Listed, truth: Truth | null, moves: readonly Booked[]): CountResult {
  if (truth) return placeVerdict(item, truth.placeId, bookedAt(moves, truth.seenAt));
  if (item.expected === 'here') return moves.some((move) => move.placeId !== item.placeId) ? 'moved' : 'missing';
  return item.expected === 'away' ? 'on-loan' : 'found';
}
