import { randomUUID } from 'node:crypto';
import type { PlaceId } from '@qige/wire';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { givenContract } from '../test/given-contract.ts';
import { givenCopy } from '../test/given-copy.ts';
import { givenPlace } from '../test/given-place.ts';
import { type House, openHouse, textOfWorkbook, type Visitor } from '../test/house.ts';

let house: House;
let keeper: Visitor;
let store: PlaceId;
beforeAll(async () => {
  house = await openHouse();
  keeper = await house.as('archivist', { name: '王档' });
  const site = await givenPlace(house.app, { kind: 'site', code: 'SH', name: '上海' });
  store = await givenPlace(house.app, { kind: 'room', parentId: site, code: '01', name: '一号库' });
});
afterAll(() => house.close());

const held = async (id: PlaceId) => {
  const { held: count, heldMm } = await house.app.db.selectFrom('place').select(['held', 'heldMm']).where('id', '=', id).executeTakeFirstOrThrow();
  return [count, Number(heldMm)];
};

describe('copies of a contract', () => {
  test('are entered with what they are and who has them; a party outside holds its own', async () => {
    const { id } = await givenContract(house.app, {});
    const url = `/api/contracts/${id}/copies`;
    const { parties, may } = (await keeper.get(url)).body;
    expect([parties.length, may]).toEqual([1, { add: true }]);
    const ours = await keeper.post(url, { kind: 'original', pageCount: 12, pagingSeal: 'yes', attachments: '技术协议', condition: 'worn', conditionNote: '折角' });
    expect(ours).toMatchObject({ status: 201, body: { ordinal: 1, kind: 'original', pageCount: 12, thicknessMm: 1, pagingSeal: 'yes', condition: 'worn', holder: { holder: 'person', name: '王档' }, seq: 1, may: { file: true, move: true, take: false, unfile: false } } });
    expect(ours.body.label).toMatch(/^QG-[0-9A-F]{4}-C-\d{8}-[0-9A-Z*]$/);
    const theirs = await keeper.post(url, { kind: 'original', pageCount: 12, partyId: parties[0].id, outside: true });
    expect(theirs.body).toMatchObject({ ordinal: 2, party: parties[0], holder: { holder: 'outside', outside: parties[0].name } });
    expect((await keeper.post(url, { kind: 'original', pageCount: 12, outside: true })).body.error.details.fields).toEqual([{ field: 'partyId', problem: 'required' }]);
    expect((await keeper.get(url)).body.copies.map((copy: { ordinal: number }) => copy.ordinal)).toEqual([1, 2]);
    expect((await house.auditKinds()).filter((kind) => kind === 'copy.opened')).toHaveLength(2);
    expect((await keeper.get(`/api/copies/whereabouts?contractId=${id}`)).body.whereabouts).toMatchObject([{ copyId: ours.body.id, copies: 2, holder: { name: '王档' } }]);
  });

  test('are there for those who see the contract, and for nobody else', async () => {
    const here = await house.givenDepartment('这里');
    const copy = await givenCopy(house.app, keeper.actor);
    const business = await house.as('business', { departmentId: here });
    const clerk = await house.as('clerk', { departmentId: here });
    for (const who of [business, clerk]) for (const url of [`/api/copies/${copy.id}`, `/api/copies/${copy.id}/chain`, `/api/contracts/${copy.contractId}/copies`]) expect([url, (await who.get(url)).status]).toEqual([url, 404]);
    const mine = await givenCopy(house.app, keeper.actor, { departmentId: here, ownerId: business.id });
    expect((await business.get(`/api/copies/${mine.id}`)).body.may).toEqual({ change: false, file: false, unfile: false, move: false, take: false });
    expect((await business.post('/api/copies/take', { copies: [{ copyId: mine.id }] })).status).toBe(403);
    expect((await clerk.post('/api/copies/take', { copies: [{ copyId: copy.id }] })).status).toBe(404);
    const { done, refused } = (await clerk.post('/api/copies/take', { copies: [{ copyId: copy.id }, { copyId: mine.id }] })).body;
    expect([done[0].copyId, refused]).toEqual([mine.id, [{ copyId: copy.id, code: 'not_found', message: expect.any(String) }]]);
    expect((await clerk.get('/api/copies')).body.copies.map((one: { id: string }) => one.id)).toEqual([mine.id]);
  });

  test('what was seen of the paper becomes a link of its chain; the shelf is as full as the paper is thick', async () => {
    const copy = await givenCopy(house.app, keeper.actor, {}, { thicknessMm: 2 });
    const box = await givenPlace(house.app, { parentId: store });
    await keeper.post('/api/copies/move', { copies: [{ copyId: copy.id }], placeId: box });
    const { version } = (await keeper.get(`/api/copies/${copy.id}`)).body;
    const changed = await keeper.patch(`/api/copies/${copy.id}`, { version, pageCount: 11, thicknessMm: 2.3, condition: 'damaged', attachments: '附件二', reason: '归还时少一页' });
    expect(changed.body).toMatchObject({ pageCount: 11, thicknessMm: 2.3, condition: 'damaged', seq: 3 });
    expect(await held(box)).toEqual([1, 2.3]);
    const { lines, verdict } = (await keeper.get(`/api/copies/${copy.id}/chain`)).body;
    expect(lines.at(-1)).toMatchObject({ act: 'noted', pageCount: 11, note: '归还时少一页', facts: { 'pageCount.from': 10, 'pageCount.to': 11, 'condition.to': 'damaged' } });
    expect(lines.at(-1).facts).not.toHaveProperty('attachments.to');
    expect(verdict).toEqual({ kind: 'whole', links: 3 });
    expect((await keeper.patch(`/api/copies/${copy.id}`, { version, pageCount: 12 })).body.error).toMatchObject({ code: 'custody_changed', details: { by: '王档' } });
    const again = (await keeper.get(`/api/copies/${copy.id}`)).body.version;
    expect((await keeper.patch(`/api/copies/${copy.id}`, { version: again, pageCount: 11 })).body).toMatchObject({ seq: 3, version: again });
  });

  test('a scan of the contract is bound to the copy that it shows, and no other contract’s', async () => {
    const [copy, other] = [await givenCopy(house.app, keeper.actor), await givenCopy(house.app, keeper.actor)];
    const batchId = (await keeper.post('/api/batches', { name: 'x' })).body.id;
    const scanId = 'scn_0000000000000000test';
    await house.app.db.insertInto('scan').values({ id: scanId, batchId, contractId: copy.contractId, state: 'registered', createdBy: keeper.id }).execute();
    expect((await keeper.get(`/api/contracts/${copy.contractId}/copies`)).body.unbound).toEqual([{ scanId, pages: 0 }]);
    expect((await keeper.put(`/api/copies/${copy.id}/scans/${scanId}`)).body.scans).toEqual([{ scanId, pages: 0 }]);
    expect((await keeper.put(`/api/copies/${other.id}/scans/${scanId}`)).status).toBe(404);
    expect((await keeper.delete(`/api/copies/${other.id}/scans/${scanId}`)).status).toBe(404);
    expect((await keeper.delete(`/api/copies/${copy.id}/scans/${scanId}`)).body.scans).toEqual([]);
  });
});

