import type { MapPart } from './detect.ts';
import type { Box } from './types.ts';

/**
 * One piece of a printed line as the detector saw it. Its middle runs along y = a + b·(x − x0) + c·(x − x0)²,
 * which follows skew and the curl of photographed paper; it reaches `half` above and below.
 */
export interface Strip {
  x0: number;
  x1: number;
  a: number;
  b: number;
  c: number;
  half: number;
  score: number;
}

// The detector is trained on letters shrunk by 0.4; growing the outline back takes area × ratio / perimeter.
const unclip = 1.5;

export function fitStrip(part: MapPart, sx: number, sy: number): Strip | undefined {
  const width = (part.x1 - part.x0) * sx;
  const columns = part.top.length;
  const heights = Array.from(part.top, (t, i) => (part.bottom[i]! - t + 1) * sy).sort((m, n) => m - n);
  const tall = heights[Math.floor(columns * 0.6)]!;
  const thickness = width > tall ? (part.area * sx * sy) / width : (part.y1 - part.y0) * sy;
  const grow = (width * thickness * unclip) / (2 * (width + thickness));
  const [a, b, c] = fitMiddle(part, sx, sy, width > 2.5 * thickness ? (width > 12 * thickness ? 2 : 1) : 0);
  const x0 = part.x0 * sx - grow;
  const back = -grow;
  return {
    x0,
    x1: part.x1 * sx + grow,
    a: a + b * back + c * back * back,
    b: b + 2 * c * back,
    c,
    half: thickness / 2 + grow,
    score: part.score,
  };
}

/** Least squares through the middles of the columns, the ragged ends left out; in page pixels from the part's left edge. */
function fitMiddle(part: MapPart, sx: number, sy: number, degree: 0 | 1 | 2): [number, number, number] {
  const n = part.top.length;
  if (degree === 0) return [((part.y0 + part.y1) / 2) * sy, 0, 0];
  const skip = Math.floor(n * 0.02) + 1;
  const s = [0, 0, 0, 0, 0];
  const t = [0, 0, 0];
  for (let i = skip; i < n - skip; i++) {
    const x = (i + 0.5) / n;
    const y = ((part.top[i]! + part.bottom[i]! + 1) / 2) * sy;
    let p = 1;
    for (let k = 0; k < 5; k++) {
      s[k]! += p;
      if (k < 3) t[k]! += p * y;
      p *= x;
    }
  }
  const w = n * sx;
  const line = (): [number, number, number] => {
    const det = s[0]! * s[2]! - s[1]! * s[1]!;
    if (det === 0) return [((part.y0 + part.y1) / 2) * sy, 0, 0];
    return [(t[0]! * s[2]! - s[1]! * t[1]!) / det, (s[0]! * t[1]! - s[1]! * t[0]!) / det / w, 0];
  };
  if (degree === 1) return line();
  const d3 = (m: number[]): number =>
    m[0]! * (m[4]! * m[8]! - m[5]! * m[7]!) - m[1]! * (m[3]! * m[8]! - m[5]! * m[6]!) + m[2]! * (m[3]! * m[7]! - m[4]! * m[6]!);
  const m = [s[0]!, s[1]!, s[2]!, s[1]!, s[2]!, s[3]!, s[2]!, s[3]!, s[4]!];
  const det = d3(m);
  if (Math.abs(det) < 1e-9) return line();
  const solve = (column: number): number => d3(m.map((v, i) => (i % 3 === column ? t[(i / 3) | 0]! : v))) / det;
  return [solve(0), solve(1) / w, solve(2) / (w * w)];
}

export const middleAt = (strip: Strip, x: number): number => {
  const d = x - strip.x0;
  return strip.a + strip.b * d + strip.c * d * d;
};

/** The upright box around a strip. */
export function stripBox(strip: Strip): Box {
  const ys = [middleAt(strip, strip.x0), middleAt(strip, (strip.x0 + strip.x1) / 2), middleAt(strip, strip.x1)];
  return [strip.x0, Math.min(...ys) - strip.half, strip.x1, Math.max(...ys) + strip.half];
}

/** The part of a strip between two columns. */
export function cutStrip(strip: Strip, x0: number, x1: number): Strip {
  const d = x0 - strip.x0;
  return { ...strip, x0, x1, a: middleAt(strip, x0), b: strip.b + 2 * strip.c * d };
}

/** The strip after the page was turned upside down. */
export function turnStrip(strip: Strip, width: number, height: number): Strip {
  const d = strip.x1 - strip.x0;
  return { ...strip, x0: width - strip.x1, x1: width - strip.x0, a: height - middleAt(strip, strip.x1), b: strip.b + 2 * strip.c * d, c: -strip.c };
}

/** The strip seen through a nearly upright change of frame, given by where points go. */
export function moveStrip(strip: Strip, move: (x: number, y: number) => readonly [number, number]): Strip {
  const [xa, ya] = move(strip.x0, middleAt(strip, strip.x0));
  const mid = (strip.x0 + strip.x1) / 2;
  const [xm, ym] = move(mid, middleAt(strip, mid));
  const [xb, yb] = move(strip.x1, middleAt(strip, strip.x1));
  const up = move(mid, middleAt(strip, mid) - strip.half);
  const w = xb - xa;
  const u = (xm - xa) / w;
  // Through three points: y = ya + b·d + c·d² with d from xa.
  const c = ((ym - ya) / u - (yb - ya)) / (w * w * (u - 1));
  const b = (yb - ya) / w - c * w;
  return { x0: xa, x1: xb, a: ya, b, c: Number.isFinite(c) ? c : 0, half: Math.hypot(up[0] - xm, up[1] - ym), score: strip.score };
}
