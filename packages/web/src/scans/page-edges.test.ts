import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { findPage, type GreyFrame, type Point, type Quad } from './page-edges.ts';
import { createSteadiness } from './steadiness.ts';

interface Scene {
  quad: Quad;
  paper: number;
  table: number;
  /** Grain, as far as a pixel may be off. */
  noise: number;
  /** From one corner to the other it grows so much lighter. */
  shade: number;
  written: boolean;
}

const [width, height] = [240, 320];
const side = (a: Point, b: Point, p: Point): number => (b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x);

/** A sheet on a table, with lines of writing, under a lamp that stands to one side. */
function picture({ quad, paper, table, noise, shade, written }: Scene): GreyFrame {
  const data = new Uint8Array(width * height);
  let seed = 7;
  const grain = (): number => (((seed = (seed * 1_103_515_245 + 12_345) & 0x7fffffff) / 0x7fffffff) * 2 - 1) * noise;
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) {
    const p = { x: (x + 0.5) / width, y: (y + 0.5) / height };
    const inside = quad.every((corner, index) => side(corner, quad[(index + 1) % 4] as Point, p) > 0);
    const deep = inside ? Math.min(...quad.map((corner, index) => Math.abs(side(corner, quad[(index + 1) % 4] as Point, p)))) : 0;
    const ink = written && deep > 0.05 && y % 9 < 2 && (x * 7 + y) % 11 < 7;
    data[y * width + x] = Math.max(0, Math.min(255, (inside ? (ink ? 40 : paper) : table) + shade * (p.x + p.y - 1) + grain()));
  }
  return { width, height, data };
}

const straight: Quad = [{ x: 0.15, y: 0.12 }, { x: 0.86, y: 0.14 }, { x: 0.84, y: 0.9 }, { x: 0.13, y: 0.88 }];
const plain: Scene = { quad: straight, paper: 225, table: 70, noise: 8, shade: 30, written: true };
const off = (found: Quad | undefined, wanted: Quad): number => (found ? Math.max(...found.map((corner, index) => Math.hypot(corner.x - (wanted[index]?.x ?? 9), corner.y - (wanted[index]?.y ?? 9)))) : Number.POSITIVE_INFINITY);

describe('the edges of a page', () => {
  it.each([
    ['on a dark table', {}],
    ['on a table little darker than it', { paper: 205, table: 168, noise: 5 }],
    ['darker than the table', { paper: 120, table: 210, written: false }],
    ['in grainy light', { noise: 28 }],
    ['under a lamp to one side', { shade: 70 }],
    ['without writing', { written: false }],
    ['turned', { quad: [{ x: 0.3, y: 0.1 }, { x: 0.92, y: 0.24 }, { x: 0.7, y: 0.92 }, { x: 0.08, y: 0.78 }] as Quad }],
    ['held aslant', { quad: [{ x: 0.25, y: 0.2 }, { x: 0.75, y: 0.2 }, { x: 0.93, y: 0.88 }, { x: 0.07, y: 0.88 }] as Quad }],
  ] satisfies [string, Partial<Scene>][])('are found %s', (_, change) => {
    const scene = { ...plain, ...change };
    expect(off(findPage(picture(scene)), scene.quad)).toBeLessThan(0.025);
  });

  test('are found wherever it lies', () => {
    const part = (from: number, to: number) => fc.double({ min: from, max: to, noNaN: true });
    const corners = fc.tuple(part(0.06, 0.25), part(0.06, 0.25), part(0.75, 0.94), part(0.06, 0.25), part(0.75, 0.94), part(0.75, 0.94), part(0.06, 0.25), part(0.75, 0.94));
    fc.assert(
      fc.property(corners, fc.boolean(), ([ax, ay, bx, by, cx, cy, dx, dy], written) => {
        const quad: Quad = [{ x: ax, y: ay }, { x: bx, y: by }, { x: cx, y: cy }, { x: dx, y: dy }];
        return off(findPage(picture({ ...plain, quad, written })), quad) < 0.03;
      }),
      { numRuns: 60, seed: 11, endOnFailure: true },
    );
  });

  it.each([
    ['an empty table', { paper: 70 }],
    ['a page that fills the picture', { quad: [{ x: -1, y: -1 }, { x: 2, y: -1 }, { x: 2, y: 2 }, { x: -1, y: 2 }] as Quad }],
    ['a slip too small to be meant', { quad: [{ x: 0.45, y: 0.45 }, { x: 0.6, y: 0.45 }, { x: 0.6, y: 0.6 }, { x: 0.45, y: 0.6 }] as Quad, written: false }],
    ['noise', { paper: 70, noise: 60, written: false }],
  ] satisfies [string, Partial<Scene>][])('are not made up: %s', (_, change) => expect(findPage(picture({ ...plain, written: false, ...change }))).toBeUndefined());
});

describe('holding still', () => {
  const moved = (by: number): Quad => straight.map(({ x, y }) => ({ x: x + by, y })) as unknown as Quad;
  const feed = (steadiness: ReturnType<typeof createSteadiness>, seen: (Quad | undefined)[], from = 0): number => seen.filter((quad, index) => steadiness(quad, from + index * 100).fire).length;
  it('takes the page once, after a moment', () => expect(feed(createSteadiness(), Array.from({ length: 40 }, () => straight))).toBe(1));
  it('does not take it while it moves', () => expect(feed(createSteadiness(), Array.from({ length: 30 }, (_, index) => moved(index * 0.012)))).toBe(0));
  it('is not put off by a trembling hand', () => expect(feed(createSteadiness(), Array.from({ length: 20 }, (_, index) => moved(index % 2 ? 0.004 : 0)))).toBe(1));
  it('takes the next one when the page was turned', () => {
    const steadiness = createSteadiness();
    const still = Array.from({ length: 15 }, () => straight);
    expect(feed(steadiness, [...still, ...Array.from({ length: 5 }, () => undefined), ...still])).toBe(2);
  });
  it('bears one frame in which nothing was found', () => expect(feed(createSteadiness(), [straight, straight, straight, straight, undefined, ...Array.from({ length: 12 }, () => straight)])).toBe(1));
});
