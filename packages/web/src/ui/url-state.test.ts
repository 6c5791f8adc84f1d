import { expect, it } from 'vitest';
import { given, optional, optionalNumber } from './url-state.ts';

it('takes what is named and is text, and nothing else', () => {
  expect(optional({ q: '保密', year: 2026, open: '', other: 'x', list: [1] }, ['q', 'year', 'open', 'list'])).toEqual({ q: '保密', year: '2026' });
});
it('takes numbers that are numbers', () => {
  expect(optionalNumber({ page: '3', year: 'soon', at: '' }, ['page', 'year', 'at'])).toEqual({ page: 3 });
});
it('leaves out what is not given', () => expect(given({ a: 1, b: undefined, c: '', d: false })).toEqual({ a: 1, d: false }));
