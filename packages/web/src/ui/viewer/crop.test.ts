import fc from 'fast-check';
import { expect, it } from 'vitest';
import { cropTo } from './crop.ts';

const page = { width: 2480, height: 3508 };
const port = { width: 640, height: 110 };

it('shows the beginning of the place and nothing beyond the page', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2300 }), fc.integer({ min: 0, max: 3450 }), fc.integer({ min: 20, max: 60 }), (x, y, height) => {
      const { scale, x: left, y: top } = cropTo([[x, y, x + 120, y + height]], page, port);
      expect(x * scale + left).toBeGreaterThanOrEqual(0);
      expect(x * scale + left).toBeLessThan(port.width);
      expect((y + height / 2) * scale + top).toBeGreaterThanOrEqual(0);
      expect((y + height / 2) * scale + top).toBeLessThanOrEqual(port.height);
      expect(left).toBeLessThanOrEqual(0);
      expect(page.width * scale + left).toBeGreaterThanOrEqual(port.width - 0.001);
      expect(page.height * scale + top).toBeGreaterThanOrEqual(port.height - 0.001);
    }),
  );
});

it('shows the top of a page without marks', () => expect(cropTo([], page, port).x).toBeLessThanOrEqual(0));
