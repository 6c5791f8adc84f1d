export interface Point {
  x: number;
  y: number;
}

/** Corners from the upper left, clockwise, as parts of width and height. */
export type Quad = readonly [Point, Point, Point, Point];

/** One byte a pixel, row after row. */
export interface GreyFrame {
  width: number;
  height: number;
  data: Uint8Array | Uint8ClampedArray;
}

interface Line {
  /** Direction of the gradient across the line, from dark to light. */
  angle: number;
  /** Distance from the middle of the frame, along that direction. */
  distance: number;
  votes: number;
}

interface Gradients {
  x: Float32Array;
  y: Float32Array;
  size: Float32Array;
  strong: number;
}

const angles = 180;
const step = (2 * Math.PI) / angles;
const lean = Math.PI / 6;
const perSide = 5;
const leastArea = 0.15;
const leastSide = 0.45;
const leastMean = 0.62;

/** Into which side each gradient belongs when the page is lighter than what it lies on: it points inwards. */
const inwards = [Math.PI / 2, Math.PI, -Math.PI / 2, 0] as const;

export function greyOf({ width, height, data }: { width: number; height: number; data: Uint8ClampedArray }): GreyFrame {
  const grey = new Uint8Array(width * height);
  for (let at = 0; at < grey.length; at++) grey[at] = ((data[4 * at] ?? 0) * 77 + (data[4 * at + 1] ?? 0) * 150 + (data[4 * at + 2] ?? 0) * 29) >> 8;
  return { width, height, data: grey };
}

/**
 * The outline of a sheet of paper in a small grey picture (some 200 to 320 pixels), or nothing where there is none to be sure of. Straight lines
 * are found by their gradients (Hough), then those four are taken that are borne out best along their whole length. Paper may be lighter or
 * darker than the table.
 */
export function findPage(seen: GreyFrame): Quad | undefined {
  const frame = withoutInk(seen);
  const gradients = gradientsOf(frame);
  if (gradients.strong === 0) return undefined;
  const votes = vote(frame, gradients);
  let best: { quad: Quad; score: number } | undefined;
  for (const turned of [0, Math.PI]) {
    const sides = inwards.map((towards) => peaks(votes, towards + turned));
    for (const top of sides[0] ?? []) for (const right of sides[1] ?? []) for (const bottom of sides[2] ?? []) for (const left of sides[3] ?? []) {
      const quad = quadOf(frame, [top, right, bottom, left]);
      if (!quad) continue;
      const score = support(frame, gradients, quad, [top, right, bottom, left]);
      if (score > 0 && (!best || score > best.score)) best = { quad, score };
    }
  }
  return best?.quad.map(({ x, y }) => ({ x: x / frame.width, y: y / frame.height })) as Quad | undefined;
}

const stroke = 3;

/** Closes what is dark and thin, the writing, which else has more and straighter edges than the page. */
function withoutInk({ width, height, data }: GreyFrame): GreyFrame {
  const pass = (from: Uint8Array | Uint8ClampedArray, along: number, across: number, lines: number, length: number, pick: (a: number, b: number) => number): Uint8Array => {
    const to = new Uint8Array(from.length);
    for (let line = 0; line < lines; line++) for (let i = 0; i < length; i++) {
      let best = from[line * across + i * along] ?? 0;
      for (let j = Math.max(0, i - stroke); j <= Math.min(length - 1, i + stroke); j++) best = pick(best, from[line * across + j * along] ?? 0);
      to[line * across + i * along] = best;
    }
    return to;
  };
  const both = (from: Uint8Array | Uint8ClampedArray, pick: (a: number, b: number) => number): Uint8Array => pass(pass(from, 1, width, height, width, pick), width, 1, width, height, pick);
  const lighter = both(data, (a, b) => (a > b ? a : b));
  return { width, height, data: both(lighter, (a, b) => (a < b ? a : b)) };
}

function gradientsOf({ width, height, data }: GreyFrame): Gradients {
  const smooth = new Float32Array(width * height);
  const p = (at: number): number => data[at] ?? 0;
  for (let y = 1; y < height - 1; y++) for (let x = 1; x < width - 1; x++) {
    const at = y * width + x;
    smooth[at] = (p(at - width - 1) + 2 * p(at - width) + p(at - width + 1) + 2 * p(at - 1) + 4 * p(at) + 2 * p(at + 1) + p(at + width - 1) + 2 * p(at + width) + p(at + width + 1)) / 16;
  }
  const s = (at: number): number => smooth[at] ?? 0;
  const [gx, gy, size] = [new Float32Array(width * height), new Float32Array(width * height), new Float32Array(width * height)];
  const spread = new Uint32Array(512);
  for (let y = 2; y < height - 2; y++) for (let x = 2; x < width - 2; x++) {
    const at = y * width + x;
    const h = (s(at - width + 1) + 2 * s(at + 1) + s(at + width + 1) - s(at - width - 1) - 2 * s(at - 1) - s(at + width - 1)) / 4;
    const v = (s(at + width - 1) + 2 * s(at + width) + s(at + width + 1) - s(at - width - 1) - 2 * s(at - width) - s(at - width + 1)) / 4;
    gx[at] = h;
    gy[at] = v;
    const big = Math.hypot(h, v);
    size[at] = big;
    const bin = Math.min(511, Math.floor(big));
    spread[bin] = (spread[bin] ?? 0) + 1;
  }
  // The strongest tenth, but never what is only noise.
  let left = (width * height) / 10;
  let strong = 511;
  while (strong > 0 && (left -= spread[strong] ?? 0) > 0) strong--;
  return { x: gx, y: gy, size, strong: spread.slice(6).some((count) => count > 0) ? Math.max(6, Math.min(strong, 24)) : 0 };
}

