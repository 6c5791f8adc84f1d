import { apply } from './matrix.ts';
import { shrink } from './raster.ts';
import type { Raster } from './raster.ts';
import type { Matrix3, SealMark } from './types.ts';

/** A seal on the page, its outline an upright ellipse or rectangle about its middle, in pixels. */
export interface Seal {
  x: number;
  y: number;
  rx: number;
  ry: number;
  shape: SealMark['shape'];
  confidence: number;
  partial: boolean;
  /** Found by its colour; else by its ring alone. */
  red: boolean;
}

/** Millimetres; company seals measure 38 to 45 across, small ones 30 (GB/T 9704, 国发〔1999〕25号). */
const radii = { from: 14, to: 24 };
const pixelsPerMm = 1.5;
/** Share of a circle that has to be drawn for a slice of a seal. */
const shortestArc = 0.27;

export function moveSeal(seal: Seal, move: Matrix3, turned: boolean): Seal {
  const [x, y] = apply(move, seal.x, seal.y);
  return turned ? { ...seal, x, y, rx: seal.ry, ry: seal.rx } : { ...seal, x, y };
}

export function sealMark({ x, y, rx, ry, shape, confidence, partial }: Seal, enlarge: number): SealMark {
  const box = [x - rx, y - ry, x + rx, y + ry].map((v) => Math.max(0, v * enlarge)) as unknown as SealMark['box'];
  return { box, shape, confidence: Math.min(1, Math.max(0, confidence)), partial };
}

interface InkMap {
  ink: Uint8Array;
  width: number;
  height: number;
}

/**
 * Finds seals: red ones by colour and outline on a colour page, round ones by their ring on a grey page.
 * `page` as received or cut to its sheet, any way up; `flat` its flattened grey. A sheet of A4 is assumed.
 */
export async function findSeals(page: Raster, flat: Raster): Promise<Seal[]> {
  const scale = (pixelsPerMm * 210) / Math.min(page.width, page.height);
  const width = Math.round(page.width * scale);
  const height = Math.round(page.height * scale);
  const small = page.channels === 3 ? await shrink(page, width, height) : undefined;
  const red = small && !isColourless(small) ? redMap(small) : undefined;
  const round = red ? rings(red, true) : rings(greyMap(await shrink(flat, width, height)), false);
  const found = red ? [...round, ...blocks(red, round)] : round;
  return found.map((s) => ({ ...s, x: s.x / scale, y: s.y / scale, rx: s.rx / scale, ry: s.ry / scale }));
}

/** Many scanners save grey sheets in three channels. */
function isColourless({ data }: Raster): boolean {
  let coloured = 0;
  for (let i = 0; i < data.length; i += 3) if (Math.max(data[i]!, data[i + 1]!, data[i + 2]!) - Math.min(data[i]!, data[i + 1]!, data[i + 2]!) > 16) coloured++;
  return coloured * 3 < data.length * 0.0004;
}

function redMap({ data, width, height }: Raster): InkMap {
  const ink = new Uint8Array(width * height);
  // Warm light tints the paper: what counts is how much redder a pixel is than the page is on the whole.
  const tint = new Uint32Array(512);
  const redness = (i: number): number => data[3 * i]! - Math.max(data[3 * i + 1]!, data[3 * i + 2]!);
  for (let i = 0; i < ink.length; i++) tint[redness(i) + 256]!++;
  let left = ink.length / 2;
  let usual = 0;
  while (usual < 511 && (left -= tint[usual]!) > 0) usual++;
  for (let i = 0; i < ink.length; i++) ink[i] = redness(i) - (usual - 256) > 14 ? 1 : 0;
  return { ink, width, height };
}

function greyMap({ data, width, height }: Raster): InkMap {
  return { ink: Uint8Array.from(data, (v) => (v < 215 ? 1 : 0)), width, height };
}

