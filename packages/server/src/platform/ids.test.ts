import { expect, test } from 'vitest';
import { newId } from './ids.ts';

test('ids are of one form, all different, and sort as they were made, even within a millisecond', () => {
  const ids = Array.from({ length: 20_000 }, () => newId('ctr'));
  expect(ids.filter((id) => !/^ctr_[0-9a-z]{20}$/.test(id))).toEqual([]);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.toSorted()).toEqual(ids);
});