interface Votes {
  reach: number;
  rows: Float32Array[];
}

function vote({ width, height }: GreyFrame, { x: gx, y: gy, size, strong }: Gradients): Votes {
  const reach = Math.ceil(Math.hypot(width, height) / 2) + 2;
  const rows = Array.from({ length: angles }, () => new Float32Array(2 * reach + 1));
  const [cos, sin] = [rows.map((_, bin) => Math.cos(bin * step)), rows.map((_, bin) => Math.sin(bin * step))];
  for (let y = 2; y < height - 2; y++) for (let x = 2; x < width - 2; x++) {
    const at = y * width + x;
    const big = size[at] ?? 0;
    if (big < strong) continue;
    const middle = Math.round(Math.atan2(gy[at] ?? 0, gx[at] ?? 0) / step);
    for (let off = -3; off <= 3; off++) {
      const bin = (middle + off + 2 * angles) % angles;
      const row = rows[bin];
      const distance = Math.round((x - width / 2) * (cos[bin] ?? 0) + (y - height / 2) * (sin[bin] ?? 0)) + reach;
      if (row) row[distance] = (row[distance] ?? 0) + Math.min(big, 40);
    }
  }
  return { reach, rows };
}

/** The strongest lines whose gradient points about this way, each standing for its neighbourhood. */
function peaks({ reach, rows }: Votes, towards: number): Line[] {
  const wide = Math.round(lean / step);
  const middle = Math.round(towards / step);
  const found: Line[] = [];
  const cells: Line[] = [];
  for (let off = -wide; off <= wide; off++) {
    const bin = (((middle + off) % angles) + angles) % angles;
    const row = rows[bin] ?? new Float32Array();
    for (let at = 1; at < row.length - 1; at++) {
      const votes = row[at] ?? 0;
      if (votes > 0 && votes >= (row[at - 1] ?? 0) && votes >= (row[at + 1] ?? 0)) cells.push({ angle: (middle + off) * step, distance: at - reach, votes });
    }
  }
  cells.sort((a, b) => b.votes - a.votes);
  for (const cell of cells) {
    if (found.every((one) => Math.abs(one.distance - cell.distance) > 5 || Math.abs(one.angle - cell.angle) > 6 * step)) found.push(cell);
    if (found.length === perSide) break;
  }
  return found;
}

function crossing({ width, height }: GreyFrame, a: Line, b: Line): Point | undefined {
  const [ac, as, bc, bs] = [Math.cos(a.angle), Math.sin(a.angle), Math.cos(b.angle), Math.sin(b.angle)];
  const across = ac * bs - as * bc;
  if (Math.abs(across) < 0.5) return undefined;
  return { x: (a.distance * bs - b.distance * as) / across + width / 2, y: (b.distance * ac - a.distance * bc) / across + height / 2 };
}

function quadOf(frame: GreyFrame, [top, right, bottom, left]: readonly [Line, Line, Line, Line]): Quad | undefined {
  const corners = [crossing(frame, top, left), crossing(frame, top, right), crossing(frame, bottom, right), crossing(frame, bottom, left)];
  const { width, height } = frame;
  const quad = corners.filter((one): one is Point => one !== undefined && one.x > -0.04 * width && one.x < 1.04 * width && one.y > -0.04 * height && one.y < 1.04 * height);
  const [a, b, c, d] = quad;
  if (!a || !b || !c || !d) return undefined;
  // The left side is left and the upper one above; nothing is turned inside out.
  if (a.x >= b.x || d.x >= c.x || a.y >= d.y || b.y >= c.y) return undefined;
  const area = Math.abs((a.x - c.x) * (b.y - d.y) - (b.x - d.x) * (a.y - c.y)) / 2;
  if (area < leastArea * width * height) return undefined;
  const alike = (p: Point, q: Point, r: Point, s: Point): boolean => {
    const ratio = Math.hypot(p.x - q.x, p.y - q.y) / Math.hypot(r.x - s.x, r.y - s.y);
    return ratio > 0.5 && ratio < 2;
  };
  return alike(a, b, d, c) && alike(a, d, b, c) ? [a, b, c, d] : undefined;
}

/** How much of each side is really there: a strong gradient, the right way round. 0 where one side has too little. */
function support({ width, height }: GreyFrame, { x: gx, y: gy, size, strong }: Gradients, quad: Quad, lines: readonly Line[]): number {
  let all = 0;
  for (const [index, line] of lines.entries()) {
    const [from, to] = [quad[index] as Point, quad[(index + 1) % 4] as Point];
    const points = Math.max(8, Math.round(Math.hypot(to.x - from.x, to.y - from.y) / 3));
    const [cos, sin] = [Math.cos(line.angle), Math.sin(line.angle)];
    let good = 0;
    for (let i = 0; i < points; i++) {
      const [x, y] = [from.x + ((to.x - from.x) * (i + 0.5)) / points, from.y + ((to.y - from.y) * (i + 0.5)) / points];
      for (const off of [0, 1, -1, 2, -2]) {
        const [px, py] = [Math.round(x + off * cos), Math.round(y + off * sin)];
        if (px < 0 || py < 0 || px >= width || py >= height) continue;
        const at = py * width + px;
        const big = size[at] ?? 0;
        if (big < strong * 0.6 || ((gx[at] ?? 0) * cos + (gy[at] ?? 0) * sin) / big < 0.85) continue;
        good++;
        break;
      }
    }
    const part = good / points;
    if (part < leastSide) return 0;
    all += part;
  }
  const mean = all / 4;
  return mean < leastMean ? 0 : mean;
}
