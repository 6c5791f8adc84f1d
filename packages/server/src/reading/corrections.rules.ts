import type { Box, ReadLine } from '@qige/ocr';
import { edgesOf, spreadEdges, unpackLine, type StoredLine } from './stored-lines.rules.ts';

/** What a person said really stands in a line; the box and the engine's text tell which line was meant. */
export interface LineCorrection {
  box: Box;
  lineText: string;
  text: string;
}

/** A line as it counts: the engine's place, the person's text where there is one. */
export interface EffectiveLine {
  stored: StoredLine;
  text: string;
  edges: number[];
  correction: LineCorrection | undefined;
}

const enoughOverlap = 0.5;
const enoughLikeness = 0.3;

/**
 * Lays corrections over the lines of a page, which may have been read again since: each goes to the line it covers best, if that
 * line still says something like it. What finds no line is returned as unplaced, never dropped.
 */
export function layCorrections(lines: readonly StoredLine[], corrections: readonly LineCorrection[]): { lines: EffectiveLine[]; unplaced: LineCorrection[] } {
  const pairs = corrections
    .flatMap((correction) => lines.map((line, index) => ({ correction, index, overlap: overlapOf(correction.box, line.b), like: likenessOf(line.t, correction) })))
    .filter(({ overlap, like }) => overlap >= enoughOverlap && like >= enoughLikeness)
    .sort((m, n) => n.overlap - m.overlap);
  const byLine = new Map<number, LineCorrection>();
  const placed = new Set<LineCorrection>();
  for (const { correction, index } of pairs) {
    if (byLine.has(index) || placed.has(correction)) continue;
    byLine.set(index, correction);
    placed.add(correction);
  }
  return {
    lines: lines.map((line, index) => effective(line, byLine.get(index))),
    unplaced: corrections.filter((correction) => !placed.has(correction)),
  };
}

function effective(stored: StoredLine, correction: LineCorrection | undefined): EffectiveLine {
  const edges = edgesOf(stored);
  if (!correction) return { stored, text: stored.t, edges, correction: undefined };
  return { stored, text: correction.text, edges: correctedEdges(stored, edges, correction.text), correction };
}

/** The line for programs that want the engine's form; what a person wrote is certain. */
export function asReadLine({ stored, text, edges, correction }: EffectiveLine): ReadLine {
  const line = unpackLine(stored);
  if (!correction) return line;
  const chars = [...text].map((char, i) => {
    const box: Box = [edges[2 * i] ?? stored.b[0], stored.b[1], edges[2 * i + 1] ?? stored.b[2], stored.b[3]];
    return { text: char, box, confidence: 1 };
  });
  return { ...line, text, chars, confidence: 1 };
}

/** Characters that did not change keep their places; the changed stretch between them is divided evenly. */
function correctedEdges(stored: StoredLine, edges: readonly number[], text: string): number[] {
  const [was, is] = [[...stored.t], [...text]];
  const shorter = Math.min(was.length, is.length);
  let head = 0;
  while (head < shorter && was[head] === is[head]) head++;
  let tail = 0;
  while (tail < shorter - head && was.at(-1 - tail) === is.at(-1 - tail)) tail++;
  const from = head > 0 ? (edges[2 * head - 1] ?? stored.b[0]) : stored.b[0];
  const to = tail > 0 ? (edges[2 * (was.length - tail)] ?? stored.b[2]) : stored.b[2];
  const middle = spreadEdges(is.slice(head, is.length - tail).join(''), from, to);
  return [...edges.slice(0, 2 * head), ...middle, ...(tail > 0 ? edges.slice(-2 * tail) : [])];
}

/** Shared area of two boxes over the area they cover together, 0..1. */
export function overlapOf(a: Box, b: Box): number {
  const width = Math.min(a[2], b[2]) - Math.max(a[0], b[0]);
  const height = Math.min(a[3], b[3]) - Math.max(a[1], b[1]);
  if (width <= 0 || height <= 0) return 0;
  const shared = width * height;
  return shared / (area(a) + area(b) - shared);
}

const area = (box: Box): number => (box[2] - box[0]) * (box[3] - box[1]);

/** How much of the line's wording the correction was about, before or after it: shared characters, 0..1. */
function likenessOf(line: string, { lineText, text }: LineCorrection): number {
  return Math.max(sharedCharacters(line, lineText), sharedCharacters(line, text));
}

function sharedCharacters(a: string, b: string): number {
  if (a === b) return 1;
  const left = [...b];
  let shared = 0;
  for (const char of a) {
    const at = left.indexOf(char);
    if (at < 0) continue;
    left.splice(at, 1);
    shared++;
  }
  return (2 * shared) / Math.max(1, [...a].length + [...b].length);
}
