import { dropShineThrough, shineThrough } from './bleed.ts';
import { detectStrips } from './detect.ts';
import { decodeImage } from './decode.ts';
import type { DecodeOptions, Received } from './decode.ts';
import type { Engine } from './engine.ts';
import { flatten, withoutGreySeals } from './flatten.ts';
import { arrangeLines } from './layout/arrange.ts';
import { withoutSealText } from './layout/seal-text.ts';
import { findRules } from './layout/rules.ts';
import { apply, identity, invert, multiply, rectangleToQuad, rotation, scaling, translation } from './matrix.ts';
import { openPdfPage } from './pdf-page.ts';
import type { PdfPageRef } from './pdf-page.ts';
import { readPdfText } from './pdf-text-page.ts';
import { blurOf, colourOf, isCut } from './quality.ts';
import { turn, warp } from './raster.ts';
import type { Raster } from './raster.ts';
import { readStrip, recogniseStrip } from './recognise.ts';
import type { CropOptions, ReadStrip } from './recognise.ts';
import { scaleLine, sheetDpi, straightImage } from './straight-image.ts';
import { findSeals, moveSeal, sealMark } from './seals.ts';
import { findSheet } from './sheet.ts';
import { middleAt, moveStrip, turnStrip } from './strip.ts';
import type { Strip } from './strip.ts';
import type { Matrix3, ReadPage } from './types.ts';

export interface ReadOptions extends DecodeOptions {
  /** Longer side of the picture the detector sees. */
  detectSide?: number;
  crop?: CropOptions;
  /** False leaves the straightened image out. */
  image?: boolean;
}

export interface PageWithImage extends ReadPage {
  /** The straightened page; empty where `image: false` was asked. */
  image: Buffer;
  /** Read from the picture, or taken from the PDF's own text. */
  from: 'image' | 'pdf-text';
}

/** What is read: a picture as bytes, as a file, or a page of a PDF. */
export type PageSource = Buffer | string | PdfPageRef;

/** Reads one page. Throws `UnreadableImage`, for PDFs also `UnreadablePdf` and `PasswordNeeded`. */
export async function readPage(engine: Engine, source: PageSource, options: ReadOptions = {}): Promise<PageWithImage> {
  if (typeof source === 'string' || Buffer.isBuffer(source)) return readReceived(engine, await decodeImage(source, options), options);
  const content = await openPdfPage(source, options.maxPixels);
  if (content.kind === 'text') return readPdfText(content, options);
  if (content.kind === 'image') return readReceived(engine, content.received, options);
  const received = await decodeImage(content.bytes, options);
  return readReceived(engine, { ...received, dpi: content.dpi }, options);
}

async function readReceived(engine: Engine, received: Received, options: ReadOptions): Promise<PageWithImage> {
  const sheet = await findSheet(received.raster);
  let toWork: Matrix3 = identity;
  let page = received.raster;
  if (sheet) {
    const [a, b, c, d] = sheet;
    const width = Math.round((Math.hypot(b[0] - a[0], b[1] - a[1]) + Math.hypot(c[0] - d[0], c[1] - d[1])) / 2);
    const height = Math.round((Math.hypot(d[0] - a[0], d[1] - a[1]) + Math.hypot(c[0] - b[0], c[1] - b[1])) / 2);
    toWork = rectangleToQuad(width, height, sheet);
    page = warp(page, toWork, width, height);
  }

  const detectOptions = options.detectSide === undefined ? {} : { side: options.detectSide };
  let flat = flatten(page);
  let grey = flat;
  if (!received.bilevel && !sheet && shineThrough(flat) > shineFloor) grey = dropShineThrough(flat);
  const found = await findSeals(page, flat);
  if (!received.bilevel) grey = withoutGreySeals(grey, flat, found);
  // From the page as it lies to the page as the seals were found on it.
  let toFound: Matrix3 = identity;
  let strips = await detectStrips(engine, grey, detectOptions);
  let quarter: 0 | 90 | 180 | 270 = 0;
  if (liesOnSide(strips)) {
    // Turned clockwise by 90° it may still be upside down, which the half-turn below settles.
    quarter = 270;
    toWork = multiply(toWork, turned(90, grey.height, grey.width));
    toFound = multiply(toFound, turned(90, grey.height, grey.width));
    grey = turn(grey, 90);
    flat = turn(flat, 90);
    if (options.image !== false) page = turn(page, 90);
    strips = await detectStrips(engine, grey, detectOptions);
  }

  const skew = medianSkew(strips);
  if (Math.abs(skew) > 0.05) {
    const { width, height } = grey;
    const back = multiply(translation(width / 2, height / 2), rotation(skew), translation(-width / 2, -height / 2));
    const forth = invert(back);
    strips = strips.map((s) => moveStrip(s, (x, y) => apply(forth, x, y)));
    flat = warp(flat, back, width, height);
    grey = warp(grey, back, width, height);
    toFound = multiply(toFound, back);
    if (options.image !== false) page = warp(page, back, width, height);
    toWork = multiply(toWork, back);
  }

  let read = await readStrips(engine, grey, strips, options);
  const upsideDown = await isUpsideDown(engine, grey, read, options);
  if (upsideDown) {
    quarter = ((quarter + 180) % 360) as 0 | 90 | 180 | 270;
    const { width, height } = grey;
    toWork = multiply(toWork, turned(180, width, height));
    toFound = multiply(toFound, turned(180, width, height));
    grey = turn(grey, 180);
    flat = turn(flat, 180);
    if (options.image !== false) page = turn(page, 180);
    strips = strips.map((s) => turnStrip(s, width, height));
    read = [];
  }
  const rules = findRules(flat);
  const seals = found.map((seal) => moveSeal(seal, invert(toFound), quarter % 180 !== 0));
  const known = new Map(read.map((r) => [r.strip, r]));
  const pieces: ReadStrip[] = [];
  for (const strip of strips.flatMap((s) => rules.cut(s))) pieces.push(known.get(strip) ?? (await readStrip(engine, grey, strip, cropOptions(options))));
  const kept = withoutSealText(pieces.filter((p) => p.glyphs.length > 0 && p.confidence > 0.5), seals);
  const lines = arrangeLines(kept, rules, grey.height);
  const enlarge = received.width / received.raster.width;
  const width = Math.round(grey.width * enlarge);
  const height = Math.round(grey.height * enlarge);
  const toReceived = multiply(received.toStored, toWork, scaling(1 / enlarge, 1 / enlarge));
  return {
    width,
    height,
    lines: lines.map((line) => scaleLine(line, enlarge)),
    seals: seals.map((seal) => sealMark(seal, enlarge)),
    quality: {
      dpi: received.dpi ?? sheetDpi(width, height),
      rotation: quarter,
      skew,
      blur: blurOf(flat, kept),
      blank: lines.length === 0,
      cut: isCut(grey.width, grey.height, kept),
      colour: colourOf(received),
      photo: sheet !== undefined,
    },
    toReceived,
    image: options.image === false ? Buffer.alloc(0) : await straightImage(received, page, toWork, width, height),
    from: 'image',
  };
}

