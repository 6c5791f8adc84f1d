import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { ReadStrip } from '../recognise.ts';
import { arrangeLines } from './arrange.ts';
import { alike } from './columns.ts';

const noRules = { tables: [], cut: (s: ReadStrip['strip']) => [s] };

/** A line of text of 20 pixels' height; every character is as wide as high. */
function at(x: number, y: number, text: string): ReadStrip {
  const glyphs = [...text].map((t, i) => ({ text: t, x0: x + i * 20, x1: x + i * 20 + 20, confidence: 0.99 }));
  return { strip: { x0: x, x1: x + glyphs.length * 20, a: y, b: 0, c: 0, half: 10, score: 1 }, glyphs, confidence: 0.99 };
}

const order = (read: ReadStrip[]): string[] => arrangeLines(read, noRules, 2000).map((l) => l.text);

it('blocks with the same labels are read one after the other', () => {
  expect(
    order([at(100, 500, '甲方：某某公司'), at(700, 502, '乙方：另一公司'), at(100, 540, '电话：123'), at(700, 541, '电话：456'), at(100, 580, '日期：五月'), at(700, 580, '日期：六月')]),
  ).toEqual(['甲方：某某公司', '电话：123', '日期：五月', '乙方：另一公司', '电话：456', '日期：六月']);
});

it('a line that two close columns share is cut where its neighbours begin their right-hand column', () => {
  const joined = at(100, 500, '甲方：某某科技股份有限公乙方：另一公司');
  // Half a letter of gap between the columns.
  joined.glyphs.forEach((g, i) => i >= 12 && ((g.x0 += 16), (g.x1 += 16)));
  joined.strip.x1 += 16;
  const read = [joined, at(100, 530, '司'), at(100, 560, '电话：123'), at(358, 560, '电话：456'), at(100, 590, '日期：五月'), at(358, 590, '日期：六月')];
  expect(order(read)).toEqual(['甲方：某某科技股份有限公', '司', '电话：123', '日期：五月', '乙方：另一公司', '电话：456', '日期：六月']);
});

it('a sentence is not cut where columns happen to begin above it', () => {
  const sentence = '双方约定：本合同自签订之日起生效，有效期三年，期满前一个月：协商续签';
  expect(order([at(100, 500, '甲方：某公司'), at(358, 500, '乙方：另公司'), at(100, 530, '电话：123'), at(358, 530, '电话：456'), at(100, 580, sentence)]).at(-1)).toBe(sentence);
});

it('a date that a gap divides above a signature block stays one', () => {
  const dated = at(100, 500, '本合同有效期至2024.11.16止。传真件同等有效');
  dated.glyphs.forEach((g, i) => i >= 12 && ((g.x0 += 14), (g.x1 += 14)));
  dated.strip.x1 += 14;
  const block = [0, 1, 2, 3].flatMap((i) => [at(100, 560 + 30 * i, '日期：六月'), at(354, 560 + 30 * i, '日期：五月')]);
  expect(order([dated, ...block])[0]).toBe('本合同有效期至2024.11.16止。传真件同等有效');
});

it('rows whose labels differ across are read across', () => {
  expect(order([at(100, 500, '买方：某某公司'), at(700, 500, '税号：9111'), at(100, 540, '卖方：另一公司'), at(700, 540, '税号：9222')])).toEqual([
    '买方：某某公司',
    '税号：9111',
    '卖方：另一公司',
    '税号：9222',
  ]);
});

it('the second line of a cell stays with its first where there are no rules', () => {
  expect(
    order([at(100, 500, '一号'), at(500, 500, '说明文字'), at(1000, 500, '甲'), at(500, 526, '第二行'), at(100, 600, '二号'), at(500, 600, '说明'), at(1000, 600, '乙'), at(100, 660, '三号'), at(500, 660, '其他'), at(1000, 660, '丙')]),
  ).toEqual(['一号', '说明文字', '第二行', '甲', '二号', '说明', '乙', '三号', '其他', '丙']);
});

it('loses no piece and doubles none, wherever they stand', () => {
  const piece = fc.record({ x: fc.integer({ min: 0, max: 1200 }), y: fc.integer({ min: 20, max: 1900 }), n: fc.integer({ min: 1, max: 12 }) });
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      const read = pieces.map(({ x, y, n }, i) => at(x, y, String.fromCodePoint(0x4e00 + i).repeat(n)));
      const kept = order(read).join('').replaceAll(' ', '');
      expect([...kept].sort()).toEqual(read.flatMap((r) => r.glyphs.map((g) => g.text)).sort());
    }),
  );
});

it('labels are alike by the letters they share in order', () => {
  expect(alike('委托方（盖章）', '受托方（盖章）')).toBeGreaterThan(0.8);
  expect(alike('电话', '日期')).toBe(0);
});
