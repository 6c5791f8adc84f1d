import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { around, fitPage, fitWidth, nearest, panBy, reveal, type View, zoomAt } from './view.ts';

const size = fc.record({ width: fc.integer({ min: 200, max: 4000 }), height: fc.integer({ min: 200, max: 4000 }) });
const port = fc.record({ width: fc.integer({ min: 300, max: 2000 }), height: fc.integer({ min: 300, max: 1400 }) });

it('the nearest of some boxes is found by its middle', () => {
  expect(nearest([[0, 0, 10, 10], [100, 0, 110, 10], [0, 100, 10, 110]], [96, 4, 120, 8])).toBe(1);
  expect(nearest([], [0, 0, 1, 1])).toBe(0);
});

describe('fitting', () => {
  it('shows the whole page', () => {
    fc.assert(
      fc.property(size, port, (page, port) => {
        const { scale, x, y } = fitPage(page, port);
        expect(x).toBeGreaterThanOrEqual(0);
        expect(y).toBeGreaterThanOrEqual(0);
        expect(x + page.width * scale).toBeLessThanOrEqual(port.width + 0.001);
        expect(y + page.height * scale).toBeLessThanOrEqual(port.height + 0.001);
      }),
    );
  });
  it('to the width begins at the top of a long page', () => {
    const view = fitWidth({ width: 1000, height: 4000 }, { width: 1032, height: 600 });
    expect(view).toEqual({ scale: 1, x: 16, y: 16 });
  });
});

describe('zooming', () => {
  it('keeps what is under the pointer there, while the page fills the window', () => {
    const page = { width: 2480, height: 3508 };
    const window = { width: 900, height: 700 };
    const view: View = { scale: 0.6, x: -300, y: -700 };
    const at = { x: 400, y: 300 };
    const under = (view: View): number[] => [(at.x - view.x) / view.scale, (at.y - view.y) / view.scale];
    const after = zoomAt(view, at, 1.25, page, window);
    expect(after.scale).toBeCloseTo(0.75);
    for (const [index, value] of under(after).entries()) expect(value).toBeCloseTo(under(view)[index] ?? Number.NaN);
  });
  it('never goes beyond its ends', () => {
    fc.assert(
      fc.property(size, port, fc.double({ min: 0.001, max: 1000, noNaN: true }), (page, port, factor) => {
        const { scale } = zoomAt(fitPage(page, port), { x: 10, y: 10 }, factor, page, port);
        expect(scale).toBeGreaterThan(0);
        expect(scale).toBeLessThanOrEqual(6);
      }),
    );
  });
});

it('panning never loses the page', () => {
  fc.assert(
    fc.property(size, port, fc.integer({ min: -99_999, max: 99_999 }), fc.integer({ min: -99_999, max: 99_999 }), (page, port, dx, dy) => {
      const { scale, x, y } = panBy(fitPage(page, port), dx, dy, page, port);
      expect(x).toBeLessThan(port.width);
      expect(y).toBeLessThan(port.height);
      expect(x + page.width * scale).toBeGreaterThan(0);
      expect(y + page.height * scale).toBeGreaterThan(0);
    }),
  );
});

describe('revealing a place', () => {
  const page = { width: 2480, height: 3508 };
  const window = { width: 800, height: 700 };
  it('brings it into the window, legible', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2000 }), fc.integer({ min: 0, max: 3400 }), fc.integer({ min: 40, max: 400 }), (x, y, width) => {
        const place = [x, y, x + width, y + 50] as const;
        const view = reveal(fitPage(page, window), place, page, window);
        expect(x * view.scale + view.x).toBeGreaterThanOrEqual(-0.001);
        expect((x + width) * view.scale + view.x).toBeLessThanOrEqual(window.width + 0.001);
        expect(y * view.scale + view.y).toBeGreaterThanOrEqual(-0.001);
        expect((y + 50) * view.scale + view.y).toBeLessThanOrEqual(window.height + 0.001);
        // Past the edge of the page there is no more to be seen than its margin.
        expect(view.y).toBeLessThanOrEqual(16.001);
        expect(page.height * view.scale + view.y).toBeGreaterThanOrEqual(window.height - 16.001);
        expect(50 * view.scale).toBeGreaterThanOrEqual(17.9);
      }),
    );
  });
  it('leaves the page where it is when the place can be read already', () => {
    const view = { scale: 0.5, x: 0, y: 0 };
    expect(reveal(view, [100, 100, 400, 150], page, window)).toBe(view);
  });
});

it('a place of several lines is what holds them all', () => {
  expect(around([[5, 6, 20, 10], [1, 12, 9, 20]])).toEqual([1, 6, 20, 20]);
  expect(around([])).toBeNull();
});
