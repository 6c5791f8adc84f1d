import type { Flow, } from './flow.ts';
import type { Span } from './field.ts';
import { entryLabels } from './words.ts';

/** A stretch of the flowing text that stands for itself: a paragraph, a cell, or one of several labelled values on a line. */
export interface Entry extends Span {
  text: string;
}

const inner = new RegExp(`(?<=[^\\s(（])\\s(?=(?:${entryLabels}|[\\u4e00-\\u9fff]{2,10})(?:\\s?[(][^)]{1,8}[)])?\\s?:)`, 'g');

/** Entries of the text in order; `签订地点：甲市 签订日期：…` on one line makes two. */
export function entriesOf(flow: Flow): Entry[] {
  const entries: Entry[] = [];
  let start = 0;
  for (const part of flow.text.split(/[\n\t\f]/)) {
    let from = 0;
    for (const match of part.matchAll(inner)) {
      push(entries, part, from, match.index, start);
      from = match.index + 1;
    }
    push(entries, part, from, part.length, start);
    start += part.length + 1;
  }
  return entries;
}

function push(entries: Entry[], part: string, from: number, to: number, offset: number): void {
  const text = part.slice(from, to);
  if (text.trim() !== '') entries.push({ text, start: offset + from, end: offset + to });
}
