/** 3×3 matrices, row-major; points are column vectors. */
export type Matrix = readonly [number, number, number, number, number, number, number, number, number];

export const scale = (s: number): Matrix => [s, 0, 0, 0, s, 0, 0, 0, 1];
export const shift = (x: number, y: number): Matrix => [1, 0, x, 0, 1, y, 0, 0, 1];

export function multiply(a: Matrix, b: Matrix): Matrix {
  return Array.from({ length: 9 }, (_, i) => {
    const [row, column] = [Math.floor(i / 3) * 3, i % 3];
    return (a[row] ?? 0) * (b[column] ?? 0) + (a[row + 1] ?? 0) * (b[column + 3] ?? 0) + (a[row + 2] ?? 0) * (b[column + 6] ?? 0);
  }) as unknown as Matrix;
}

export function apply(m: Matrix, x: number, y: number): [number, number] {
  const w = m[6] * x + m[7] * y + m[8];
  return [(m[0] * x + m[1] * y + m[2]) / w, (m[3] * x + m[4] * y + m[5]) / w];
}

export function invert(m: Matrix): Matrix {
  const [a, b, c, d, e, f, g, h, i] = m;
  const [A, B, C] = [e * i - f * h, f * g - d * i, d * h - e * g];
  const det = a * A + b * B + c * C;
  return [A, c * h - b * i, b * f - c * e, B, a * i - c * g, c * d - a * f, C, b * g - a * h, a * e - b * d].map((v) => v / det) as unknown as Matrix;
}

export function rotateAbout(degrees: number, x: number, y: number): Matrix {
  const [s, c] = [Math.sin((degrees * Math.PI) / 180), Math.cos((degrees * Math.PI) / 180)];
  return multiply(shift(x, y), multiply([c, -s, 0, s, c, 0, 0, 0, 1], shift(-x, -y)));
}

/** Content turned clockwise by quarter turns; returns the matrix for an image of the given size. */
export function quarterTurn(turn: 90 | 180 | 270, width: number, height: number): Matrix {
  if (turn === 90) return [0, -1, height, 1, 0, 0, 0, 0, 1];
  if (turn === 180) return [-1, 0, width, 0, -1, height, 0, 0, 1];
  return [0, 1, 0, -1, 0, width, 0, 0, 1];
}

/** The projective map of the rectangle (0,0)-(w,h) onto a quad TL, TR, BR, BL. */
export function ontoQuad(w: number, h: number, quad: readonly [number, number][]): Matrix {
  const [[x0, y0], [x1, y1], [x2, y2], [x3, y3]] = quad as [[number, number], [number, number], [number, number], [number, number]];
  const [dx1, dx2, dy1, dy2] = [x1 - x2, x3 - x2, y1 - y2, y3 - y2];
  const [sx, sy] = [x0 - x1 + x2 - x3, y0 - y1 + y2 - y3];
  const det = dx1 * dy2 - dx2 * dy1;
  const [g, k] = [(sx * dy2 - dx2 * sy) / det, (dx1 * sy - sx * dy1) / det];
  const unit: Matrix = [x1 - x0 + g * x1, x3 - x0 + k * x3, x0, y1 - y0 + g * y1, y3 - y0 + k * y3, y0, g, k, 1];
  return multiply(unit, [1 / w, 0, 0, 0, 1 / h, 0, 0, 0, 1]);
}
