import { expect, it } from 'vitest';
import { inTreeOrder } from './tree.ts';

const of = (id: string, parentId: string | null = null) => ({ id, parentId, name: id });

it('lays each department under its own', () => {
  const tree = inTreeOrder([of('b'), of('a2', 'a'), of('a'), of('a1', 'a'), of('a1x', 'a1')]);
  expect(tree.map(({ department, depth }) => `${'-'.repeat(depth)}${department.id}`)).toEqual(['a', '-a1', '--a1x', '-a2', 'b']);
});
it('loses none, not even those in a loop or under one that is gone', () => {
  const tree = inTreeOrder([of('x', 'y'), of('y', 'x'), of('z', 'gone')]);
  expect(tree.map(({ department }) => department.id).toSorted()).toEqual(['x', 'y', 'z']);
});
