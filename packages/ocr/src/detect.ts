import * as ort from 'onnxruntime-node';
import sharp from 'sharp';
import type { Engine } from './engine.ts';
import type { Raster } from './raster.ts';
import { fitStrip } from './strip.ts';
import type { Strip } from './strip.ts';

export interface DetectOptions {
  /** Pixels of the longer side the detector looks at. */
  side?: number;
}

const probabilityFloor = 0.3;
const boxScoreFloor = 0.5;

/** Finds strips of text on a page; boxes in the pixels of `page`. Works on any turn and on skewed lines. */
export async function detectStrips(engine: Engine, page: Raster, options: DetectOptions = {}): Promise<Strip[]> {
  const scale = Math.min(1.5, (options.side ?? 960) / Math.max(page.width, page.height));
  const width = roundTo32(page.width * scale);
  const height = roundTo32(page.height * scale);
  const small = await sharp(page.data, { raw: { width: page.width, height: page.height, channels: page.channels } })
    .resize(width, height, { fit: 'fill', kernel: 'cubic' })
    .toColourspace(page.channels === 1 ? 'b-w' : 'srgb')
    .raw()
    .toBuffer();
  const map = await probabilities(engine, small, page.channels, width, height);
  return components(map, width, height).flatMap((part) => fitStrip(part, page.width / width, page.height / height) ?? []);
}

const roundTo32 = (v: number): number => Math.max(32, Math.round(v / 32) * 32);

const mean = [0.485, 0.456, 0.406];
const deviation = [0.229, 0.224, 0.225];

async function probabilities(engine: Engine, pixels: Uint8Array, channels: 1 | 3, width: number, height: number): Promise<Float32Array> {
  const size = width * height;
  const input = new Float32Array(3 * size);
  for (let k = 0; k < 3; k++) {
    const table = Float32Array.from({ length: 256 }, (_, v) => (v / 255 - mean[k]!) / deviation[k]!);
    const from = channels === 3 ? k : 0;
    for (let i = 0; i < size; i++) input[k * size + i] = table[pixels[i * channels + from]!]!;
  }
  const feeds = { [engine.detector.inputNames[0]!]: new ort.Tensor('float32', input, [1, 3, height, width]) };
  const result = (await engine.detector.run(feeds))[engine.detector.outputNames[0]!]!;
  return result.data as Float32Array;
}

/** A connected piece of the probability map: for each column from `x0`, its first and last row. */
export interface MapPart {
  x0: number;
  y0: number;
  x1: number;
  y1: number;
  area: number;
  score: number;
  top: Int32Array;
  bottom: Int32Array;
}

function components(map: Float32Array, width: number, height: number): MapPart[] {
  const seen = new Uint8Array(width * height);
  const stack = new Int32Array(width * height);
  const parts: MapPart[] = [];
  for (let start = 0; start < map.length; start++) {
    if (seen[start] || map[start]! <= probabilityFloor) continue;
    let depth = 0;
    let end = 0;
    let sum = 0;
    let [x0, y0, x1, y1] = [width, height, 0, 0];
    stack[end++] = start;
    seen[start] = 1;
    // The stack is never popped but walked, so that afterwards it still lists the part's pixels.
    while (depth < end) {
      const p = stack[depth++]!;
      const x = p % width;
      const y = (p - x) / width;
      sum += map[p]!;
      if (x < x0) x0 = x;
      if (x > x1) x1 = x;
      if (y < y0) y0 = y;
      if (y > y1) y1 = y;
      for (let dy = -1; dy <= 1; dy++) {
        for (let dx = -1; dx <= 1; dx++) {
          const nx = x + dx;
          const ny = y + dy;
          if (nx < 0 || ny < 0 || nx >= width || ny >= height) continue;
          const q = ny * width + nx;
          if (!seen[q] && map[q]! > probabilityFloor) {
            seen[q] = 1;
            stack[end++] = q;
          }
        }
      }
    }
    const score = sum / end;
    if (end < 12 || score < boxScoreFloor) continue;
    const top = new Int32Array(x1 - x0 + 1).fill(height);
    const bottom = new Int32Array(x1 - x0 + 1).fill(-1);
    for (let i = 0; i < end; i++) {
      const x = (stack[i]! % width) - x0;
      const y = (stack[i]! / width) | 0;
      if (y < top[x]!) top[x] = y;
      if (y > bottom[x]!) bottom[x] = y;
    }
    parts.push({ x0, y0, x1: x1 + 1, y1: y1 + 1, area: end, score, top, bottom });
  }
  return parts;
}
