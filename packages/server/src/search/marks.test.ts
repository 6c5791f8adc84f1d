import { expect, test } from 'vitest';
import { fold } from '../platform/fold.ts';
import { marksOn } from './marks.ts';

const line = (text: string, y: number) => ({
  text,
  box: [0, y, [...text].length * 10, y + 10] as const,
  edges: [...text].flatMap((_, i) => [i * 10, i * 10 + 10]),
});

test('a word over a line end has a box on each line', () => {
  expect(marksOn([line('承担保', 0), line('密义务', 20)], [fold('保密')])).toEqual([{ word: '保密', boxes: [[20, 0, 30, 10], [0, 20, 10, 30]] }]);
});

test('spaces the engine read inside a word are passed over', () => {
  expect(marksOn([line('𠮷乙 方', 0)], ['乙方'])).toEqual([{ word: '乙方', boxes: [[10, 0, 40, 10]] }]);
});

test('each place of a word is a mark of its own', () => {
  expect(marksOn([line('合同合同', 0)], ['合同'])).toHaveLength(2);
});
