import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Box } from '@qige/ocr';
import { turnBox } from './turn-page.ts';

const box = fc.tuple(fc.nat(500), fc.nat(900), fc.nat(499), fc.nat(499)).map(([x, y, w, h]): Box => [x, y, x + w, y + h]);

test('four quarter turns, or two half turns, bring every box back', () => {
  fc.assert(
    fc.property(box, (at) => {
      const [w, h] = [1000, 1400];
      expect(turnBox(turnBox(turnBox(turnBox(at, 90, w, h), 90, h, w), 90, w, h), 90, h, w)).toEqual(at);
      expect(turnBox(turnBox(at, 180, w, h), 180, w, h)).toEqual(at);
      expect(turnBox(turnBox(at, 90, w, h), 270, h, w)).toEqual(at);
    }),
  );
});

test('turned clockwise, the top left corner comes to the top right', () => expect(turnBox([0, 0, 10, 20], 90, 1000, 1400)).toEqual([1380, 0, 1400, 10]));
