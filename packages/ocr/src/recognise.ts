import * as ort from 'onnxruntime-node';
import type { Engine } from './engine.ts';
import type { Raster } from './raster.ts';
import { middleAt } from './strip.ts';
import type { Strip } from './strip.ts';

export interface ReadGlyph {
  text: string;
  /** Left and right edge on the page. */
  x0: number;
  x1: number;
  confidence: number;
}

export interface ReadStrip {
  strip: Strip;
  glyphs: ReadGlyph[];
  /** Mean over the glyphs; 0 without any. */
  confidence: number;
}

const lineHeight = 48;
const stepsPerPixel = 1 / 8;

export interface CropOptions {
  /** Width of a glyph on the recogniser's input against its true width; less is quicker and, below 0.7, worse. */
  squeeze?: number;
  /** Height of the crop against the height of the strip. */
  margin?: number;
}

/** Cuts a strip out of the page along its middle: `lineHeight` rows, width in proportion. */
export function cropStrip(page: Raster, given: Strip, options: CropOptions = {}): { data: Uint8Array; width: number } {
  const strip = { ...given, half: given.half * (options.margin ?? 1.06) };
  const squeeze = options.squeeze ?? 0.72;
  const length = strip.x1 - strip.x0;
  const width = Math.max(16, Math.min(3200, Math.round((length / (2 * strip.half)) * lineHeight * squeeze)));
  const data = new Uint8Array(lineHeight * width);
  const step = length / width;
  const rowStep = (2 * strip.half) / lineHeight;
  // Where the page is much larger than the crop, several samples a pixel keep thin strokes from falling between.
  const taps = rowStep > 1.6 || step > 1.6 ? 2 : 1;
  for (let x = 0; x < width; x++) {
    const px = strip.x0 + (x + 0.5) * step;
    const my = middleAt(strip, px);
    for (let y = 0; y < lineHeight; y++) {
      let v = 0;
      for (let i = 0; i < taps; i++) {
        for (let j = 0; j < taps; j++) {
          const ox = taps === 1 ? 0 : (i - 0.5) * step * 0.5;
          const oy = taps === 1 ? 0 : (j - 0.5) * rowStep * 0.5;
          v += sample(page, px + ox - 0.5, my - strip.half + (y + 0.5) * rowStep + oy - 0.5);
        }
      }
      data[y * width + x] = v / (taps * taps);
    }
  }
  return { data, width };
}

function sample({ data, width, height }: Raster, x: number, y: number): number {
  const cx = x < 0 ? 0 : x > width - 1 ? width - 1 : x;
  const cy = y < 0 ? 0 : y > height - 1 ? height - 1 : y;
  const x0 = cx | 0;
  const y0 = cy | 0;
  const fx = cx - x0;
  const fy = cy - y0;
  const right = x0 + 1 < width ? 1 : 0;
  const down = y0 + 1 < height ? width : 0;
  const p = y0 * width + x0;
  const top = data[p]! * (1 - fx) + data[p + right]! * fx;
  const low = data[p + down]! * (1 - fx) + data[p + down + right]! * fx;
  return top * (1 - fy) + low * fy;
}

// Soft grey strokes of small print are darkened a little; hairlines stay.
const gamma = 1.4;
const tone = Float32Array.from({ length: 256 }, (_, v) => 2 * (v / 255) ** gamma - 1);

/** Reads one strip of a grey page. One line a run: the recogniser is quicker alone than padded into a batch. */
export async function recogniseStrip(engine: Engine, page: Raster, strip: Strip, options: CropOptions = {}): Promise<ReadStrip> {
  const crop = cropStrip(page, strip, options);
  // Few distinct widths let the arena reuse its blocks.
  const width = Math.ceil(crop.width / 16) * 16;
  const size = lineHeight * width;
  const input = new Float32Array(3 * size);
  for (let y = 0; y < lineHeight; y++) {
    for (let x = 0; x < crop.width; x++) {
      input[y * width + x] = tone[crop.data[y * crop.width + x]!]!;
    }
  }
  input.copyWithin(size, 0, size);
  input.copyWithin(2 * size, 0, size);
  const feeds = { [engine.recogniser.inputNames[0]!]: new ort.Tensor('float32', input, [1, 3, lineHeight, width]) };
  const result = (await engine.recogniser.run(feeds))[engine.recogniser.outputNames[0]!]!;
  const scale = (strip.x1 - strip.x0) / crop.width;
  const glyphs = withPairedBrackets(withWordSpaces(decode(result.data as Float32Array, result.dims[1]!, result.dims[2]!, engine.alphabet, scale / stepsPerPixel, strip), crop, strip, scale));
  const confidence = glyphs.length ? glyphs.reduce((s, g) => s + g.confidence, 0) / glyphs.length : 0;
  return { strip, glyphs, confidence };
}

/**
 * Reads a strip, and reads it once more where the squeezed first look is known to be weak: narrow Latin letters run
 * together, and what was read without confidence may do better with more room.
 */
