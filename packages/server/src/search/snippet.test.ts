import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fold } from '../platform/fold.ts';
import { excerpt } from './snippet.ts';

const marked = (text: string, words: string[]): string[] => {
  const piece = excerpt(text, words.map(fold));
  return piece.marks.map(([start, end]) => piece.snippet.slice(start, end));
};

test('a word broken over a line end is found and marked whole', () => {
  expect(marked('甲方应当承担保\n密义务，乙 方同样', ['保密', '乙方'])).toEqual(['保密', '乙方']);
});

test('traditional, full width and upper case are marked as printed', () => {
  expect(marked('採購合約 ＮＯ．７', ['采购', 'no.7'])).toEqual(['採購', 'ＮＯ．７']);
});

test('the piece is short, and English keeps its spaces', () => {
  const piece = excerpt(`${'x'.repeat(500)} annual report ${'y'.repeat(500)}`, ['annualreport']);
  expect(piece.snippet.length).toBeLessThan(120);
  expect(piece.marks.map(([start, end]) => piece.snippet.slice(start, end))).toEqual(['annual report']);
});

test('every mark, folded, holds one of the words', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[甲乙丙aB \n]{0,80}$/), fc.stringMatching(/^[甲乙丙ab]{1,3}$/), (text, word) => {
      const found = marked(text, [word]);
      expect(found.length > 0).toBe(fold(text).includes(fold(word)));
      for (const piece of found) expect(fold(piece)).toContain(fold(word));
    }),
  );
});
