import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fold, foldWithPlaces } from './fold.ts';

test('width, case, script, quotes and white space fold', () => {
  expect(fold('採購合約 ＮＯ．１２')).toBe(fold('采购合约no.12'));
  expect(fold('保\n密义 务')).toBe('保密义务');
  expect(fold('“（甲方）”')).toBe('"(甲方)"');
  expect(fold('￥1,000')).toBe(fold('¥1,000'));
});

test('folding twice changes nothing more', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => fold(fold(text)) === fold(text)));
});

test('every folded unit points at the character it came from', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const { text: folded, from } = foldWithPlaces(text);
      expect(folded).toBe(fold(text));
      expect(from.length).toBe(folded.length);
      for (const [i, place] of from.entries()) {
        const char = String.fromCodePoint(text.codePointAt(place) ?? 0);
        expect(fold(char)).toContain(folded[i]);
      }
    }),
  );
});
