import type { CopyCondition, CopyKind, PagingSeal, PartyId } from '@qige/wire';

export interface CopyFacts {
  kind: CopyKind;
  partyId: PartyId | null;
  pageCount: number;
  thicknessMm: number;
  pagingSeal: PagingSeal;
  attachments: string;
  condition: CopyCondition;
  conditionNote: string;
}

/** Of the paper itself: that somebody saw it otherwise than before belongs into its chain. */
const seen: ReadonlySet<keyof CopyFacts> = new Set(['pageCount', 'pagingSeal', 'condition', 'conditionNote']);

type Plain = string | number | null;

/** Which facts become different, what each was and is to be, and which of them were seen on the paper. */
export function factsBetween(before: CopyFacts, change: { [K in keyof CopyFacts]?: CopyFacts[K] | undefined }): { changed: (keyof CopyFacts)[]; seen: (keyof CopyFacts)[]; fromTo: Record<string, Plain> } {
  const changed = (Object.keys(change) as (keyof CopyFacts)[]).filter((name) => change[name] !== undefined && change[name] !== before[name]);
  return { changed, seen: changed.filter((name) => seen.has(name)), fromTo: Object.fromEntries(changed.flatMap((name): [string, Plain][] => [[`${name}.from`, before[name]], [`${name}.to`, change[name] ?? null]])) };
}
