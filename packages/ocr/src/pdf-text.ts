import { apply, identity, invert, multiply } from './matrix.ts';
import type { Pdfium } from './pdfium.ts';
import type { Raster } from './raster.ts';
import type { Box, Matrix3 } from './types.ts';

/** One character of a PDF's own text; the box is in pixels of the page as rendered. */
export interface PdfChar {
  text: string;
  box: Box;
  invisible: boolean;
  /** The PDF does not say which character this glyph is. */
  unmapped: boolean;
  /** It does not run from left to right as the page is shown: a watermark, a note along the edge, or the page lies on its side. */
  turned: boolean;
}

/** The characters on a page with their boxes; spaces and what PDFium adds itself are left out. */
export function readChars(engine: Pdfium, page: number, width: number, height: number): PdfChar[] {
  const text = engine.call('FPDFText_LoadPage', page);
  if (text === 0) return [];
  try {
    return engine.scratch(96, (p) => {
      const chars: PdfChar[] = [];
      const frames = new Map<number, { frame: Matrix3; turned: boolean }>();
      const count = engine.call('FPDFText_CountChars', text);
      let high = 0;
      for (let i = 0; i < count; i++) {
        const unit = engine.call('FPDFText_GetUnicode', text, i) >>> 0;
        if (unit >= 0xd800 && unit < 0xdc00) {
          high = unit;
          continue;
        }
        const code = unit >= 0xdc00 && unit < 0xe000 && high ? (high - 0xd800) * 0x400 + (unit - 0xdc00) + 0x10000 : unit;
        high = 0;
        if (engine.call('FPDFText_IsGenerated', text, i) === 1 || isSpace(code)) continue;
        const object = engine.call('FPDFText_GetTextObject', text, i);
        const set = frames.get(object) ?? frameOf(engine, page, text, i, object, p);
        frames.set(object, set);
        const box = boxOf(engine, page, text, i, p, width, height, set.frame);
        if (!box) continue;
        chars.push({
          text: code > 0 && code < 0x110000 ? plainForm(code) : '\ufffd',
          box,
          invisible: object !== 0 && engine.call('FPDFTextObj_GetTextRenderMode', object) === 3,
          unmapped: engine.call('FPDFText_HasUnicodeMapError', text, i) === 1,
          turned: set.turned,
        });
      }
      return chars;
    });
  } finally {
    engine.call('FPDFText_ClosePage', text);
  }
}

/** Browsers print some characters as the radicals that look like them (⽅ for 方). */
const plainForm = (code: number): string => (code >= 0x2e80 && code < 0x2fe0 ? String.fromCodePoint(code).normalize('NFKC') : String.fromCodePoint(code));

const isSpace = (code: number): boolean => code === 0x20 || code === 0xa0 || code === 0x3000 || (code > 8 && code < 14) || (code >= 0x2000 && code <= 0x200b) || code === 0xfeff;

/** From where a text object was drawn to the page: the coordinates around it, by which PDFium has moved its characters; and whether it runs another way than to the right. */
function frameOf(engine: Pdfium, page: number, text: number, i: number, object: number, p: number): { frame: Matrix3; turned: boolean } {
  const read = (name: string, ...of: number[]): Matrix3 | undefined => {
    if (!engine.call(name, ...of, p)) return undefined;
    const [a, b, c, d, e, f] = [0, 4, 8, 12, 16, 20].map((k) => engine.view().getFloat32(p + k, true)) as [number, number, number, number, number, number];
    return [a, c, e, b, d, f, 0, 0, 1];
  };
  const [drawn, placed] = [object ? read('FPDFPageObj_GetMatrix', object) : undefined, read('FPDFText_GetMatrix', text, i)];
  if (!placed) return { frame: identity, turned: false };
  const shown = (x: number, y: number): readonly [number, number] => {
    engine.call('FPDF_PageToDevice', page, 0, 0, 10_000, 10_000, 0, x, y, p + 32, p + 36);
    return [engine.view().getInt32(p + 32, true), engine.view().getInt32(p + 36, true)];
  };
  const length = Math.hypot(placed[0], placed[3]) || 1;
  const [from, to] = [shown(0, 0), shown((200 * placed[0]) / length, (200 * placed[3]) / length)];
  const turned = to[0] - from[0] < 4 * Math.abs(to[1] - from[1]);
  const singular = !drawn || Math.abs(drawn[0] * drawn[4] - drawn[1] * drawn[3]) < 1e-9;
  return { frame: singular ? identity : multiply(placed, invert(drawn)), turned };
}

/**
 * Loose boxes have the line's height; the page's own turn is taken in by asking for device coordinates. A character that
 * PDFium has put for one that looks like it (方 for ⽅) stands where it was drawn, not where it came to lie: its frame is owed.
 */