/** Circles by a gradient Hough transform, then checked along their outline. Their middle may lie off the sheet. */
function rings(map: InkMap, red: boolean): Seal[] {
  const { ink, width, height } = map;
  const area = ink.reduce((s, v) => s + v, 0);
  if (area < 60) return [];
  const from = Math.round(radii.from * pixelsPerMm);
  const to = Math.round(radii.to * pixelsPerMm);
  const pad = Math.round(to * 0.75);
  const columns = ((width + 2 * pad) >> 1) + 1;
  const rows = ((height + 2 * pad) >> 1) + 1;
  const size = columns * rows;
  const votes = new Uint16Array(size * (to - from + 1));
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      const p = y * width + x;
      const gx = ink[p + 1]! + ink[p + 1 - width]! + ink[p + 1 + width]! - ink[p - 1]! - ink[p - 1 - width]! - ink[p - 1 + width]!;
      const gy = ink[p + width]! + ink[p + width - 1]! + ink[p + width + 1]! - ink[p - width]! - ink[p - width - 1]! - ink[p - width + 1]!;
      const length = Math.hypot(gx, gy);
      if (length < 2) continue;
      for (let r = -to; r <= to; r++) {
        if (r > -from && r < from) continue;
        const cx = Math.round(x + (gx / length) * r) + pad;
        const cy = Math.round(y + (gy / length) * r) + pad;
        if (cx < 0 || cy < 0 || cx >= width + 2 * pad || cy >= height + 2 * pad) continue;
        votes[(Math.abs(r) - from) * size + (cy >> 1) * columns + (cx >> 1)]!++;
      }
    }
  }
  const fewest = red ? 9 : 13;
  const peaks: { at: number; votes: number }[] = [];
  for (let i = 0; i < votes.length; i++) if (votes[i]! >= fewest) peaks.push({ at: i, votes: votes[i]! });
  peaks.sort((m, n) => n.votes - m.votes);
  const found: Seal[] = [];
  const least = red ? 0.65 : 0.7;
  const slices: Circle[] = [];
  const near = (a: { x: number; y: number }, b: { x: number; y: number }): boolean => Math.hypot(a.x - b.x, a.y - b.y) < from;
  let tries = 0;
  for (const { at } of peaks) {
    if (tries >= 400) break;
    const r = Math.floor(at / size) + from;
    const x = ((at % size) % columns) * 2 + 1 - pad;
    const y = Math.floor((at % size) / columns) * 2 + 1 - pad;
    if (found.some((s) => near(s, { x, y })) || slices.some((s) => s.arc > 0.4 && near(s, { x, y }))) continue;
    tries++;
    const first = outline(map, x, y, r);
    if (first.score < least * 0.55 && first.arc < shortestArc * 0.8) continue;
    const best = refine(map, x, y, r);
    if (found.some((s) => near(s, best))) continue;
    if (best.score >= least && best.inside > 0.75) {
      found.push({ x: best.x, y: best.y, rx: best.r, ry: best.r, shape: 'round', confidence: red ? best.score : best.score * 0.8, partial: best.inside < 0.93, red });
    } else if (best.arc >= shortestArc) slices.push(best);
  }
  const shown: Circle[] = [];
  for (const circle of slices.sort((m, n) => n.arc - m.arc)) {
    const slice = sliceOf(map, circle);
    if (!slice || [...found, ...shown].some((s) => near(s, circle))) continue;
    if (found.some((s) => Math.abs(s.x - slice.x) < s.rx + slice.rx && Math.abs(s.y - slice.y) < s.ry + slice.ry)) continue;
    shown.push(circle);
    found.push({ ...slice, shape: 'paging', confidence: (red ? 1 : 0.8) * Math.min(1, circle.arc * 2), partial: true, red });
  }
  return found;
}

interface Circle {
  x: number;
  y: number;
  r: number;
  score: number;
  inside: number;
  arc: number;
}

function refine(map: InkMap, x: number, y: number, r: number): Circle {
  let best = { x, y, r, ...outline(map, x, y, r) };
  for (let dx = -2; dx <= 2; dx++) {
    for (let dy = -2; dy <= 2; dy++) {
      for (let dr = -1; dr <= 1; dr++) {
        const tried = outline(map, x + dx, y + dy, r + dr);
        if (Math.max(tried.score, tried.arc) > Math.max(best.score, best.arc) + 1e-6) best = { x: x + dx, y: y + dy, r: r + dr, ...tried };
      }
    }
  }
  return best;
}

/** Share of the outline with ink on it, less what lies just outside of it as well: print does, a seal's rim does not. */
function outline({ ink, width, height }: InkMap, cx: number, cy: number, r: number): { score: number; inside: number; arc: number } {
  const steps = 120;
  let [inside, on, off] = [0, 0, 0];
  const hits: boolean[] = [];
  for (let i = 0; i < steps; i++) {
    const c = Math.cos((2 * Math.PI * i) / steps);
    const s = Math.sin((2 * Math.PI * i) / steps);
    const at = (d: number): number => {
      const x = Math.round(cx + c * (r + d));
      const y = Math.round(cy + s * (r + d));
      return x < 0 || y < 0 || x >= width || y >= height ? 0 : ink[y * width + x]!;
    };
    const x = cx + c * r;
    const y = cy + s * r;
    const there = x >= 0 && y >= 0 && x < width && y < height;
    const hit = there && (at(-1) || at(0) || at(1)) === 1;
    const beyond = there && (at(3) || at(4)) === 1;
    hits.push(hit && !beyond);
    if (there) inside++;
    if (hit) on++;
    if (beyond) off++;
  }
  return { score: inside ? (on - 0.35 * off) / inside : 0, inside: inside / steps, arc: longestArc(hits) };
}

/** The longest stretch of the circle, as a share of it, that is drawn but for small gaps. */
function longestArc(hits: readonly boolean[]): number {
  const n = hits.length;
  let [best, run, gap] = [0, 0, 0];
  for (let i = 0; i < 2 * n; i++) {
    if (hits[i % n]) {
      run += gap + 1;
      gap = 0;
    } else if (++gap > 2) run = gap = 0;
    best = Math.max(best, Math.min(n, run));
  }
  return best / n;
}

