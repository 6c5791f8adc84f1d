import type { PlaceId } from '@qige/wire';
import { describe, expect, test } from 'vitest';
import { branchAt, carriedAlong, type PlaceHistory, whereAt } from './place-history.rules.ts';

const id = (name: string): PlaceId => `plc_${name}` as PlaceId;
const day = (n: number): Date => new Date(Date.UTC(2026, 0, n));
const move = (place: string, from: string, to: string, n: number) => ({ placeId: id(place), fromId: id(from), toId: id(to), at: day(n), by: 'per_x', reason: '' });

/** Two rooms, a cabinet in each, a box that went from one cabinet to the other on the 5th, and back on the 9th; cabinet A was carried into room 2 on the 7th. */
const history: PlaceHistory = {
  places: new Map([['site', null], ['room1', 'site'], ['room2', 'site'], ['A', 'room2'], ['B', 'room2'], ['box', 'A']].map(([name, parent]) => [id(name as string), { id: id(name as string), parentId: parent ? id(parent) : null, name: name as string }])),
  moves: [move('box', 'A', 'B', 5), move('A', 'room1', 'room2', 7), move('box', 'B', 'A', 9)],
};

describe('where a box was', () => {
  test.each([
    [1, 'site / room1 / A / box'],
    [5, 'site / room2 / B / box'],
    [8, 'site / room2 / B / box'],
    [9, 'site / room2 / A / box'],
  ])('on the %ith: %s', (n, where) => expect(whereAt(history, id('box'), day(n))).toBe(where));

  test('what stood in it was carried along with it, and with what it stood in', () => {
    expect(carriedAlong(history, id('box'), day(1), undefined).map(({ name, from, to }) => [name, from, to])).toEqual([['box', 'site / room1 / A', 'site / room2 / B'], ['box', 'site / room2 / B', 'site / room2 / A']]);
    expect(carriedAlong(history, id('box'), day(6), day(8))).toEqual([]); // the cabinet was carried while the box stood in the other
    expect(carriedAlong(history, id('A'), day(1), undefined).map(({ name }) => name)).toEqual(['A']);
  });

  test('a ring in the books does not hang the reader', () => {
    const ring: PlaceHistory = { places: new Map([['a', 'b'], ['b', 'a']].map(([name, parent]) => [id(name as string), { id: id(name as string), parentId: id(parent as string), name: name as string }])), moves: [] };
    expect(branchAt(ring, id('a'), day(1))).toHaveLength(2);
  });
});
