import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { labelCode } from '@qige/rules/label-code';
import { installationOf } from '../labels/resolve.queries.ts';
import { addRoom, type Room } from '../test/given-places.ts';
import { type House, openHouse, type Visitor } from '../test/house.ts';

let house: House;
let archivist: Visitor;
let clerk: Visitor;
let room: Room;
beforeAll(async () => {
  house = await openHouse();
  archivist = await house.as('archivist');
  clerk = await house.as('clerk');
  room = await addRoom(archivist);
});
afterAll(() => house.close());

const move = (who: Visitor, id: string, toId: string | null, more: object = {}) => who.post(`/api/places/${id}/move`, { toId, ...more });
const show = async (id: string) => (await archivist.get(`/api/places/${id}`)).body;
const children = async (id?: string) => (await archivist.get(`/api/places?${id ? `parentId=${id}` : ''}`)).body.places as { id: string; code: string; held: number; heldMm: number; branch: object }[];

describe('setting up', () => {
  test('a whole room goes in at one act, with what its kinds say, and rolls up', async () => {
    const [site] = await children();
    expect(site).toMatchObject({ code: 'HQ', held: 1, branch: { places: 1 + 2 + 4 + 12, boxes: 12, copies: 0 } });
    expect((await children(room.id)).map((one) => [one.code, one.held, one.branch])).toEqual([
      ['G1', 2, { places: 8, boxes: 6, copies: 0 }],
      ['G2', 2, { places: 8, boxes: 6, copies: 0 }],
    ]);
    const [shelf] = room.shelves;
    const box = (await children(shelf))[0];
    expect(box).toMatchObject({ code: 'G1-1-01', capacityMm: 46, thicknessMm: 50 });
    expect(await show(shelf ?? '')).toMatchObject({ held: 3, heldMm: 150, capacityMm: 900, within: [{ code: 'HQ' }, { code: 'K1' }, { code: 'G1' }], moves: [{ from: null, by: 'archivist' }], may: { add: ['box', 'slot'], close: false } });
    expect(await house.auditKinds()).toContain('place.added');
  });

  test('sent twice under one name it is done once', async () => {
    const body = { parentId: room.id, levels: [{ kind: 'cabinet', count: 2, code: 'T{n}' }], actId: crypto.randomUUID() };
    const first = (await archivist.post('/api/places', body)).body;
    const again = await archivist.post('/api/places', body);
    expect(again.body).toEqual(first);
    expect((await children(room.id)).filter((one) => one.code.startsWith('T'))).toHaveLength(2);
    for (const id of first.top) expect((await archivist.put(`/api/places/${id}/closed`, { closed: true })).body.closed).toBe(true);
    expect((await show(room.id)).held).toBe(2);
  });

  test('what cannot be is refused with its reason', async () => {
    const add = async (parentId: string | null, ...levels: object[]) => (await archivist.post('/api/places', { parentId, levels })).body.error;
    expect((await add(room.id, { kind: 'shelf', code: 'x' })).details.kind).toBe('wrong-kind');
    expect((await add(null, { kind: 'box', code: 'x' })).details.kind).toBe('wrong-kind');
    expect((await add(room.id, { kind: 'cabinet', code: 'G1' })).details).toMatchObject({ kind: 'code-taken', code: 'G1' });
    expect((await add(room.id, { kind: 'cabinet', code: 'x', count: 3 })).details.fields[0].problem).toBe('no-counter');
    expect(await add(room.id, { kind: 'cabinet', code: 'x' }, { kind: 'shelf', code: 'y' }, { kind: 'box', code: '{n}', count: 19 })).toMatchObject({ code: 'place_full', details: { by: 'thickness', free: 900, needed: 950 } });
    expect((await clerk.post('/api/places', { parentId: room.id, levels: [{ kind: 'cabinet', code: 'x' }] })).status).toBe(403);
  });
});

