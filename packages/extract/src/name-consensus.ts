import { round } from './field.ts';
import type { Field } from './field.ts';

export interface Reading {
  field: Field;
  /** Code points of the value with the reader's confidence in each. */
  chars: readonly { text: string; confidence: number }[];
}

let common: Set<string> | null = null;

/** The 3,755 characters of GB 2312's first level: what a recogniser leans to when it sees a rarer one. */
function isCommon(c: string): boolean {
  if (!common) {
    const bytes: number[] = [];
    for (let row = 0xb0; row <= 0xd7; row++) for (let cell = 0xa1; cell <= 0xfe; cell++) bytes.push(row, cell);
    common = new Set(new TextDecoder('gb18030').decode(new Uint8Array(bytes)));
  }
  return common.has(c) || !/[\u3400-\u9fff]/.test(c);
}

/**
 * One name out of several readings of it. A character dropped in one place and read in another was there; where readings differ, the surer one counts, and a rare
 * character (峤) outweighs the common one it is mistaken for (娇).
 */
export function consensus(best: Reading, all: readonly Reading[]): Field {
  if (!/[\u4e00-\u9fff]/.test(best.field.value)) return best.field;
  const kin = all.filter((each) => distance(each.field.value, best.field.value) <= Math.max(2, Math.floor(best.chars.length / 6)));
  // What is longer at its front took the colon before the name for a character; only a character inside was dropped elsewhere.
  const longest = kin.reduce((a, b) => (b.chars.length > a.chars.length && b.chars.length - best.chars.length <= 2 && b.chars[0]?.text === best.chars[0]?.text ? b : a), best);
  const columns: { text: string; weight: number }[][] = longest.chars.map(() => []);
  for (const each of kin) for (const [at, char] of align(longest, each)) columns[at]?.push({ text: char.text, weight: 0.3 + char.confidence + (isCommon(char.text) ? 0 : char.confidence > 0.75 ? 1.5 : 0.6) });
  const value = columns.map((votes) => winner(votes)).join('');
  if (value === best.field.value) return best.field;
  return { ...best.field, value, confidence: round(best.field.confidence * 0.9), suggested: true };
}

function winner(votes: readonly { text: string; weight: number }[]): string {
  const sums = new Map<string, number>();
  for (const { text, weight } of votes) sums.set(text, (sums.get(text) ?? 0) + weight);
  return [...sums].sort((a, b) => b[1] - a[1])[0]?.[0] ?? '';
}

/** Pairs of a place in the longer reading and the character of the other that stands for it. */
function align(to: Reading, from: Reading): [number, { text: string; confidence: number }][] {
  const a = to.chars.map(({ text }) => text);
  const b = from.chars.map(({ text }) => text);
  const table = distances(a, b);
  const pairs: [number, { text: string; confidence: number }][] = [];
  let i = a.length;
  let j = b.length;
  while (i > 0 && j > 0) {
    const here = table[i]?.[j] ?? 0;
    if (here === (table[i - 1]?.[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)) {
      i--;
      j--;
      const char = from.chars[j];
      if (char) pairs.push([i, char]);
    } else if (here === (table[i - 1]?.[j] ?? 0) + 1) i--;
    else j--;
  }
  return pairs;
}

function distances(a: readonly string[], b: readonly string[]): number[][] {
  const table: number[][] = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) row.push(Math.min((row[j - 1] ?? 0) + 1, (table[i - 1]?.[j] ?? 0) + 1, (table[i - 1]?.[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)));
    table.push(row);
  }
  return table;
}

function distance(a: string, b: string): number {
  return distances([...a], [...b]).at(-1)?.at(-1) ?? 0;
}
