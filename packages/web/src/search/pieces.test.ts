import fc from 'fast-check';
import { expect, it } from 'vitest';
import { pieces } from './pieces.ts';

it('cuts a snippet at its marks', () => {
  expect(pieces('双方的保密义务', [[3, 5]])).toEqual([{ text: '双方的', marked: false }, { text: '保密', marked: true }, { text: '义务', marked: false }]);
});
it('never loses or doubles a letter, whatever the marks', () => {
  const mark = fc.tuple(fc.integer({ min: -2, max: 30 }), fc.integer({ min: -2, max: 30 }));
  fc.assert(
    fc.property(fc.string({ maxLength: 25 }), fc.array(mark, { maxLength: 6 }), (snippet, marks) => {
      expect(pieces(snippet, marks).map((piece) => piece.text).join('')).toBe(snippet);
    }),
  );
});
