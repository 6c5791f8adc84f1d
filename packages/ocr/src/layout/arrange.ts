import type { ReadStrip } from '../recognise.ts';
import { stripBox } from '../strip.ts';
import type { Box, ReadLine } from '../types.ts';
import type { PageRules } from './rules.ts';

/** A piece of text with its place, before it has an order. */
export interface Piece {
  box: Box;
  read: ReadStrip;
}

/** Puts what was read into reading order and joins pieces of one printed line. */
export function arrangeLines(read: readonly ReadStrip[], rules: PageRules, width: number, height: number): ReadLine[] {
  const pieces = read.map((r) => ({ box: stripBox(r.strip), read: r }));
  const inTable = new Map<Piece, { table: number; cell: number }>();
  for (const piece of pieces) {
    const [x, y] = centre(piece.box);
    rules.tables.forEach((table, t) => {
      const cell = table.cells.findIndex(({ box }) => x >= box[0] && x <= box[2] && y >= box[1] && y <= box[3]);
      if (cell >= 0) inTable.set(piece, { table: t, cell });
    });
  }
  const blocks: { top: number; lines: ReadLine[] }[] = [];
  rules.tables.forEach((table, t) => {
    const lines = table.cells.flatMap((cell, c) =>
      rowsOf(pieces.filter((p) => inTable.get(p)?.table === t && inTable.get(p)?.cell === c)).map((row) => ({ ...joinRow(row), table: { index: t, row: cell.row, cell: cell.column } })),
    );
    if (lines.length) blocks.push({ top: table.box[1], lines });
  });
  for (const row of rowsOf(pieces.filter((p) => !inTable.has(p)))) blocks.push({ top: centre(row[0]!.box)[1], lines: [joinRow(row)] });
  void width;
  void height;
  return blocks.sort((m, n) => m.top - n.top).flatMap((b) => b.lines);
}

const centre = (box: Box): readonly [number, number] => [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2];

/** Pieces that stand on one line, left to right; rows from the top. */
export function rowsOf(pieces: readonly Piece[]): Piece[][] {
  const rows: Piece[][] = [];
  for (const piece of [...pieces].sort((m, n) => centre(m.box)[1] - centre(n.box)[1])) {
    const row = rows.find((r) => {
      const last = r[r.length - 1]!.box;
      const overlap = Math.min(last[3], piece.box[3]) - Math.max(last[1], piece.box[1]);
      return overlap > 0.55 * Math.min(last[3] - last[1], piece.box[3] - piece.box[1]);
    });
    if (row) row.push(piece);
    else rows.push([piece]);
  }
  return rows.map((r) => r.sort((m, n) => m.box[0] - n.box[0]));
}

function joinRow(row: readonly Piece[]): ReadLine {
  const chars = row.flatMap((p, i) => {
    const glyphs = p.read.glyphs.map((g) => ({ text: g.text, box: [g.x0, p.box[1], g.x1, p.box[3]] as Box, confidence: g.confidence }));
    return i === 0 ? glyphs : [{ text: ' ', box: [row[i - 1]!.box[2], p.box[1], p.box[0], p.box[3]] as Box, confidence: 1 }, ...glyphs];
  });
  const box: Box = [row[0]!.box[0], Math.min(...row.map((p) => p.box[1])), row[row.length - 1]!.box[2], Math.max(...row.map((p) => p.box[3]))];
  return { text: chars.map((c) => c.text).join(''), box, confidence: chars.reduce((s, c) => s + c.confidence, 0) / chars.length, chars, part: 'body' };
}