/** Share of the print's area that lone pale marks must cover; a grey seal alone covers less than that. */
const shineFloor = 0.012;

const cropOptions = (options: ReadOptions): CropOptions => options.crop ?? {};

/** From the turned picture to the one before it was turned clockwise; width and height are those of the turned one. */
function turned(degrees: 90 | 180, width: number, height: number): Matrix3 {
  return degrees === 180 ? [-1, 0, width, 0, -1, height, 0, 0, 1] : [0, 1, 0, -1, 0, width, 0, 0, 1];
}

function liesOnSide(strips: readonly Strip[]): boolean {
  let across = 0;
  let along = 0;
  for (const s of strips) {
    const ratio = (s.x1 - s.x0) / (2 * s.half);
    if (ratio > 1.6) across += s.x1 - s.x0;
    else if (ratio < 0.6) along += 2 * s.half;
  }
  return along > across;
}

/** Degrees clockwise, the median over the lines weighted by their length. */
function medianSkew(strips: readonly Strip[]): number {
  const slopes = strips
    .filter((s) => s.x1 - s.x0 > 12 * s.half)
    .map((s) => ({ angle: (Math.atan2(middleAt(s, s.x1) - middleAt(s, s.x0), s.x1 - s.x0) * 180) / Math.PI, weight: s.x1 - s.x0 }))
    .sort((m, n) => m.angle - n.angle);
  let left = slopes.reduce((s, v) => s + v.weight, 0) / 2;
  for (const { angle, weight } of slopes) if ((left -= weight) <= 0) return angle;
  return 0;
}

/** Reads a few good lines first; the rest waits until it is known which way up the page is. */
async function readStrips(engine: Engine, grey: Raster, strips: readonly Strip[], options: ReadOptions): Promise<ReadStrip[]> {
  const length = (s: Strip): number => (s.x1 - s.x0) / s.half;
  const tries = [...strips].sort((m, n) => Math.abs(length(m) - 18) - Math.abs(length(n) - 18)).slice(0, 4);
  const read: ReadStrip[] = [];
  for (const strip of tries) read.push(await recogniseStrip(engine, grey, strip, cropOptions(options)));
  return read;
}

async function isUpsideDown(engine: Engine, grey: Raster, read: readonly ReadStrip[], options: ReadOptions): Promise<boolean> {
  const upright = weigh(read);
  if (upright > 0.9) return false;
  const over = turn(grey, 180);
  const again: ReadStrip[] = [];
  for (const { strip } of read) again.push(await recogniseStrip(engine, over, turnStrip(strip, grey.width, grey.height), cropOptions(options)));
  return weigh(again) > upright;
}

function weigh(read: readonly ReadStrip[]): number {
  const glyphs = read.flatMap((r) => r.glyphs);
  return glyphs.length ? glyphs.reduce((s, g) => s + g.confidence, 0) / glyphs.length : 0;
}
