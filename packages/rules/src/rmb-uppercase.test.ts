import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatRmbUppercase, parseRmbUppercase } from './rmb-uppercase.ts';

test.each([
  [140_950, '壹仟肆佰零玖元伍角'],
  [600_714, '陆仟零柒元壹角肆分'],
  [168_032, '壹仟陆佰捌拾元零叁角贰分'],
  [10_700_053, '壹拾万柒仟元零伍角叁分'],
  [1_640_902, '壹万陆仟肆佰零玖元零贰分'],
  [32_504, '叁佰贰拾伍元零肆分'],
  [0, '零元整'],
  [5, '伍分'],
  [1000, '壹拾元整'],
  [100_000_000_00, '壹亿元整'],
  [1_000_000_000_000_00, '壹万亿元整'],
  [100_050_000_00, '壹亿零伍万元整'],
])('%i fen is %s', (fen, text) => {
  expect(formatRmbUppercase(fen)).toBe(text);
});

test.each([
  ['人民币壹仟陆佰捌拾元叁角贰分', 168_032],
  ['壹拾万零柒仟元伍角叁分', 10_700_053],
  ['壹仟肆佰零玖元伍角整', 140_950],
  ['拾万圆正', 10_000_000],
  ['贰佰圓整', 20_000],
  ['廿万元整', 20_000_000],
  ['一百二十万元', 120_000_000],
  ['壹佰万伍佰元整', 100_050_000],
  ['肆拾玖万柒仟陆佰叁拾捌元零角伍分', 49_763_805],
  ['叁仟元零伍分', 300_005],
  ['壹佰贰拾万', 120_000_000],
])('%s is %i fen', (text, fen) => {
  expect(parseRmbUppercase(text)?.fen).toBe(fen);
});

test('what a scanner confuses is repaired and listed', () => {
  expect(parseRmbUppercase('染万参仟园整')).toEqual({ fen: 7_300_000, text: '柒万叁仟元整', repairs: [{ at: 0, from: '染', to: '柒' }, { at: 2, from: '参', to: '叁' }, { at: 4, from: '园', to: '元' }] });
});

test.each(['', '元整', '壹贰叁', '叁拾佰元', '伍元陆元', '合同总价', '万元', '壹分贰角'])('%s is no amount', (text) => {
  expect(parseRmbUppercase(text)).toBeNull();
});

test('what is written reads back, up to 万亿, in 圆 and 正 and without 零 too', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 9_999_999_999_999_99 }), (fen) => {
      const text = formatRmbUppercase(fen);
      expect(parseRmbUppercase(text)).toEqual({ fen, text, repairs: [] });
      expect(parseRmbUppercase(`人民币${text.replace('元', '圆').replace('整', '正')}`)?.fen).toBe(fen);
      if (fen > 0) expect(parseRmbUppercase(text.replaceAll('零', ''))?.fen).toBe(fen);
    }),
  );
});

test('no amount is written with a run of zeros, an ending zero, or 整 after 分', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 9_999_999_999_999_99 }), (fen) => {
      expect(formatRmbUppercase(fen)).not.toMatch(/零零|零$|零元|零整|分整/);
    }),
  );
});

test('a long run of 零 says no more than one, and is read as fast', () => {
  const began = performance.now();
  expect(parseRmbUppercase(`${'零'.repeat(480)}仟元整`)).toBeNull();
  expect(parseRmbUppercase(`壹仟${'零'.repeat(240)}伍${'零'.repeat(240)}元整`)?.fen).toBe(100_500);
  expect(performance.now() - began).toBeLessThan(1_000);
});

test('what is no amount in fen is refused', () => {
  expect(() => formatRmbUppercase(-1)).toThrow(RangeError);
  expect(() => formatRmbUppercase(0.5)).toThrow(RangeError);
});
