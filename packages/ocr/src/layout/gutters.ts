import { centre, pieceOf, rowsOf, rowText, tall } from './rows.ts';
import type { Piece } from './rows.ts';

/** Where a line of the right-hand column begins. */
interface Start {
  x: number;
  y: number;
}

/**
 * Two columns may stand so close that one printed line of them was taken for one line of text. Its neighbours tell where the right-hand column
 * begins; the line is cut there if it has a gap at that very place.
 */
export function splitAtGutters(pieces: readonly Piece[]): Piece[] {
  const starts = rowsOf(pieces).flatMap((row) => row.slice(1).map(({ box, read }): Start => ({ x: read.glyphs[0]?.x0 ?? box[0], y: centre(box)[1] })));
  return starts.length < 2 ? [...pieces] : pieces.flatMap((piece) => cutAtGutter(piece, starts));
}

function cutAtGutter(piece: Piece, starts: readonly Start[]): Piece[] {
  const unit = tall(piece);
  const y = centre(piece.box)[1];
  const inside = starts.filter((s) => Math.abs(s.y - y) < 14 * unit && s.x > piece.box[0] + 5 * unit && s.x < piece.box[2] - 3 * unit);
  for (const { x } of inside) {
    const aligned = inside.filter((s) => Math.abs(s.x - x) < 0.5 * unit);
    if (aligned.length < 2) continue;
    const gap = gapNear(piece, x, unit);
    if (!gap) continue;
    const parts = [part(piece, 0, gap.left), part(piece, gap.right, piece.read.glyphs.length)];
    // A sentence may have a gap there by chance; a label on either side is what columns have and sentences have not.
    const labelled = parts.filter((p) => /^\s*[^：:，。]{1,24}[：:]/u.test(rowText([p]))).length;
    if (labelled === 2 || (labelled === 1 && aligned.length >= 4)) return parts;
  }
  return [piece];
}

/** What dirt between two columns is read as. */
const speck = /^[\s·.,'’`_~-]$/u;

interface Gap {
  /** How many glyphs the left part keeps, and the first of the right part. */
  left: number;
  right: number;
}

/** The gap before the glyph that begins at `x`, where it is wider than those around it. */
function gapNear({ read: { glyphs } }: Piece, x: number, unit: number): Gap | undefined {
  const solid = glyphs.flatMap((glyph, i) => (speck.test(glyph.text) ? [] : [i]));
  const gap = (n: number): number => (glyphs[solid[n] ?? -1]?.x0 ?? 0) - (glyphs[solid[n - 1] ?? -1]?.x1 ?? 0);
  let best: number | undefined;
  for (let n = 2; n < solid.length - 1; n++) {
    if (Math.abs((glyphs[solid[n] ?? -1]?.x0 ?? 0) - x) > 0.7 * unit) continue;
    if (gap(n) > 0.12 * unit && (best === undefined || gap(n) > gap(best))) best = n;
  }
  if (best === undefined) return undefined;
  const around = [-4, -3, -2, -1, 1, 2, 3, 4].map((d) => best + d).filter((n) => n > 0 && n < solid.length);
  if (around.some((n) => gap(n) >= gap(best))) return undefined;
  return { left: (solid[best - 1] ?? 0) + 1, right: solid[best] ?? 0 };
}

function part({ read }: Piece, from: number, to: number): Piece {
  const own = read.glyphs.slice(from, to);
  return pieceOf(read, own, from === 0 ? read.strip.x0 : own[0]!.x0, to === read.glyphs.length ? read.strip.x1 : own.at(-1)!.x1);
}
