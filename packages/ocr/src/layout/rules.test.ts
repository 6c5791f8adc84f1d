import { expect, it } from 'vitest';
import { newRaster } from '../raster.ts';
import { findRules } from './rules.ts';

const [width, height] = [1240, 1754];

/** A white page with black rules of three pixels, each from one point to another. */
function ruled(rules: readonly (readonly [number, number, number, number])[]) {
  const page = newRaster(width, height, 1);
  page.data.fill(255);
  for (const [x0, y0, x1, y1] of rules) for (let y = y0; y < y1 + 3; y++) page.data.fill(0, y * width + x0, y * width + x1 + 3);
  return page;
}

const across = (from: number, to: number) => [200, 300, 400, 500].map((y) => [from, y, to, y] as const);
const upright = (...xs: number[]) => xs.map((x) => [x, 200, x, 500] as const);
const columnsOf = (rules: readonly (readonly [number, number, number, number])[]) => findRules(ruled(rules)).tables.map(({ box, cells }) => [Math.round(box[0] / 50) * 50, Math.round(box[2] / 50) * 50, Math.max(...cells.map(({ column }) => column)) + 1]);

it('a table ruled on all sides', () => {
  expect(columnsOf([...across(100, 1100), ...upright(100, 400, 700, 1100)])).toEqual([[100, 1100, 3]]);
});

it('a side that is not ruled lies where the rules across end', () => {
  expect(columnsOf([...across(100, 1100), ...upright(100, 400, 700)])).toEqual([[100, 1100, 3]]);
  expect(columnsOf([...across(100, 1100), ...upright(400, 700)])).toEqual([[100, 1100, 3]]);
});

it('one rule that runs past a table does not widen it', () => {
  expect(columnsOf([...across(100, 700).slice(1), [100, 200, 1100, 200], ...upright(100, 400, 700)])).toEqual([[100, 700, 2]]);
});

it('a frame as small as a character or two is none', () => {
  const between = (left: number, right: number) => [[290, 300, 440, 300], [320, 342, 470, 342], [left, 300, left, 342], [right, 300, right, 342]] as const;
  expect(findRules(ruled(between(325, 435))).tables).toHaveLength(1);
  expect(findRules(ruled(between(340, 400))).tables).toEqual([]);
  const partOfALargeOne = [300, 330, 360].map((y, i) => [325 + i, y, 425 - i, y] as const);
  expect(findRules(ruled([...partOfALargeOne, [340, 300, 340, 360], [410, 300, 410, 360]])).tables).toEqual([]);
});
