import { expect, it } from 'vitest';
import { withPairedBrackets } from './recognise.ts';

it.each([
  ['出租方（甲方):', '出租方（甲方）:'],
  ['A (seller）and（乙方)', 'A (seller)and（乙方）'],
  ['（大写（含税）)', '（大写（含税））'],
  ['1) 交货 2）付款', '1) 交货 2）付款'],
])('%s', (read, said) => {
  expect(withPairedBrackets(Array.from(read, (text) => ({ text }))).map(({ text }) => text).join('')).toBe(said);
});
