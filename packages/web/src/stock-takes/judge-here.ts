import { readLabel } from '@qige/rules/label-code';
import { bookedAt, type Code, counts, judgeScan, repeatOf, type ScanVerdict } from '@qige/rules/stock-take';
import type { ScanAnswer, StockList } from '@qige/wire';

export type ListedPlace = StockList['places'][number];
export type ListedItem = StockList['items'][number];

/** A scan as this device keeps it: what it said at once, and, when the archive has heard of it, what that said. */
export interface KeptScan {
  scanId: string;
  code: string;
  label: number | null;
  placeId: string | null;
  round: 1 | 2;
  seenAt: number;
  verdict: ScanVerdict;
  /** `by` is null where it was this device. */
  repeat: { by: string | null; at: number } | null;
  damage: string | null;
  answer: ScanAnswer | null;
}

export type Heard = { kind: 'place'; place: ListedPlace } | { kind: 'place-outside' } | { kind: 'scan'; scan: KeptScan; item: ListedItem | undefined };

interface Asked {
  code: string;
  placeId: string | null;
  scanId: string;
  at: number;
  damage?: string;
}

/** Judges what was scanned by the list alone, as the archive will judge it: without network nothing else is there to ask. */
export function judgeHere(list: StockList, kept: readonly KeptScan[], { code, placeId, scanId, at, damage }: Asked): Heard {
  const label = readLabel(code, list.installation);
  if (label.kind === 'good' && label.subject === 'place') {
    const place = list.places.find((one) => one.label === label.number);
    return place ? { kind: 'place', place } : { kind: 'place-outside' };
  }
  const number = label.kind === 'good' && label.subject === 'copy' ? label.number : null;
  const item = number === null ? undefined : list.items.find((one) => one.label === number);
  const read: Code = label.kind === 'good' ? (number === null ? { kind: 'not-a-label' } : { kind: 'copy', known: true }) : { kind: label.kind };
  const spot = placeId === null ? { kind: 'none' as const } : { kind: 'inside' as const, placeId };
  const listed = item && { expected: item.expected, placeId: item.at === null ? null : (list.places[item.at]?.id ?? null), recount: item.recount };
  const verdict = judgeScan({ code: read, spot, item: listed, booked: bookedAt([], at), round: list.round, sample: list.sample });
  const before = repeatOf(sightsOf(kept, number), { scanId, round: list.round, seenAt: at });
  const repeat = before && counts(verdict) ? { by: null, at: before.seenAt } : null;
  return { kind: 'scan', item, scan: { scanId, code, label: number, placeId, round: list.round, seenAt: at, verdict, repeat, damage: damage ?? null, answer: null } };
}

const sightsOf = (kept: readonly KeptScan[], label: number | null): KeptScan[] => kept.filter((scan) => scan.label !== null && scan.label === label && counts(scan.verdict));

/** What the archive answered goes before what the list alone could tell. */
export const withAnswer = (scan: KeptScan, answer: ScanAnswer): KeptScan => ({ ...scan, verdict: answer.verdict, repeat: answer.repeat ? { by: answer.repeat.by, at: Date.parse(answer.repeat.at) } : scan.repeat, answer });

/** What of a place has still to be seen, by the list and by this device's own scans. */
export function remaining(list: StockList, kept: readonly KeptScan[], placeId: string): { expected: number; left: ListedItem[] } {
  const at = list.places.findIndex((place) => place.id === placeId);
  const seen = new Set(kept.flatMap((scan) => (scan.round === list.round && scan.label !== null && counts(scan.verdict) ? [scan.label] : [])));
  const expected = list.items.filter((item) => item.at === at && item.expected === 'here' && (list.round === 1 || item.recount));
  return { expected: expected.length, left: expected.filter((item) => !item.counted && !seen.has(item.label)) };
}

/** How it is to look and sound: something to look into, something to know, or as it should be. */
export function toneOf({ verdict, repeat, damage }: Pick<KeptScan, 'verdict' | 'repeat' | 'damage'>): 'good' | 'warn' | 'wrong' {
  if (verdict === 'not-drawn' || verdict === 'late') return 'warn';
  if (verdict !== 'found') return 'wrong';
  return repeat && damage === null ? 'warn' : 'good';
}