describe('moving', () => {
  test('from hand to box, out of it and back where it stood', async () => {
    const copy = await givenCopy(house.app, keeper.actor, {}, { thicknessMm: 3 });
    const [box, other] = [await givenPlace(house.app, { parentId: store, code: 'H1' }), await givenPlace(house.app, { parentId: store })];
    const copies = [{ copyId: copy.id }];
    expect((await keeper.post('/api/copies/put-back', { copies })).body.error).toMatchObject({ code: 'custody_impossible', details: { kind: 'no-place-before' } });
    const moved = await keeper.post('/api/copies/move', { copies, placeId: box });
    expect(moved.body).toEqual({ done: [{ copyId: copy.id, seq: 2, holder: { holder: 'place', placeId: box, place: '上海 / 一号库 / H1' } }], refused: [] });
    expect((await keeper.post('/api/copies/move', { copies, placeId: box })).body.error.details.kind).toBe('already-there');
    await keeper.post('/api/copies/move', { copies, placeId: other });
    expect([await held(box), await held(other)]).toEqual([[0, 0], [1, 3]]);
    expect((await keeper.post('/api/copies/take', { copies, note: '补扫' })).body.done[0].holder).toMatchObject({ holder: 'person', name: '王档' });
    expect((await keeper.get(`/api/copies/${copy.id}`)).body.putBackTo.placeId).toBe(other);
    expect((await keeper.post('/api/copies/put-back', { copies })).body.done[0].holder.placeId).toBe(other);
    expect(await held(other)).toEqual([1, 3]);
  });

  test('two at once who saw the same: one moves it, the other is told who was quicker and where it is', async () => {
    const rival = await house.as('archivist', { name: '李快' });
    const copy = await givenCopy(house.app, keeper.actor);
    const boxes = [await givenPlace(house.app, { code: 'B1' }), await givenPlace(house.app, { code: 'B2' })];
    const answers = await Promise.all([keeper, rival].map((who, i) => who.post('/api/copies/move', { copies: [{ copyId: copy.id, seq: 1 }], placeId: boxes[i] })));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    const winner = answers[0]?.status === 200 ? 0 : 1;
    expect(answers[1 - winner]?.body.error).toMatchObject({ code: 'custody_changed', details: { by: ['王档', '李快'][winner], now: ['B1', 'B2'][winner], seq: 2 } });
    expect([await held(boxes[winner] as PlaceId), await held(boxes[1 - winner] as PlaceId)]).toEqual([[1, 1], [0, 0]]);
  });

  test('sent twice it is done once, also at the same time; a device’s clock is set right', async () => {
    const [one, two] = [await givenCopy(house.app, keeper.actor), await givenCopy(house.app, keeper.actor)];
    const box = await givenPlace(house.app);
    const sentAt = new Date(Date.now() + 7_200_000);
    const asked = { copies: [{ copyId: one.id, seq: 1 }, { copyId: two.id, seq: 1 }], placeId: box, actId: randomUUID(), seenAt: new Date(sentAt.getTime() - 600_000).toISOString(), sentAt: sentAt.toISOString() };
    const answers = await Promise.all([1, 2, 3].map(() => keeper.post('/api/copies/move', asked)));
    expect(answers.map(({ body }) => [body.done.length, body.refused.length])).toEqual([[2, 0], [2, 0], [2, 0]]);
    expect(await held(box)).toEqual([2, 2]);
    const { lines } = (await keeper.get(`/api/copies/${one.id}/chain`)).body;
    expect(lines).toHaveLength(2);
    expect(Math.abs(Date.now() - 600_000 - Date.parse(lines[1].seenAt))).toBeLessThan(60_000);
  });

  test('into a full box only with a reason, each for itself; into a cabinet never', async () => {
    const copies = [];
    for (let i = 0; i < 3; i++) copies.push({ copyId: (await givenCopy(house.app, keeper.actor, {}, { thicknessMm: 10 })).id });
    const box = await givenPlace(house.app, { capacityMm: 20 });
    const { done, refused } = (await keeper.post('/api/copies/move', { copies, placeId: box })).body;
    expect([done.length, refused]).toEqual([2, [expect.objectContaining({ copyId: copies[2]?.copyId, code: 'place_full', details: expect.objectContaining({ free: 0, needed: 10 }) })]]);
    const forced = await keeper.post('/api/copies/move', { copies: [copies[2]], placeId: box, overCapacity: '临时' });
    expect(forced.status).toBe(200);
    expect(await held(box)).toEqual([3, 30]);
    expect((await keeper.get(`/api/copies/${copies[2]?.copyId}/chain`)).body.lines.at(-1).facts).toEqual({ overCapacity: '临时' });
    const cabinet = await givenPlace(house.app, { kind: 'cabinet' });
    expect((await keeper.post('/api/copies/move', { copies: [copies[0]], placeId: cabinet })).body.error.details.kind).toBe('wrong-content');
  });
});