function boxOf(engine: Pdfium, page: number, text: number, i: number, p: number, width: number, height: number, frame: Matrix3): Box | undefined {
  if (!engine.call('FPDFText_GetLooseCharBox', text, i, p) || !engine.call('FPDFText_GetCharOrigin', text, i, p + 16, p + 24) || !engine.call('FPDFText_GetCharBox', text, i, p + 64, p + 72, p + 80, p + 88)) return undefined;
  let [left, top, right, bottom] = [0, 4, 8, 12].map((k) => engine.view().getFloat32(p + k, true)) as [number, number, number, number];
  let [x, y, tightLeft, tightRight] = [16, 24, 64, 72].map((k) => engine.view().getFloat64(p + k, true)) as [number, number, number, number];
  const slack = 0.5 * Math.abs(right - left) + 1;
  const astray = y < bottom - 1 || y > top + 1 || tightLeft < left - slack || tightRight > right + slack;
  const moved = apply(frame, x, y);
  if (astray && moved[1] >= bottom - 1 && moved[1] <= top + 1) {
    [left, right] = [left + moved[0] - x, right + moved[0] - x];
    [x, y] = moved;
  }
  const corner = (across: number, up: number): readonly [number, number] => {
    engine.call('FPDF_PageToDevice', page, 0, 0, Math.round(width * 16), Math.round(height * 16), 0, across, up, p + 32, p + 36);
    return [engine.view().getInt32(p + 32, true) / 16, engine.view().getInt32(p + 36, true) / 16];
  };
  const [x0, y0] = corner(left, top);
  const [x1, y1] = corner(right, bottom);
  // Fonts differ in ascent; on one baseline the characters of a line stand together whatever font each is from.
  const baseline = corner(x, y)[1];
  const size = Math.min(Math.abs(y1 - y0), Math.max(8, 2.2 * Math.abs(x1 - x0)));
  return [Math.min(x0, x1), baseline - 0.82 * size, Math.max(x0, x1), baseline + 0.2 * size];
}

// Hardly a page of Chinese is without these; a layer whose letters were mapped wrongly is.
const common = new Set('的一是不在有人了中大为上个国和也时出会要于下得可年生方同合甲乙本定双日月公司应条款付按及期与之行由内后所以其价额元签订');

/**
 * Whether a page's own text may stand for what is seen: mapped to real characters, plausible as language, and lying
 * over nearly all the print there is (print drawn as outlines has no text under it).
 */
export function soundText(chars: readonly PdfChar[], raster: Raster, pictures: readonly Box[]): boolean {
  const bad = chars.filter((c) => c.unmapped || /[\ufffd\p{Co}\p{Cn}\p{Cc}]/u.test(c.text)).length;
  if (bad > chars.length * 0.02) return false;
  const han = chars.filter((c) => /\p{Script=Han}/u.test(c.text));
  if (han.length >= 60 && han.filter((c) => common.has(c.text)).length < han.length * 0.08) return false;
  const latin = chars.filter((c) => /[A-Za-z]/.test(c.text));
  if (latin.length >= 120 && latin.length > chars.length * 0.6) {
    const vowels = latin.filter((c) => /[aeiouyAEIOUY]/.test(c.text)).length / latin.length;
    if (vowels < 0.2 || vowels > 0.62) return false;
  }
  return inkOutside(chars.map((c) => c.box), raster, pictures) < 0.3;
}

/** Share of the page's print that lies outside the boxes, pictures and long rules not counted. */
function inkOutside(boxes: readonly Box[], { data, width, height }: Raster, pictures: readonly Box[]): number {
  const mark = new Uint8Array(width * height);
  const paint = (box: Box, value: number): void => {
    for (let y = Math.max(0, Math.floor(box[1]) - 2); y < Math.min(height, box[3] + 2); y++) {
      mark.fill(value, y * width + Math.max(0, Math.floor(box[0]) - 2), y * width + Math.min(width, Math.ceil(box[2]) + 2));
    }
  };
  for (const box of boxes) paint(box, 1);
  for (const box of pictures) paint(box, 2);
  const isInk = (i: number): boolean => data[3 * i]! + data[3 * i + 1]! + data[3 * i + 2]! < 450;
  let inside = 0;
  let outside = 0;
  for (let y = 0; y < height; y++) {
    let run = 0;
    for (let x = 0; x <= width; x++) {
      const i = y * width + x;
      if (x < width && mark[i] !== 2 && isInk(i)) {
        run++;
        if (mark[i] === 1) inside++;
        else outside++;
      } else {
        // A rule runs on where print does not; upright rules are thin and weigh little.
        if (run > 60) outside -= Math.min(outside, run);
        run = 0;
      }
    }
  }
  return outside / Math.max(1, inside + outside);
}
