import { shrink } from './raster.ts';
import type { Raster } from './raster.ts';
import type { Point, Quad } from './types.ts';

const side = 400;
const band = 6;

/** The sheet of paper in a photograph, in pixels of `page`; undefined where the picture shows nothing but paper. */
export async function findSheet(page: Raster): Promise<Quad | undefined> {
  if (page.channels !== 3) return undefined;
  const scale = side / Math.max(page.width, page.height);
  const thumbnail = await shrink(page, Math.round(page.width * scale), Math.round(page.height * scale));
  if (paperAllRound(thumbnail)) return undefined;
  const small = withoutPrint(thumbnail);
  const { width: w, height: h } = small;
  const left = bestEdge(small, 'left');
  const right = bestEdge(small, 'right');
  const top = bestEdge(small, 'top');
  const bottom = bestEdge(small, 'bottom');
  const found = [left, right, top, bottom].filter((e) => e !== undefined).length;
  if (found < 2) return undefined;
  const l = left ?? [[0, 0], [0, h]];
  const r = right ?? [[w, 0], [w, h]];
  const t = top ?? [[0, 0], [w, 0]];
  const b = bottom ?? [[0, h], [w, h]];
  const quad = [cross(l, t), cross(r, t), cross(r, b), cross(l, b)].map(([x, y]) => [x / scale, y / scale] as const);
  return quad as unknown as Quad;
}

/** The rim of a scan is paper on all four sides. */
function paperAllRound({ data, width, height }: Raster): boolean {
  const histogram = new Uint32Array(4096);
  const key = (p: number): number => ((data[p]! >> 4) << 8) | ((data[p + 1]! >> 4) << 4) | (data[p + 2]! >> 4);
  for (let p = 0; p < data.length; p += 3) histogram[key(p)]!++;
  const usual = histogram.indexOf(histogram.reduce((a, b) => Math.max(a, b), 0));
  const paper = [((usual >> 8) & 15) * 16 + 8, ((usual >> 4) & 15) * 16 + 8, (usual & 15) * 16 + 8];
  let off = 0;
  let count = 0;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (x >= 6 && y >= 6 && x < width - 6 && y < height - 6) continue;
      const p = (y * width + x) * 3;
      count++;
      if (Math.abs(data[p]! - paper[0]!) + Math.abs(data[p + 1]! - paper[1]!) + Math.abs(data[p + 2]! - paper[2]!) > 60) off++;
    }
  }
  return off < count * 0.06;
}

type Line = readonly [Point, Point];

function cross([[x1, y1], [x2, y2]]: Line, [[x3, y3], [x4, y4]]: Line): Point {
  const d = (x1 - x2) * (y3 - y4) - (y1 - y2) * (x3 - x4);
  const a = x1 * y2 - y1 * x2;
  const b = x3 * y4 - y3 * x4;
  return [(a * (x3 - x4) - (x1 - x2) * b) / d, (a * (y3 - y4) - (y1 - y2) * b) / d];
}

/** Print taken off the paper: the brightest pixel near by, then back by the darkest of those. */
function withoutPrint(page: Raster): Raster {
  return pick(pick(page, 3, Math.max), 3, Math.min);
}

function pick(page: Raster, reach: number, choose: (a: number, b: number) => number): Raster {
  const { width: w, height: h, channels: n, data } = page;
  const across = new Uint8Array(data);
  for (let y = 0; y < h; y++) {
    for (let i = 1; i <= reach; i++) {
      for (let o = (y * w + i) * n, end = (y + 1) * w * n; o < end; o++) across[o] = choose(across[o]!, data[o - i * n]!);
      for (let o = y * w * n, end = ((y + 1) * w - i) * n; o < end; o++) across[o] = choose(across[o]!, data[o + i * n]!);
    }
  }
  const out = new Uint8Array(across);
  const line = w * n;
  for (let i = 1; i <= reach; i++) {
    for (let o = i * line; o < out.length; o++) out[o] = choose(out[o]!, across[o - i * line]!);
    for (let o = 0; o < out.length - i * line; o++) out[o] = choose(out[o]!, across[o + i * line]!);
  }
  return { ...page, data: out };
}

type Side = 'left' | 'right' | 'top' | 'bottom';

/** The straight line near one side of the picture along which the colour steps most; undefined when none does. */
function bestEdge(page: Raster, which: Side): Line | undefined {
  const upright = which === 'left' || which === 'right';
  const length = upright ? page.height : page.width;
  const depth = upright ? page.width : page.height;
  const far = which === 'right' || which === 'bottom';
  const step = stepMap(page, upright, length, depth, far);
  const reach = Math.floor(depth * 0.4);
  const slant = Math.floor(length * 0.2);
  let best = 0;
  let at: readonly [number, number] | undefined;
  for (let a = band; a < reach; a++) {
    for (let b = Math.max(band, a - slant); b < Math.min(reach, a + slant); b += 2) {
      let sum = 0;
      let hits = 0;
      let n = 0;
      for (let i = Math.floor(length * 0.12); i < length * 0.88; i += 6) {
        const v = step[Math.round(a + ((b - a) * i) / length) * length + i]!;
        sum += v;
        if (v > 14) hits++;
        n++;
      }
      const score = hits > n * 0.8 ? sum / n : 0;
      if (score > best) {
        best = score;
        at = [a, b];
      }
    }
  }
  if (!at || best < 22) return undefined;
  const [a, b] = at.map((v) => (far ? depth - v : v)) as [number, number];
  return upright ? [[a, 0], [b, length]] : [[0, a], [length, b]];
}

/** [depth][along]: how much the colour differs between a band before and a band behind, capped so that no single spot decides. */
function stepMap(page: Raster, upright: boolean, length: number, depth: number, far: boolean): Float32Array {
  const { width: w, data } = page;
  const out = new Float32Array(depth * length);
  const sums = new Float64Array(3 * (depth + 1));
  for (let i = 0; i < length; i++) {
    for (let d = 0; d < depth; d++) {
      const q = far ? depth - 1 - d : d;
      const p = (upright ? i * w + q : q * w + i) * 3;
      for (let k = 0; k < 3; k++) sums[(d + 1) * 3 + k] = sums[d * 3 + k]! + data[p + k]!;
    }
    for (let d = band; d < depth - band; d++) {
      let diff = 0;
      for (let k = 0; k < 3; k++) {
        const before = sums[(d - 1) * 3 + k]! - sums[(d - band) * 3 + k]!;
        const behind = sums[(d + band) * 3 + k]! - sums[(d + 1) * 3 + k]!;
        diff += Math.abs(behind - before) / (band - 1);
      }
      out[d * length + i] = Math.min(90, diff / 3);
    }
  }
  return out;
}