describe('the list', () => {
  test('is asked by who has it, in which branch, in what state; page by page; and leaves as a workbook', async () => {
    const other = await openHouse();
    const [me, you] = [await other.as('archivist'), await other.as('archivist')];
    const room = await givenPlace(other.app, { kind: 'room' });
    const box = await givenPlace(other.app, { parentId: room });
    const copies = [];
    for (let i = 0; i < 5; i++) copies.push(await givenCopy(other.app, i < 2 ? you.actor : me.actor, { title: i === 4 ? '=HYPERLINK("x")' : `合同${i}` }, i === 3 ? { condition: 'damaged' } : {}));
    const ids = copies.map(({ id }) => id);
    await me.post('/api/copies/move', { copies: [{ copyId: ids[2] }], placeId: box });
    const list = async (query: string): Promise<string[]> => (await me.get(`/api/copies?${query}`)).body.copies.map((one: { id: string }) => one.id);
    expect(await list('')).toEqual(ids.toReversed());
    expect(await list(`personId=${you.id}`)).toEqual([ids[1], ids[0]]);
    expect(await list(`placeId=${room}`)).toEqual([ids[2]]);
    expect(await list('placeId=plc_00000000000000000000')).toEqual([]);
    expect(await list('condition=damaged')).toEqual([ids[3]]);
    expect(await list('holder=lost')).toEqual([]);
    expect(await list(`text=${copies[1]?.number}`)).toEqual([ids[1]]);
    expect(await list(`text=${encodeURIComponent('合同')}`)).toHaveLength(4);
    const { label } = (await me.get(`/api/copies/${ids[0]}`)).body;
    expect(await list(`text=${label}`)).toEqual([ids[0]]);
    await me.post('/api/filings', { copies: [{ copyId: ids[2] }], placeId: box });
    expect(await list('filed=no')).toEqual([ids[4], ids[3], ids[1], ids[0]]);
    expect(await list('filed=yes')).toEqual([ids[2]]);
    const first = (await me.get('/api/copies?limit=3')).body;
    const rest = (await me.get(`/api/copies?limit=3&after=${first.next}`)).body;
    expect([...first.copies, ...rest.copies].map(({ id }) => id)).toEqual(ids.toReversed());
    expect(rest.next).toBeNull();
    const file = await me.raw('GET', '/api/copies/export?condition=good', Buffer.alloc(0), {});
    const text = await textOfWorkbook(file.rawPayload);
    expect(text).toContain(`'=HYPERLINK`);
    expect(text).not.toContain('合同3');
    await other.close();
  });
});
