import type { Box } from '@qige/ocr';
import { squash } from './canonical.ts';
import type { DocLine } from './doc.ts';
import type { Flow } from './flow.ts';
import { mend } from './mend.ts';

/** Where a value stands: page and lines counted from 0, one box a line. */
export interface Place {
  page: number;
  lines: number[];
  boxes: Box[];
}

export interface Field<T = string> {
  value: T;
  /** The value as it stands on the page. */
  printed: string;
  place: Place;
  /** 0..1: how sure the characters are and how sure it is that this is the value asked for. */
  confidence: number;
  /** True where the value is a repair or a calculation for a person to confirm. */
  suggested?: boolean;
}

export interface Span {
  start: number;
  end: number;
}

interface Piece {
  line: DocLine;
  first: number;
  last: number;
}

/** The stretches of lines a span of the flowing text covers. */
function pieces(flow: Flow, span: Span): Piece[] {
  const found: Piece[] = [];
  for (let i = span.start; i < span.end; i++) {
    const line = flow.line[i];
    const at = flow.char[i] ?? 0;
    if (!line) continue;
    const last = found.at(-1);
    if (last?.line === line) last.last = at;
    else found.push({ line, first: at, last: at });
  }
  return found;
}

export function placeOf(flow: Flow, span: Span): Place {
  return placeOfPieces(pieces(flow, span));
}

function placeOfPieces(all: readonly Piece[]): Place {
  const page = all[0]?.line.page ?? 0;
  const own = all.filter((piece) => piece.line.page === page);
  return { page, lines: own.map((piece) => piece.line.index), boxes: own.map(boxOf) };
}

function boxOf({ line, first, last }: Piece): Box {
  const [from, to] = [line.from[first] ?? 0, line.from[last] ?? 0];
  const left = line.chars?.[from]?.box;
  const right = line.chars?.[to]?.box;
  if (left && right) return [Math.min(left[0], right[0]), line.box[1], Math.max(left[2], right[2]), line.box[3]];
  const begin = line.from[0] ?? 0;
  const width = (line.box[2] - line.box[0]) / Math.max(1, (line.from.at(-1) ?? 0) - begin + 1);
  return [line.box[0] + (from - begin) * width, line.box[1], line.box[0] + (to - begin + 1) * width, line.box[3]];
}

/** Text of a span as printed, wrapped lines joined. */
export function printedOf(flow: Flow, span: Span): string {
  return pieces(flow, span).map(rawOf).join('').trim();
}

function rawOf({ line, first, last }: Piece): string {
  return line.raw.slice(line.from[first] ?? 0, (line.from[last] ?? 0) + 1).join('');
}

/** Mean confidence of the characters of a span. */
export function certainty(flow: Flow, span: Span): number {
  return certaintyOfPieces(pieces(flow, span));
}

function certaintyOfPieces(all: readonly Piece[]): number {
  let sum = 0;
  let n = 0;
  for (const { line, first, last } of all) {
    for (let i = first; i <= last; i++) {
      sum += line.chars?.[line.from[i] ?? 0]?.confidence ?? line.confidence;
      n++;
    }
  }
  return n === 0 ? 0 : sum / n;
}

/** Lowest confidence of one character of a span, and how many stand below a floor; of all its characters or those of one sort. */
export function doubtful(flow: Flow, span: Span, floor: number, sort = /./): { lowest: number; count: number } {
  let lowest = 1;
  let count = 0;
  for (let i = span.start; i < span.end; i++) {
    const line = flow.line[i];
    if (!line || !sort.test(flow.text.charAt(i))) continue;
    const confidence = line.chars?.[line.from[flow.char[i] ?? 0] ?? 0]?.confidence ?? line.confidence;
    lowest = Math.min(lowest, confidence);
    if (confidence < floor) count++;
  }
  return { lowest, count };
}

/** Whether a gap as wide as a character stands inside a span: one was there that the reader did not know. */
export function hasHole(flow: Flow, span: Span): boolean {
  for (let i = span.start + 1; i < span.end; i++) {
    const [line, before] = [flow.line[i], flow.line[i - 1]];
    if (!line || line !== before || !line.chars) continue;
    const [a, b] = [i - 1, i].map((at) => line.chars?.[line.from[flow.char[at] ?? 0] ?? 0]?.box);
    if (a && b && b[0] - a[2] > 0.75 * (line.box[3] - line.box[1])) return true;
  }
  return false;
}

/** A field from a span of the flowing text; `prior` is how sure the rule is that found it. */
export function fieldAt<T>(flow: Flow, span: Span, value: T, prior = 1): Field<T> {
  return { value, printed: printedOf(flow, span), place: placeOf(flow, span), confidence: round(certainty(flow, span) * prior) };
}

/** A text field from a span, white space dropped from the value. */
export function textAt(flow: Flow, span: Span, prior = 1): Field {
  const field = fieldAt(flow, span, '', prior);
  return { ...field, value: /[A-Za-z][,.]?\s[A-Za-z]/.test(field.printed) ? field.printed : mend(squash(field.printed).replaceAll('_', '')) };
}

/** A field from whole or part of one line, running heads included. */
export function fieldOnLine<T>(line: DocLine, first: number, last: number, value: T, prior = 1): Field<T> {
  const piece = { line, first, last };
  return { value, printed: rawOf(piece).trim(), place: placeOfPieces([piece]), confidence: round(certaintyOfPieces([piece]) * prior) };
}

export function round(value: number): number {
  return Math.round(Math.min(1, Math.max(0, value)) * 1000) / 1000;
}
