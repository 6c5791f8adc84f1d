import type { ReadStrip } from '../recognise.ts';
import type { Seal } from '../seals.ts';
import { stripBox } from '../strip.ts';

const sealWords = /(专用|公|财务|合同|发票|业务|骑缝)章$|^(合同|财务|发票)?专用章?$/u;

/** What was read less what only seals say: their own words, their numbers, and scraps of their rims. */
export function withoutSealText(read: readonly ReadStrip[], seals: readonly Seal[]): ReadStrip[] {
  if (seals.length === 0) return [...read];
  const margin = rightMargin(read);
  return read.flatMap((piece) => {
    const seal = seals.find((s) => shareInside(piece, s) > 0.85);
    if (seal && isSealText(piece, seal)) return [];
    return [cutMargin(piece, seals, margin)].filter((p) => p.glyphs.length > 0);
  });
}

function shareInside({ strip }: ReadStrip, { x, y, rx, ry }: Seal): number {
  const [x0, y0, x1, y1] = stripBox(strip);
  const w = Math.min(x1, x + rx * 1.05) - Math.max(x0, x - rx * 1.05);
  const h = Math.min(y1, y + ry * 1.05) - Math.max(y0, y - ry * 1.05);
  return w > 0 && h > 0 ? (w * h) / ((x1 - x0) * (y1 - y0)) : 0;
}

function isSealText(piece: ReadStrip, seal: Seal): boolean {
  const text = piece.glyphs.map((g) => g.text).join('').trim();
  if (seal.partial || sealWords.test(text)) return true;
  // The thirteen-digit code along the lower rim, or a part of it.
  const [, y0, , y1] = stripBox(piece.strip);
  const low = (y0 + y1) / 2 > seal.y + seal.ry * 0.55;
  if (low && /^[\d\s]{4,13}$/.test(text)) return true;
  return piece.confidence < (text.length <= 3 ? 0.9 : 0.75);
}

/** Where lines end on the right: most long lines do. */
function rightMargin(read: readonly ReadStrip[]): number {
  const ends = read.filter((r) => r.glyphs.length > 12).map((r) => r.strip.x1).sort((m, n) => m - n);
  return ends.length >= 4 ? ends[Math.floor(ends.length * 0.75)]! : Infinity;
}

/** A paging seal beside the text may hang on to the end of a line. */
function cutMargin(piece: ReadStrip, seals: readonly Seal[], margin: number): ReadStrip {
  const { strip } = piece;
  const beside = seals.filter((s) => s.partial && s.x + s.rx > margin);
  if (strip.x1 < margin + strip.half || beside.length === 0) return piece;
  const [, y0, , y1] = stripBox(strip);
  const seal = beside.find((s) => Math.abs((y0 + y1) / 2 - s.y) < s.ry + strip.half);
  if (!seal) return piece;
  const limit = Math.max(margin + strip.half * 0.5, seal.x - seal.rx);
  const glyphs = piece.glyphs.filter((g) => (g.x0 + g.x1) / 2 < limit);
  return glyphs.length === piece.glyphs.length ? piece : { ...piece, glyphs, strip: { ...strip, x1: Math.min(strip.x1, limit) } };
}
