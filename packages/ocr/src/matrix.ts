import type { Matrix3, Point, Quad } from './types.ts';

export const identity: Matrix3 = [1, 0, 0, 0, 1, 0, 0, 0, 1];

export const scaling = (x: number, y: number): Matrix3 => [x, 0, 0, 0, y, 0, 0, 0, 1];

export const translation = (x: number, y: number): Matrix3 => [1, 0, x, 0, 1, y, 0, 0, 1];

/** Turns clockwise (y points down) by `degrees` about the origin. */
export function rotation(degrees: number): Matrix3 {
  const a = (degrees * Math.PI) / 180;
  return [Math.cos(a), -Math.sin(a), 0, Math.sin(a), Math.cos(a), 0, 0, 0, 1];
}

/** The first matrix applied last: `multiply(a, b)` maps p to a(b(p)). */
export function multiply(...all: readonly Matrix3[]): Matrix3 {
  return all.reduce((a, b) => {
    const out: number[] = [];
    for (let r = 0; r < 9; r += 3) {
      for (let c = 0; c < 3; c++) out.push(a[r]! * b[c]! + a[r + 1]! * b[c + 3]! + a[r + 2]! * b[c + 6]!);
    }
    return out as unknown as Matrix3;
  });
}

export function apply(m: Matrix3, x: number, y: number): Point {
  const w = m[6] * x + m[7] * y + m[8];
  return [(m[0] * x + m[1] * y + m[2]) / w, (m[3] * x + m[4] * y + m[5]) / w];
}

export function invert(m: Matrix3): Matrix3 {
  const [a, b, c, d, e, f, g, h, i] = m;
  const A = e * i - f * h;
  const B = f * g - d * i;
  const C = d * h - e * g;
  const det = a * A + b * B + c * C;
  return [A, c * h - b * i, b * f - c * e, B, a * i - c * g, c * d - a * f, C, b * g - a * h, a * e - b * d].map(
    (v) => v / det,
  ) as unknown as Matrix3;
}

/** Maps the rectangle 0,0..width,height onto the quad. */
export function rectangleToQuad(width: number, height: number, quad: Quad): Matrix3 {
  const [[x0, y0], [x1, y1], [x2, y2], [x3, y3]] = quad;
  const sx = x0 - x1 + x2 - x3;
  const sy = y0 - y1 + y2 - y3;
  const dx1 = x1 - x2;
  const dx2 = x3 - x2;
  const dy1 = y1 - y2;
  const dy2 = y3 - y2;
  const det = dx1 * dy2 - dx2 * dy1;
  const g = (sx * dy2 - dx2 * sy) / det;
  const h = (dx1 * sy - sx * dy1) / det;
  const unit: Matrix3 = [x1 - x0 + g * x1, x3 - x0 + h * x3, x0, y1 - y0 + g * y1, y3 - y0 + h * y3, y0, g, h, 1];
  return multiply(unit, scaling(1 / width, 1 / height));
}

/** From pixels upright by EXIF to pixels as stored; `width` and `height` are those of the upright picture. */
export function exifToStored(orientation: number, width: number, height: number): Matrix3 {
  switch (orientation) {
    case 2:
      return [-1, 0, width, 0, 1, 0, 0, 0, 1];
    case 3:
      return [-1, 0, width, 0, -1, height, 0, 0, 1];
    case 4:
      return [1, 0, 0, 0, -1, height, 0, 0, 1];
    case 5:
      return [0, 1, 0, 1, 0, 0, 0, 0, 1];
    case 6:
      return [0, 1, 0, -1, 0, width, 0, 0, 1];
    case 7:
      return [0, -1, height, -1, 0, width, 0, 0, 1];
    case 8:
      return [0, -1, height, 1, 0, 0, 0, 0, 1];
    default:
      return identity;
  }
}
