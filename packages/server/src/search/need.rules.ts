import { gramsOfWord } from './grams.rules.ts';
import type { Asked } from './words.rules.ts';

/** What the inverted index can say beforehand of a search: the keys a contract must have, in its name or anywhere. Null: it can say nothing. */
export type Need = { kind: 'grams'; grams: readonly number[]; inName: boolean } | { kind: 'all' | 'any'; of: readonly Need[] } | null;

export function needOf(asked: Asked | null, fold: (text: string) => string): Need {
  if (!asked) return null;
  if (asked.kind === 'word' || asked.kind === 'contains') {
    const grams = gramsOfWord(fold(asked.text));
    const inName = asked.kind === 'contains' && (asked.field === 'number' || asked.field === 'title' || asked.field === 'party');
    return grams.length > 0 ? { kind: 'grams', grams, inName } : null;
  }
  if (asked.kind === 'and') {
    const of = asked.of.map((part) => needOf(part, fold)).filter((need) => need !== null);
    return of.length > 0 ? { kind: 'all', of } : null;
  }
  if (asked.kind === 'or') {
    const of = asked.of.map((part) => needOf(part, fold));
    return of.every((need) => need !== null) ? { kind: 'any', of } : null;
  }
  return null; // a word that must not stand there, or a date or an amount, leaves no key to look up
}

export function gramsIn(need: Need): number[] {
  if (!need) return [];
  return need.kind === 'grams' ? [...need.grams] : need.of.flatMap(gramsIn);
}

/** At most which share of the contracts can hold it, from the shares of its keys; a key that was not seen in the sample is rare. */
export function shareOf(need: Need, shares: ReadonlyMap<number, number>): number {
  if (!need) return 1;
  if (need.kind === 'grams') return Math.min(1, ...need.grams.map((gram) => shares.get(gram) ?? 0));
  const parts = need.of.map((part) => shareOf(part, shares));
  return need.kind === 'all' ? Math.min(1, ...parts) : Math.min(1, parts.reduce((sum, share) => sum + share, 0));
}
