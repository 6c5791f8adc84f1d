import { expect, it } from 'vitest';
import { readLayout } from './columns.ts';

const columns = [{ id: 'number', fixed: true }, { id: 'title' }, { id: 'place', spare: true }];

it('starts with the spare columns hidden', () => expect(readLayout(null, columns)).toEqual({ hidden: ['place'], widths: {} }));
it('keeps what the reader chose', () =>
  expect(readLayout('{"hidden":["title"],"widths":{"title":220}}', columns)).toEqual({ hidden: ['title'], widths: { title: 220 } }));
it('forgets columns that are gone, hidden columns that must be shown and widths that cannot be', () =>
  expect(readLayout('{"hidden":["number","gone","title"],"widths":{"gone":90,"title":3,"place":"x"}}', columns)).toEqual({ hidden: ['title'], widths: {} }));
it('survives what is no layout at all', () => expect(readLayout('{', columns).hidden).toEqual(['place']));
