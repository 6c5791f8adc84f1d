import { describe, expect, it } from 'vitest';
import { pageNumbers } from './page-numbers.ts';

describe('pages as they are typed', () => {
  it.each([
    ['1-3,5', [1, 2, 3, 5]],
    ['５、１－２', [1, 2, 5]],
    ['2至4 3', [2, 3, 4]],
    ['7', [7]],
  ])('%s', (text, numbers) => expect(pageNumbers(text, 9)).toEqual(numbers));
  it.each(['', '0', '10', '3-1', '2-', 'a', '1-99999'])('%s is none of this contract', (text) => expect(pageNumbers(text, 9)).toBeNull());
});
