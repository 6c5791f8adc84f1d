import { flatten } from './flatten.ts';
import { arrangeLines } from './layout/arrange.ts';
import { findRules } from './layout/rules.ts';
import { scaling } from './matrix.ts';
import type { PdfPageContent } from './pdf-page.ts';
import type { PdfChar } from './pdf-text.ts';
import type { PageWithImage, ReadOptions } from './read-page.ts';
import type { ReadGlyph, ReadStrip } from './recognise.ts';
import { encodePage } from './straight-image.ts';

/** A born-digital page: its own characters, put into lines and order as print would be. */
export async function readPdfText({ chars, raster, dpi }: Extract<PdfPageContent, { kind: 'text' }>, options: ReadOptions): Promise<PageWithImage> {
  const flat = flatten(raster);
  const rules = findRules(flat);
  const pieces = rowsOfChars(chars).flatMap((row) => splitRow(row).flatMap((part) => piecesAtRules(part, rules.cut)));
  const lines = arrangeLines(pieces, rules, raster.height);
  return {
    width: raster.width,
    height: raster.height,
    lines,
    seals: [],
    quality: { dpi, rotation: 0, skew: 0, blur: 0, blank: lines.length === 0, cut: false, colour: 'colour', photo: false },
    // "Received" is the page at 72 dpi: there are no pixels in the file.
    toReceived: scaling(72 / dpi, 72 / dpi),
    image: options.image === false ? Buffer.alloc(0) : await encodePage(raster, false),
    from: 'pdf-text',
  };
}

function rowsOfChars(chars: readonly PdfChar[]): PdfChar[][] {
  const rows: { chars: PdfChar[]; top: number; bottom: number }[] = [];
  for (const char of [...chars].sort((m, n) => m.box[3] - n.box[3])) {
    const [, y0, , y1] = char.box;
    const row = rows.findLast((r) => Math.min(r.bottom, y1) - Math.max(r.top, y0) > 0.5 * Math.min(r.bottom - r.top, y1 - y0));
    if (row) row.chars.push(char);
    else rows.push({ chars: [char], top: y0, bottom: y1 });
  }
  return rows.map((r) => r.chars.sort((m, n) => m.box[0] - n.box[0]));
}

function splitRow(row: readonly PdfChar[]): PdfChar[][] {
  const parts: PdfChar[][] = [];
  for (const char of row) {
    const last = parts[parts.length - 1];
    const gap = last ? char.box[0] - last[last.length - 1]!.box[2] : Infinity;
    if (last && gap < (char.box[3] - char.box[1]) * 1.2) last.push(char);
    else parts.push([char]);
  }
  return parts;
}

function toPiece(chars: readonly PdfChar[]): ReadStrip {
  const top = Math.min(...chars.map((c) => c.box[1]));
  const bottom = Math.max(...chars.map((c) => c.box[3]));
  const strip = { x0: chars[0]!.box[0], x1: Math.max(...chars.map((c) => c.box[2])), a: (top + bottom) / 2, b: 0, c: 0, half: (bottom - top) / 2, score: 1 };
  const glyphs: ReadGlyph[] = [];
  chars.forEach((char, i) => {
    const before = chars[i - 1];
    // Between Latin words the PDF's space was dropped; between Chinese characters there is none.
    if (before && char.box[0] - before.box[2] > (bottom - top) * 0.13 && /[\u0021-\u024f]/.test(before.text) && /[\u0021-\u024f]/.test(char.text)) {
      glyphs.push({ text: ' ', x0: before.box[2], x1: char.box[0], confidence: 1 });
    }
    glyphs.push({ text: char.text, x0: char.box[0], x1: char.box[2], confidence: 1 });
  });
  return { strip, glyphs, confidence: 1 };
}

function piecesAtRules(chars: readonly PdfChar[], cut: (strip: ReadStrip['strip']) => ReadStrip['strip'][]): ReadStrip[] {
  const whole = toPiece(chars);
  const strips = cut(whole.strip);
  if (strips.length === 1) return [whole];
  return strips.flatMap((s) => {
    const inside = chars.filter((c) => (c.box[0] + c.box[2]) / 2 >= s.x0 && (c.box[0] + c.box[2]) / 2 <= s.x1);
    return inside.length ? [toPiece(inside)] : [];
  });
}
