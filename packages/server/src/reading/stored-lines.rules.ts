import type { Box, ReadChar, ReadLine } from '@qige/ocr';

/**
 * A line as the database keeps it: whole pixels, and of every character only where it begins, how wide it is and how sure the
 * engine was. A page of 1,000 characters takes about 9 kB before the database compresses it.
 */
export interface StoredLine {
  /** Text. */
  t: string;
  b: Box;
  /** Confidence in percent, 0..99; 99 stands for certain. */
  c: number;
  /** For every character the gap to the one before (to the box's left edge for the first) and its width. */
  x: number[];
  /** Two digits of confidence for every character. */
  q: string;
  p?: 'header' | 'footer';
  /** Table, row, cell. */
  g?: [number, number, number];
}

export function packLine(line: ReadLine): StoredLine {
  const box = line.box.map(Math.round) as unknown as Box;
  const chars = line.chars.length === [...line.text].length ? line.chars : spread(line.text, line.box, line.confidence);
  const x: number[] = [];
  let at = box[0];
  for (const char of chars) {
    const left = Math.round(char.box[0]);
    const right = Math.max(left, Math.round(char.box[2]));
    x.push(left - at, right - left);
    at = right;
  }
  const q = chars.map((char) => String(percent(char.confidence)).padStart(2, '0')).join('');
  const part = line.part === 'body' ? {} : { p: line.part };
  const cell = line.table ? { g: [line.table.index, line.table.row, line.table.cell] as [number, number, number] } : {};
  return { t: line.text, b: box, c: percent(line.confidence), x, q, ...part, ...cell };
}

export function unpackLine(stored: StoredLine): ReadLine {
  const edges = edgesOf(stored);
  const chars = [...stored.t].map((text, i): ReadChar => {
    const box: Box = [edges[2 * i] ?? stored.b[0], stored.b[1], edges[2 * i + 1] ?? stored.b[2], stored.b[3]];
    return { text, box, confidence: share(Number(stored.q.slice(2 * i, 2 * i + 2))) };
  });
  const table = stored.g ? { table: { index: stored.g[0], row: stored.g[1], cell: stored.g[2] } } : {};
  return { text: stored.t, box: stored.b, confidence: share(stored.c), chars, part: stored.p ?? 'body', ...table };
}

/** Left and right edge of every character: `[l0, r0, l1, r1, …]`. */
export function edgesOf(stored: Pick<StoredLine, 'b' | 'x'>): number[] {
  let at = stored.b[0];
  return stored.x.map((step) => (at += step));
}

/** Where the characters of a text would stand if it filled the stretch evenly; a letter is half as wide as a Chinese character. */
export function spreadEdges(text: string, from: number, to: number): number[] {
  const widths = [...text].map((char) => (/[\u2e80-\uffef]/.test(char) ? 2 : 1));
  const unit = (to - from) / Math.max(1, widths.reduce((sum, width) => sum + width, 0));
  let at = from;
  return widths.flatMap((width) => [Math.round(at), Math.round((at += width * unit))]);
}

function spread(text: string, box: Box, confidence: number): ReadChar[] {
  const edges = spreadEdges(text, box[0], box[2]);
  return [...text].map((char, i) => ({ text: char, box: [edges[2 * i] ?? box[0], box[1], edges[2 * i + 1] ?? box[2], box[3]], confidence }));
}

const percent = (confidence: number): number => Math.min(99, Math.max(0, Math.round(confidence * 99)));
const share = (stored: number): number => stored / 99;