export async function readStrip(engine: Engine, page: Raster, strip: Strip, options: CropOptions = {}): Promise<ReadStrip> {
  const first = await recogniseStrip(engine, page, strip, options);
  if (first.glyphs.length === 0) return first;
  const letters = first.glyphs.filter((g) => /[A-Za-z]/.test(g.text)).length;
  const latin = letters >= 3 && letters > first.glyphs.length * 0.35;
  const unsure = first.confidence < 0.88 && first.confidence > 0.4 && first.glyphs.length > 1;
  if (!latin && !unsure) return first;
  const second = await recogniseStrip(engine, page, strip, { ...options, squeeze: latin ? 1.1 : 0.9, margin: latin ? 1.06 : 1.2 });
  return second.confidence + (latin ? 0.05 : 0) > first.confidence ? second : first;
}

const latin = /[A-Za-z0-9,.;:)&'"%-]/;
const paper = 200;

/** The two widths of a bracket look alike to the network; one closes as it was opened. */
export function withPairedBrackets<Glyph extends { text: string }>(glyphs: readonly Glyph[]): Glyph[] {
  const open: string[] = [];
  return glyphs.map((glyph) => {
    if (glyph.text === '(' || glyph.text === '（') open.push(glyph.text);
    if (glyph.text !== ')' && glyph.text !== '）') return glyph;
    const opened = open.pop();
    return opened ? { ...glyph, text: opened === '（' ? '）' : ')' } : glyph;
  });
}

/** The network seldom says the space between two Latin words; the white between them does: wider than any between two letters. */
function withWordSpaces(glyphs: readonly ReadGlyph[], crop: { data: Uint8Array; width: number }, strip: Strip, scale: number): ReadGlyph[] {
  // Capitals and figures are set wider, and codes are one word however they are set.
  const least = (small: boolean): number => (strip.half * (small ? 0.26 : 0.4)) / scale;
  return glyphs.flatMap((glyph, i) => {
    const before = glyphs[i - 1];
    if (!before || !latin.test(before.text) || !/[A-Za-z0-9(&"']/.test(glyph.text) || !/[A-Za-z]/.test(before.text + glyph.text) || inCode(glyphs, i)) return [glyph];
    const [from, to] = [before, glyph].map(({ x0, x1 }) => Math.round(((x0 + x1) / 2 - strip.x0) / scale)) as [number, number];
    const white = widestWhite(crop, from, to);
    if (white.width < least(/[a-z]/.test(before.text + glyph.text))) return [glyph];
    return [{ text: ' ', x0: strip.x0 + white.from * scale, x1: strip.x0 + (white.from + white.width) * scale, confidence: Math.min(before.confidence, glyph.confidence) }, glyph];
  });
}

/** Whether the glyph and the one before it stand in a run of capitals and figures as long as a credit code or a contract number. */
function inCode(glyphs: readonly ReadGlyph[], i: number): boolean {
  const member = (k: number): boolean => /^[0-9A-Z-]$/.test(glyphs[k]?.text ?? '');
  let [from, to] = [i, i];
  while (member(from - 1)) from--;
  while (member(to)) to++;
  return to - from >= 8 && from < i && to > i && glyphs.slice(from, to).filter(({ text }) => /\d/.test(text)).length >= 3;
}

function widestWhite({ data, width }: { data: Uint8Array; width: number }, from: number, to: number): { from: number; width: number } {
  let best = { from, width: 0 };
  let start = from;
  for (let x = from; x <= to && x < width; x++) {
    let ink = false;
    for (let y = 4; y < lineHeight - 4 && !ink; y++) ink = data[y * width + x]! < paper;
    if (ink) start = x + 1;
    else if (x + 1 - start > best.width) best = { from: start, width: x + 1 - start };
  }
  return best;
}

/** CTC, best path. Edges of a glyph lie half-way to its neighbours' peaks, but no further than a glyph is wide. */
function decode(data: Float32Array, steps: number, classes: number, alphabet: readonly string[], pixelsPerStep: number, strip: Strip): ReadGlyph[] {
  const peaks: { text: string; at: number; confidence: number }[] = [];
  let last = 0;
  for (let t = 0; t < steps; t++) {
    const base = t * classes;
    let best = 0;
    let value = data[base]!;
    for (let k = 1; k < classes; k++) {
      if (data[base + k]! > value) {
        value = data[base + k]!;
        best = k;
      }
    }
    if (best !== 0) {
      const peak = peaks[peaks.length - 1];
      if (best === last && peak) {
        peak.at += 0.5;
        if (value > peak.confidence) peak.confidence = value;
      } else peaks.push({ text: alphabet[best] ?? '', at: t + 0.5, confidence: value });
    }
    last = best;
  }
  const reach = strip.half * 0.9;
  return peaks.map(({ text, at, confidence }, i) => {
    const x = strip.x0 + at * pixelsPerStep;
    const before = peaks[i - 1];
    const after = peaks[i + 1];
    const left = before ? (strip.x0 + before.at * pixelsPerStep + x) / 2 : strip.x0;
    const right = after ? (strip.x0 + after.at * pixelsPerStep + x) / 2 : strip.x1;
    return { text, x0: Math.max(left, x - reach), x1: Math.min(right, x + reach), confidence };
  });
}
