import type { CopyKind } from '@qige/wire';

/** What stands on the label of a copy. Printed matter is Chinese, whatever language the screen speaks. */
export interface CopyFacts {
  code: string;
  archivalCode: string | null;
  contractNumber: string;
  title: string;
  party: string;
  ordinal: number;
  kind: CopyKind;
  pageCount: number;
  retention: string | null;
  /** Of a filed copy: what the stamp's cells hold. */
  filed: { fonds: string; year: string; item: string; department: string } | null;
}

export interface PlaceFacts {
  code: string;
  placeCode: string;
  name: string;
  kindName: string;
  where: string;
  span: BoxSpan | null;
}

/** What the filed papers of a box have in common, and their first and last item. */
export interface BoxSpan {
  fonds: string;
  years: string;
  retention: string;
  department: string;
  first: string;
  last: string;
}

export interface PersonFacts {
  code: string;
  name: string;
  department: string | null;
}

export const kindNames: Record<CopyKind, string> = { original: '正本', duplicate: '副本', photocopy: '复印件' };
export const retentionNames: Readonly<Record<string, string>> = { Y: '永久', D30: '30年', D10: '10年' };