describe('moving', () => {
  test('a box takes its thickness with it, and where it stood stays known', async () => {
    const [from, , to] = room.shelves as [string, string, string];
    const box = (await children(from)).at(-1);
    const moved = (await move(clerk, box?.id ?? '', to, { reason: '腾位' })).body;
    expect(moved.within.map((one: { code: string }) => one.code)).toEqual(['HQ', 'K1', 'G2', 'G2-1']);
    expect(moved.moves.map((one: { reason: string; to: string }) => [one.reason, one.to])).toEqual([['腾位', '总部 / 一号库 / G2 / G2-1'], ['', '总部 / 一号库 / G1 / G1-1']]);
    expect([await show(from), await show(to)]).toMatchObject([{ held: 2, heldMm: 100 }, { held: 4, heldMm: 200 }]);
    expect((await move(archivist, box?.id ?? '', from)).status).toBe(200);
  });

  test('a branch keeps what stands in it; the furniture is moved by who manages the places', async () => {
    const [cabinet] = await children(room.id);
    const row = (await archivist.post('/api/places', { parentId: room.id, levels: [{ kind: 'row', code: 'L1' }] })).body.top[0];
    const id = cabinet?.id ?? '';
    expect((await move(clerk, id, row)).status).toBe(403);
    const moved = (await move(archivist, id, row)).body;
    expect(moved).toMatchObject({ branch: { places: 8, boxes: 6 }, within: [{}, {}, { code: 'L1' }] });
    const [shelf] = await children(id);
    expect((await show(shelf?.id ?? '')).within.map((one: { code: string }) => one.code)).toEqual(['HQ', 'K1', 'L1', 'G1']);
    expect((await move(archivist, id, room.id)).status).toBe(200);
    expect((await archivist.put(`/api/places/${row}/closed`, { closed: true })).status).toBe(200);
    expect((await move(archivist, id, row)).body.error.details.kind).toBe('closed');
  });

  test('not into itself, not where its kind has no place, not where a code is taken; into a full place only with a reason', async () => {
    const [a, b] = room.shelves as [string, string];
    const [box] = await children(a);
    expect((await move(archivist, room.cabinets[0] ?? '', a)).body.error.details.kind).toBe('cycle');
    expect((await move(archivist, a, room.id)).body.error.details.kind).toBe('wrong-kind');
    expect((await move(archivist, box?.id ?? '', null)).body.error.details.kind).toBe('wrong-kind');
    const twin = (await archivist.post('/api/places', { parentId: b, levels: [{ kind: 'box', code: box?.code }] })).body.top[0];
    expect((await move(archivist, box?.id ?? '', b)).body.error.details).toMatchObject({ kind: 'code-taken', code: box?.code });
    expect((await archivist.put(`/api/places/${twin}/closed`, { closed: true })).status).toBe(200);
    await archivist.patch(`/api/places/${b}`, { capacity: 3 });
    const other = (await children(a))[1]?.id ?? '';
    expect((await move(archivist, other, b)).body.error).toMatchObject({ code: 'place_full', details: { by: 'count', free: 0, needed: 1 } });
    const moved = await move(archivist, other, b, { overCapacity: '盘点期间暂放' });
    expect(moved.body.moves[0]).toMatchObject({ overCapacity: true, reason: '盘点期间暂放' });
    await move(archivist, other, a);
    await archivist.patch(`/api/places/${b}`, { capacity: null });
  });

  test('sent twice, and told late by a device whose clock is wrong: once, and when it was', async () => {
    const [a, b] = room.shelves as [string, string];
    const box = (await children(a))[1];
    const more = { actId: crypto.randomUUID(), seenAt: '2020-01-01T08:00:00Z', sentAt: '2020-01-01T09:00:00Z' };
    const first = (await move(clerk, box?.id ?? '', b, more)).body;
    await move(clerk, box?.id ?? '', a);
    const again = (await move(clerk, box?.id ?? '', b, more)).body;
    expect(again.parentId).toBe(a);
    const [told] = first.moves;
    expect(Math.floor((Date.parse(told.at) - Date.parse(told.seenAt)) / 60_000)).toBe(60);
  });
});

