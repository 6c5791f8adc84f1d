import type { PicturePlace, PlaceId } from '@qige/wire';
import { describe, expect, it } from 'vitest';
import { floorAt, frontAt, meets, sceneOf, spineOf } from './room-scene.ts';

const id = (name: string): PlaceId => `plc_${name.padStart(20, '0')}`;
const place = (name: string, parent: string | null, kind: string, more: Partial<PicturePlace> = {}): PicturePlace => ({ id: id(name), parentId: parent === null ? null : id(parent), kind, code: name, held: 0, heldMm: 0, ...more });
const box = (name: string, parent: string, more: Partial<PicturePlace> = {}): PicturePlace => place(name, parent, 'box', { moves: true, thicknessMm: 50, capacityMm: 46, ...more });

function roomOf(cabinets: number, shelves: number, boxes: number): PicturePlace[] {
  const some = (count: number): number[] => Array.from({ length: count }, (_, i) => i);
  return some(cabinets).flatMap((c) => [
    place(`c${c}`, 'r', 'cabinet'),
    ...some(shelves).flatMap((s) => [place(`c${c}s${s}`, `c${c}`, 'shelf', { capacityMm: 900 }), ...some(boxes).map((b) => box(`c${c}s${s}b${b}`, `c${c}s${s}`))]),
  ]);
}
const room = place('r', null, 'room');

describe('the picture of a room', () => {
  it('has a front for every cabinet and a spine for every box, none over another', () => {
    const scene = sceneOf(room, roomOf(7, 5, 18));
    expect(scene.pieces.map((piece) => [piece.shelves.length, piece.boxes])).toEqual(Array.from({ length: 7 }, () => [5, 90]));
    const fronts = scene.pieces.map((piece) => piece.front);
    expect(fronts.some((front, at) => fronts.slice(at + 1).some((other) => meets(front, other)))).toBe(false);
    const floors = scene.pieces.map((piece) => piece.floor);
    expect(floors.some((floor, at) => floors.slice(at + 1).some((other) => meets(floor, other)))).toBe(false);
    for (const { front, shelves } of scene.pieces) for (const { spines } of shelves) for (const spine of spines) expect(spine.x >= front.x && spine.x + spine.w <= front.x + front.w + 1e-6 && spine.y >= front.y && spine.y + spine.h <= front.y + front.h).toBe(true);
  });
  it('finds what is pointed at, and what is asked for', () => {
    const scene = sceneOf(room, roomOf(3, 2, 4));
    const spine = spineOf(scene, [id('r'), id('c2'), id('c2s1'), id('c2s1b3')]);
    expect(spine?.place.code).toBe('c2s1b3');
    expect(frontAt(scene, (spine?.x ?? 0) + 1, (spine?.y ?? 0) + 1)).toMatchObject({ piece: { id: id('c2') }, spine: { place: { code: 'c2s1b3' } } });
    const [first] = scene.pieces;
    expect(floorAt(scene, (first?.floor.x ?? 0) + 5, (first?.floor.y ?? 0) + 5)?.id).toBe(id('c0'));
    expect(frontAt(scene, -5_000, 0)).toBeUndefined();
  });
  it('keeps rows together, boxes without a cabinet in a heap of their own, and a cabinet where somebody put it', () => {
    const scene = sceneOf(room, [place('l1', 'r', 'row'), place('a', 'l1', 'cabinet', { plan: [5_000, 700, 1_200, 400, true] }), place('b', 'l1', 'cabinet'), place('c', 'r', 'safe'), box('x', 'r'), box('y', 'r')]);
    expect(scene.pieces.map((piece) => [piece.place.code, piece.row?.code, piece.loose])).toEqual([['a', 'l1', false], ['b', 'l1', false], ['c', undefined, false], ['r', undefined, true]]);
    expect(scene.pieces[0]?.floor).toEqual({ x: 5_000, y: 700, w: 400, h: 1_200 });
    expect(scene.pieceOf.get(id('x'))?.loose).toBe(true);
    expect(scene.pieceOf.has(id('r'))).toBe(false);
  });
  it('shows how full a cabinet is by its boxes, or by its shelves where it has none', () => {
    const full = sceneOf(room, [place('a', 'r', 'cabinet'), place('s', 'a', 'shelf', { capacityMm: 900, held: 2, heldMm: 100 }), box('x', 's', { held: 9, heldMm: 46 }), box('y', 's')]);
    expect(full.pieces[0]?.heat).toBe(3);
    const bare = sceneOf(room, [place('a', 'r', 'cabinet'), place('s', 'a', 'shelf', { capacityMm: 900, held: 90, heldMm: 880 })]);
    expect(bare.pieces[0]?.heat).toBe(5);
  });
  it('of a cabinet alone is its front', () => {
    const scene = sceneOf(place('a', 'r', 'cabinet'), [place('s', 'a', 'shelf'), box('x', 's')]);
    expect(scene.pieces.map((piece) => [piece.id, piece.boxes])).toEqual([[id('a'), 1]]);
  });
});
