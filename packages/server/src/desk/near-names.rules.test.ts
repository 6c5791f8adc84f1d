import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { edits, nearestFirst, piecesOf, toleranceFor } from './near-names.rules.ts';

const name = fc.array(fc.constantFrom(...'上海北京岑嵘精密机械有限公司工贸科技'), { minLength: 4, maxLength: 24 }).map((chars) => chars.join(''));

describe('names that are nearly the same', () => {
  test('a piece always survives as many misread characters as are tolerated', () => {
    fc.assert(
      fc.property(name, fc.array(fc.nat(), { maxLength: 3 }), (text, places) => {
        const chars = [...text];
        for (const place of places.slice(0, toleranceFor(text))) chars[place % chars.length] = '口';
        expect(piecesOf(text).some((piece) => chars.join('').includes(piece))).toBe(true);
      }),
    );
  });

  test('the distance is none to itself and the same both ways', () => {
    fc.assert(
      fc.property(name, name, (a, b) => {
        expect(edits(a, a)).toBe(0);
        expect(edits(a, b)).toBe(edits(b, a));
      }),
    );
  });

  test('the nearest comes first, what is too far does not come', () => {
    const of = (folded: string) => ({ folded, value: folded });
    expect(nearestFirst('西安岑嵘精密机械有限公司', [of('西安岭嵘精密机械有限公司'), of('西安岑嵘精密机械有限公司'), of('西安东方精工机床有限公司')])).toEqual([
      '西安岑嵘精密机械有限公司',
      '西安岭嵘精密机械有限公司',
    ]);
  });
});