describe('what is said of a place', () => {
  test('is changed with what was before in the trail; its thickness weighs on its shelf, its environment on its branch', async () => {
    const [a] = room.shelves as [string];
    const [box] = await children(a);
    const before = await show(a);
    await archivist.patch(`/api/places/${box?.id}`, { thicknessMm: 30, name: '合同盒' });
    expect((await show(a)).heldMm).toBe(before.heldMm - 20);
    await archivist.patch(`/api/places/${a}`, { environment: 'film' });
    expect((await show(box?.id ?? '')).environment).toBe('film');
    await archivist.patch(`/api/places/${a}`, { environment: 'paper', safe: true });
    expect(await show(box?.id ?? '')).toMatchObject({ environment: 'paper', safe: false, inSafe: true });
    await archivist.patch(`/api/places/${a}`, { safe: false });
    await archivist.patch(`/api/places/${box?.id}`, { thicknessMm: 50 });
    expect((await clerk.patch(`/api/places/${a}`, { name: 'x' })).status).toBe(403);
    expect((await archivist.patch(`/api/places/${box?.id}`, { code: (await children(a))[1]?.code })).body.error.details.kind).toBe('code-taken');
  });

  test('only what is empty is closed, and comes back where it stood', async () => {
    const [a] = room.shelves as [string];
    const [box] = await children(a);
    expect((await archivist.put(`/api/places/${a}/closed`, { closed: true })).body.error.details.kind).toBe('not-empty');
    const before = (await show(a)).held;
    expect((await archivist.put(`/api/places/${box?.id}/closed`, { closed: true })).body).toMatchObject({ closed: true, may: { move: false, reopen: true } });
    expect([(await show(a)).held, (await children(a)).length]).toEqual([before - 1, before - 1]);
    expect((await archivist.get(`/api/places?parentId=${a}&closed=true`)).body.places).toHaveLength(before);
    expect((await archivist.put(`/api/places/${box?.id}/closed`, { closed: false })).body.closed).toBe(false);
  });

  test('is found by code, name or what its label says, and listed page by page', async () => {
    const found = (await clerk.get(`/api/places/found?text=${encodeURIComponent('g2-1-0')}`)).body.places;
    expect(found.map((one: { code: string }) => one.code)).toEqual(['G2-1-01', 'G2-1-02', 'G2-1-03']);
    expect(found[0].where).toBe('总部 / 一号库 / G2 / G2-1 / G2-1-01');
    expect((await clerk.get(`/api/places/found?text=${encodeURIComponent('一号')}`)).body.places[0].id).toBe(room.id);
    const label = labelCode(await installationOf(house.app.db), 'place', (await show(found[1].id)).labelNo);
    expect((await clerk.get(`/api/places/found?text=${label}`)).body.places).toMatchObject([{ id: found[1].id }]);
    const first = (await clerk.get(`/api/places?parentId=${room.shelves[2]}&limit=2`)).body;
    const rest = (await clerk.get(`/api/places?parentId=${room.shelves[2]}&limit=2&after=${first.next}`)).body;
    expect([...first.places, ...rest.places].map((one: { code: string }) => one.code)).toEqual(['G2-1-01', 'G2-1-02', 'G2-1-03']);
    expect((await clerk.get('/api/places?after=x')).status).toBe(400);
  });

  test('a picture has everything that stands in the room, and where it is drawn', async () => {
    await archivist.patch(`/api/places/${room.cabinets[0]}`, { planX: 500, planY: 200, planTurned: true });
    const picture = (await clerk.get(`/api/places/${room.id}/picture`)).body;
    expect(picture).toMatchObject({ room: { id: room.id }, truncated: false, may: { arrange: false } });
    expect(picture.places).toHaveLength(2 + 4 + 12);
    expect(picture.places.slice(0, 2).find((one: { code: string }) => one.code === 'G1')).toMatchObject({ plan: [500, 200, null, null, true] });
  });
});

describe('kinds of place', () => {
  test('are data: a new one is added, changed, and stands where it says', async () => {
    const kind = { code: 'drawer', name: '抽屉', nameEn: 'Drawer', within: ['cabinet'], holds: 'copies', moves: false, thicknessMm: null, capacity: 30, capacityMm: null };
    expect((await archivist.post('/api/place-kinds', kind)).body).toMatchObject({ code: 'drawer', used: 0 });
    expect((await archivist.post('/api/place-kinds', kind)).body.error.details.fields[0].problem).toBe('taken');
    expect((await archivist.patch('/api/place-kinds/drawer', { within: ['nowhere'] })).status).toBe(400);
    const [cabinet] = await children(room.id);
    const { top } = (await archivist.post('/api/places', { parentId: cabinet?.id, levels: [{ kind: 'drawer', code: 'D1' }] })).body;
    expect(await show(top[0])).toMatchObject({ capacity: 30, kindName: '抽屉', may: { add: [] } });
    expect((await archivist.patch('/api/place-kinds/drawer', { capacity: 40 })).body.capacity).toBe(40);
    expect((await show(top[0])).capacity).toBe(30);
    expect((await clerk.patch('/api/place-kinds/drawer', { capacity: 1 })).status).toBe(403);
    await archivist.put(`/api/places/${top[0]}/closed`, { closed: true });
  });
});
