import { fold, foldWithPlaces } from '../platform/fold.ts';
import { fieldMark } from './grams.rules.ts';

export interface Excerpt {
  snippet: string;
  /** Start and end of each marked stretch of the snippet, by UTF-16 unit. */
  marks: [number, number][];
}

const before = 18;
const after = 62;
const ideograph = /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef。，、；：]/;

/** Cuts from a printed text the piece round the first of the words (folded), and marks every word in it. */
export function excerpt(shown: string, words: readonly string[]): Excerpt {
  const { text, from } = foldWithPlaces(shown);
  const spans = words.flatMap((word) => spansOf(text, word)).sort((a, b) => a[0] - b[0]);
  const [first = [0, 0]] = spans;
  const start = Math.max(0, first[0] - before);
  const end = Math.min(text.length, first[0] + after);
  const source = (unit: number): number => (unit < from.length ? (from[unit] ?? 0) : shown.length);
  const raw = shown.slice(source(start), source(end));
  const ending = (unit: number): number => source(unit - 1) + ((shown.codePointAt(source(unit - 1)) ?? 0) > 0xffff ? 2 : 1);
  const inside = spans.filter(([s, e]) => s >= start && e <= end).map(([s, e]): [number, number] => [source(s) - source(start), ending(e) - source(start)]);
  return oneLine(raw, merge(inside));
}

/** As `excerpt`, of fields: those that hold a word, one after the other. */
export function excerptOfFields(shown: string, words: readonly string[]): Excerpt {
  const holding = shown.split(fieldMark).filter((field) => words.some((word) => fold(field).includes(word)));
  return excerpt(holding.join('；'), words);
}

/** Every place of a word, one after the other without overlap. */
export function spansOf(text: string, word: string): [number, number][] {
  const spans: [number, number][] = [];
  let at = word === '' ? -1 : text.indexOf(word);
  while (at >= 0) {
    spans.push([at, at + word.length]);
    at = text.indexOf(word, at + word.length);
  }
  return spans;
}

function merge(spans: readonly [number, number][]): [number, number][] {
  const merged: [number, number][] = [];
  for (const [start, end] of spans) {
    const last = merged.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else merged.push([start, end]);
  }
  return merged;
}

/** Line ends go where Chinese runs on, and become one space where words meet; the marks move along. */
function oneLine(raw: string, spans: readonly [number, number][]): { snippet: string; marks: [number, number][] } {
  let snippet = '';
  const moved = new Int32Array(raw.length + 1);
  for (let i = 0; i < raw.length; i++) {
    moved[i] = snippet.length;
    const char = raw[i] ?? '';
    if (!/\s/.test(char)) snippet += char;
    else if (snippet !== '' && !/\s$/.test(snippet) && !(ideograph.test(snippet.at(-1) ?? '') && ideograph.test(raw.slice(i).trimStart()[0] ?? ''))) snippet += ' ';
  }
  moved[raw.length] = snippet.length;
  const marks = spans.map(([start, end]): [number, number] => [moved[start] ?? 0, (moved[end - 1] ?? 0) + 1]);
  return { snippet, marks };
}
