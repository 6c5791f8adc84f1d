import type { ReadGlyph, ReadStrip } from '../recognise.ts';
import { cutStrip, stripBox } from '../strip.ts';
import type { Box, ReadChar, ReadLine } from '../types.ts';

/** A piece of text with its place, before it has an order. */
export interface Piece {
  box: Box;
  read: ReadStrip;
}

/** Pieces of one printed line, left to right. */
export type Row = Piece[];

export const centre = (box: Box): readonly [number, number] => [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2];

export const tall = (piece: Piece): number => piece.read.strip.half * 2;

const margin = 0.4;

/** One piece for each stretch of text without a wide gap in it: what stands in two columns must not hang together. */
export function toPieces(read: ReadStrip): Piece[] {
  const { strip, glyphs } = read;
  const gap = strip.half * 3;
  const groups: ReadGlyph[][] = [];
  for (const glyph of glyphs) {
    const last = groups[groups.length - 1];
    const before = last?.findLast((g) => g.text !== ' ');
    if (last && (glyph.text === ' ' || !before || glyph.x0 - before.x1 < gap)) last.push(glyph);
    else groups.push([glyph]);
  }
  return groups.map((group) => {
    // The detector's ends reach a little beyond the text, and now and then far into the gap beside it.
    const x0 = Math.max(strip.x0, group[0]!.x0 - margin * strip.half);
    const x1 = Math.min(strip.x1, group[group.length - 1]!.x1 + margin * strip.half);
    return pieceOf(read, group, x0, x1);
  });
}

/** The part of what was read between two columns of pixels, with the glyphs that stand there. */
export function pieceOf({ strip }: ReadStrip, glyphs: ReadGlyph[], x0: number, x1: number): Piece {
  const part = cutStrip(strip, x0, x1);
  const confidence = glyphs.reduce((s, g) => s + g.confidence, 0) / glyphs.length;
  return { box: stripBox(part), read: { strip: part, glyphs, confidence } };
}

/** Rows from the top; pieces that overlap by more than half of the lower one's height stand on one line. */
export function rowsOf(pieces: readonly Piece[]): Row[] {
  const rows: Row[] = [];
  for (const piece of [...pieces].sort((m, n) => centre(m.box)[1] - centre(n.box)[1])) {
    const row = rows.findLast((r) =>
      r.every((other) => {
        const overlap = Math.min(other.box[3], piece.box[3]) - Math.max(other.box[1], piece.box[1]);
        return overlap > 0.5 * Math.min(other.box[3] - other.box[1], piece.box[3] - piece.box[1]);
      }),
    );
    if (row) row.push(piece);
    else rows.push([piece]);
  }
  return rows.map((r) => r.sort((m, n) => m.box[0] - n.box[0]));
}

/** A row in parts where more than `gap` heights of nothing lie between. */
export function splitRow(row: Row, gap: number): Row[] {
  const parts: Row[] = [];
  for (const piece of row) {
    const last = parts[parts.length - 1];
    const before = last?.[last.length - 1];
    if (last && before && piece.box[0] - before.box[2] < gap * Math.min(tall(piece), tall(before))) last.push(piece);
    else parts.push([piece]);
  }
  return parts;
}

export function rowBox(row: Row): Box {
  return [
    Math.min(...row.map((p) => p.box[0])),
    Math.min(...row.map((p) => p.box[1])),
    Math.max(...row.map((p) => p.box[2])),
    Math.max(...row.map((p) => p.box[3])),
  ];
}

export const rowText = (row: Row): string => row.map((p) => p.read.glyphs.map((g) => g.text).join('')).join(' ');

export function toLine(row: Row): ReadLine {
  const chars: ReadChar[] = row.flatMap((p, i) => {
    const glyphs = p.read.glyphs.map((g) => ({ text: g.text, box: [g.x0, p.box[1], g.x1, p.box[3]] as Box, confidence: g.confidence }));
    const before = row[i - 1];
    return before ? [{ text: ' ', box: [before.box[2], p.box[1], p.box[0], p.box[3]] as Box, confidence: 1 }, ...glyphs] : glyphs;
  });
  return {
    text: chars.map((c) => c.text).join(''),
    box: rowBox(row),
    confidence: chars.reduce((s, c) => s + c.confidence, 0) / Math.max(1, chars.length),
    chars,
    part: 'body',
  };
}