/** What can be seen of a paging seal: the ink inside its circle, cut off straight, near the edge of the sheet. */
function sliceOf({ ink, width, height }: InkMap, { x, y, r }: Circle): Pick<Seal, 'x' | 'y' | 'rx' | 'ry'> | undefined {
  let [x0, y0, x1, y1] = [width, height, 0, 0];
  for (let py = Math.max(0, Math.floor(y - r - 1)); py <= Math.min(height - 1, y + r + 1); py++) {
    for (let px = Math.max(0, Math.floor(x - r - 1)); px <= Math.min(width - 1, x + r + 1); px++) {
      if (!ink[py * width + px] || Math.hypot(px - x, py - y) > r + 1.5) continue;
      x0 = Math.min(x0, px);
      x1 = Math.max(x1, px + 1);
      y0 = Math.min(y0, py);
      y1 = Math.max(y1, py + 1);
    }
  }
  const edge = 14 * pixelsPerMm;
  if (x0 > edge && y0 > edge && x1 < width - edge && y1 < height - edge) return undefined;
  return { x: (x0 + x1) / 2, y: (y0 + y1) / 2, rx: (x1 - x0) / 2, ry: (y1 - y0) / 2 };
}

/** Oval and square seals: red lumps of a seal's size whose rim carries ink. */
function blocks(map: InkMap, taken: readonly Seal[]): Seal[] {
  const { width, height } = map;
  const found: Seal[] = [];
  for (const [x0, y0, x1, y1] of lumps(map)) {
    const [w, h] = [(x1 - x0) / pixelsPerMm, (y1 - y0) / pixelsPerMm];
    const [x, y, rx, ry] = [(x0 + x1) / 2, (y0 + y1) / 2, (x1 - x0) / 2, (y1 - y0) / 2];
    if (w < 12 || h < 12 || w > 62 || h > 62 || taken.some((s) => Math.abs(s.x - x) < s.rx + rx && Math.abs(s.y - y) < s.rx + ry)) continue;
    const oval = rim(map, (a) => [x + rx * Math.cos(a), y + ry * Math.sin(a)]);
    const square = rim(map, (a) => {
      const k = Math.max(Math.abs(Math.cos(a)), Math.abs(Math.sin(a)));
      return [x + (rx * Math.cos(a)) / k, y + (ry * Math.sin(a)) / k];
    });
    const confidence = Math.max(oval, square);
    if (confidence < 0.5) continue;
    const ratio = Math.max(w, h) / Math.min(w, h);
    const partial = x0 <= 1 || y0 <= 1 || x1 >= width - 1 || y1 >= height - 1;
    const shape = partial ? 'paging' : square > oval ? 'square' : ratio < 1.12 ? 'round' : 'oval';
    found.push({ x, y, rx, ry, shape, confidence, partial, red: true });
  }
  return found;
}

function rim({ ink, width, height }: InkMap, at: (angle: number) => readonly [number, number]): number {
  const steps = 96;
  let on = 0;
  for (let i = 0; i < steps; i++) {
    const [x, y] = at((2 * Math.PI * i) / steps);
    let hit = 0;
    for (let dy = -1; dy <= 1; dy++) {
      for (let dx = -1; dx <= 1; dx++) {
        const [px, py] = [Math.round(x) + dx, Math.round(y) + dy];
        if (px >= 0 && py >= 0 && px < width && py < height) hit |= ink[py * width + px]!;
      }
    }
    on += hit;
  }
  return on / steps;
}

/** Boxes of ink that hangs together over gaps of up to 2 mm. */
function lumps({ ink, width, height }: InkMap): [number, number, number, number][] {
  const reach = 3;
  const seen = new Uint8Array(ink.length);
  const out: [number, number, number, number][] = [];
  for (let start = 0; start < ink.length; start++) {
    if (!ink[start] || seen[start]) continue;
    const stack = [start];
    seen[start] = 1;
    const box: [number, number, number, number] = [width, height, 0, 0];
    for (let p = stack.pop(); p !== undefined; p = stack.pop()) {
      const x = p % width;
      const y = (p - x) / width;
      box[0] = Math.min(box[0], x);
      box[1] = Math.min(box[1], y);
      box[2] = Math.max(box[2], x + 1);
      box[3] = Math.max(box[3], y + 1);
      for (let ny = Math.max(0, y - reach); ny <= Math.min(height - 1, y + reach); ny++) {
        for (let nx = Math.max(0, x - reach); nx <= Math.min(width - 1, x + reach); nx++) {
          const q = ny * width + nx;
          if (ink[q] && !seen[q]) {
            seen[q] = 1;
            stack.push(q);
          }
        }
      }
    }
    out.push(box);
  }
  return out;
}
