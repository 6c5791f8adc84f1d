import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fitted, inScene, kept, zoomed } from './room-view.ts';
import { meets } from './room-scene.ts';

const number = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const rect = fc.record({ x: number(-5_000, 5_000), y: number(-5_000, 5_000), w: number(500, 90_000), h: number(500, 90_000) });
const port = { width: 1_200, height: 800 };

it('fits the whole in the window', () => {
  fc.assert(
    fc.property(rect, (whole) => {
      const view = fitted(whole, port);
      const [from, to] = [inScene(view, 0, 0), inScene(view, port.width, port.height)];
      expect(from.x <= whole.x && from.y <= whole.y && to.x >= whole.x + whole.w && to.y >= whole.y + whole.h).toBe(true);
    }),
  );
});
it('keeps the point under the pointer when zooming', () => {
  fc.assert(
    fc.property(rect, number(0, 1_200), number(0, 800), number(0.2, 5), (whole, x, y, factor) => {
      const view = fitted(whole, port);
      const [before, after] = [inScene(view, x, y), inScene(zoomed(view, { x, y }, factor), x, y)];
      expect(Math.hypot(before.x - after.x, before.y - after.y)).toBeLessThan(1e-3);
    }),
  );
});
it('never loses the picture out of the window', () => {
  fc.assert(
    fc.property(rect, number(-1e6, 1e6), number(-1e6, 1e6), (whole, dx, dy) => {
      const view = fitted(whole, port);
      const moved = kept({ ...view, x: view.x + dx, y: view.y + dy }, whole, port);
      const [from, to] = [inScene(moved, 0, 0), inScene(moved, port.width, port.height)];
      expect(meets(whole, { x: from.x, y: from.y, w: to.x - from.x, h: to.y - from.y })).toBe(true);
    }),
  );
});
