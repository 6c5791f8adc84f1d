import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseChineseNumber, parsePercent } from './chinese-numbers.ts';
import { formatRmbUppercase } from './rmb-uppercase.ts';

test.each([
  ['一百二十', 120], ['十五', 15], ['廿五', 25], ['二〇二六', 2026], ['贰零贰陆', 2026], ['两', 2], ['一百零五', 105], ['三万五千', 35_000], ['九十九点五', 99.5], ['3万', 30_000], ['1,250.5', 1250.5],
  ['叁拾', 30], ['一亿零三百', 100_000_300], ['１２', 12],
])('%s is %d', (text, value) => {
  expect(parseChineseNumber(text)).toBe(value);
});

test.each(['', '甲', '十百', '一二十', '万'])('%s is no number', (text) => {
  expect(parseChineseNumber(text)).toBeNull();
});

test.each([['30%', 30], ['30％', 30], ['百分之三十', 30], ['百分之五点五', 5.5], ['千分之五', 0.5], ['万分之五', 0.05], ['三成', 30], ['三成五', 35], ['0.5‰', 0.05]])('%s is %d per cent', (text, value) => {
  expect(parsePercent(text)).toBe(value);
});

test('whole numbers in 大写 read the same', () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 999_999_999_999 }), (n) => {
    expect(parseChineseNumber(formatRmbUppercase(n * 100).replace('元整', ''))).toBe(n);
  }));
});
