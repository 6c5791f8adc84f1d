import { fontFile } from '@qige/ocr';
import type { Letter, Step } from '../mark/letters.ts';

/** Units a character is drawn in. Outlines come in two-hundredths of its height, so every point is whole here. */
const em = 1000;

/** A TrueType font of just these letters, in this order from glyph 1 on; glyph 0 is empty. */
export function fontOf(letters: readonly Letter[]): Buffer {
  const glyphs = [{ bytes: Buffer.alloc(0), width: em, left: 0 }, ...letters.map((letter) => ({ ...glyphOf(letter.steps), width: Math.round(letter.width * 10) }))];
  const offsets = [0];
  for (const { bytes } of glyphs) offsets.push((offsets.at(-1) ?? 0) + bytes.length);
  const widest = Math.max(...glyphs.map(({ width }) => width));
  const [up, down] = [880, -120];
  const most = glyphs.reduce((found, { bytes }) => Math.max(found, bytes.length), 0);
  return fontFile([
    ['glyf', Buffer.concat(glyphs.map(({ bytes }) => bytes))],
    ['head', shorts([1, 0, 1, 0, 0, 0, 0x5f0f, 0x3cf5, 0x000b, em, 0, 0, 0, 0, 0, 0, 0, 0, 0, -200, widest, 1000, 0, 8, 2, 1, 0])],
    ['hhea', shorts([1, 0, up, down, 0, widest, 0, 0, widest, 1, 0, 0, 0, 0, 0, 0, 0, glyphs.length])],
    ['hmtx', shorts(glyphs.flatMap(({ width, left }) => [width, left]))],
    ['loca', longs(offsets)],
    // Counts of points and contours say how much room a reader sets aside; no glyph has more than it has bytes.
    ['maxp', shorts([1, 0, glyphs.length, Math.min(0x7fff, most), Math.min(0x7fff, most), 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0])],
    ['name', shorts([0, 0, 6])],
    ['post', shorts([3, 0, 0, 0, -100, 50, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0])],
  ]);
}

interface Point {
  x: number;
  y: number;
  on: boolean;
}

function glyphOf(steps: readonly Step[]): { bytes: Buffer; left: number } {
  const contours = contoursOf(steps);
  if (contours.length === 0) return { bytes: Buffer.alloc(0), left: 0 };
  const points = contours.flat();
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
  const ends: number[] = [];
  for (const contour of contours) ends.push((ends.at(-1) ?? -1) + contour.length);
  const apart = (values: readonly number[]): number[] => values.map((value, i) => value - (values[i - 1] ?? 0));
  const left = Math.min(...xs);
  const parts = [
    shorts([contours.length, left, Math.min(...ys), Math.max(...xs), Math.max(...ys), ...ends, 0]),
    Buffer.from(points.map(({ on }) => (on ? 1 : 0))),
    shorts(apart(xs)),
    shorts(apart(ys)),
  ];
  const bytes = Buffer.concat(parts);
  return { bytes: Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)]), left };
}

/** The outlines were drawn with curves of one control point, which were raised to two; here they are taken back. */
function contoursOf(steps: readonly Step[]): Point[][] {
  const contours: Point[][] = [];
  let at: [number, number] = [0, 0];
  const point = (x: number, y: number, on: boolean): Point => ({ x: Math.round(x * 10), y: Math.round(y * 10), on });
  for (const step of steps) {
    if (step[0] === 'close') continue;
    const contour = contours.at(-1);
    if (step[0] === 'curve') {
      const [, x1, y1, , , x, y] = step;
      contour?.push(point(at[0] + 1.5 * (x1 - at[0]), at[1] + 1.5 * (y1 - at[1]), false), point(x, y, true));
      at = [x, y];
      continue;
    }
    at = [step[1], step[2]];
    if (step[0] === 'move') contours.push([point(...at, true)]);
    else contour?.push(point(...at, true));
  }
  return contours.map(withoutItsEnd).filter((contour) => contour.length > 2);
}

/** A contour closes by itself; a last point on the first one says it twice. */
function withoutItsEnd(contour: Point[]): Point[] {
  const [first, last] = [contour[0], contour.at(-1)];
  return contour.length > 1 && first && last?.on && first.x === last.x && first.y === last.y ? contour.slice(0, -1) : contour;
}

function shorts(list: readonly number[]): Buffer {
  const out = Buffer.alloc(list.length * 2);
  list.forEach((value, i) => out.writeUInt16BE(value & 0xffff, i * 2));
  return out;
}

function longs(list: readonly number[]): Buffer {
  const out = Buffer.alloc(list.length * 4);
  list.forEach((value, i) => out.writeUInt32BE(value, i * 4));
  return out;
}
