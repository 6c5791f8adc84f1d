import { randomUUID } from 'node:crypto';
import { checkCharacter } from '@qige/rules/label-code';
import type { CopyId, PlaceId, StockItem, StockTake } from '@qige/wire';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findChain } from '../custody/chain.queries.ts';
import { replay } from '../custody/custody.rules.ts';
import { actOn, givenPlace, givenShelved, type Shelved, take } from '../test/given-shelf.ts';
import { type House, openHouse, type Visitor } from '../test/house.ts';

let house: House;
let head: Visitor;
let second: Visitor;
let counter: Visitor;
let now = new Date('2026-03-17T01:00:00Z');

beforeAll(async () => {
  house = await openHouse({ clock: { now: () => (now = new Date(now.getTime() + 1_000)), today: () => now.toISOString().slice(0, 10) } });
  [head, second, counter] = [await house.as('archivist', { name: '林档案' }), await house.as('archivist', { name: '陈复核' }), await house.as('clerk', { name: '周清点' })];
});
afterAll(() => house.close());

/** A store room with a shelf of two boxes, four papers in each, and another room with a box of its own. */
async function givenShelf(title = '采购合同') {
  const site = await givenPlace(house, 'site');
  const [store, other] = [await givenPlace(house, 'room', site.id), await givenPlace(house, 'room', site.id)];
  const shelf = await givenPlace(house, 'shelf', (await givenPlace(house, 'cabinet', store.id)).id);
  const [boxA, boxB, far] = [await givenPlace(house, 'box', shelf.id, '01盒'), await givenPlace(house, 'box', shelf.id, '02盒'), await givenPlace(house, 'box', other.id, '远盒')];
  const papers: Shelved[] = [];
  for (let n = 0; n < 8; n++) papers.push(await givenShelved(house, n < 4 ? boxA.id : boxB.id, head.actor, { title: `${title}${n}` }));
  return { site, store, shelf, boxA, boxB, far, papers: papers as [Shelved, Shelved, Shelved, Shelved, Shelved, Shelved, Shelved, Shelved] };
}

async function givenStockTake(placeId: PlaceId, more: object = {}): Promise<StockTake> {
  const reply = await head.post('/api/stock-takes', { placeId, ...more });
  expect(reply.status, JSON.stringify(reply.body)).toBe(201);
  return reply.body;
}

const scanOf = (code: string, placeId: PlaceId, more: object = {}) => ({ scanId: randomUUID(), code, placeId, seenAt: now.toISOString(), ...more });
type Scan = ReturnType<typeof scanOf>;
async function send(who: Visitor, { id }: { id: string }, scans: Scan[], more: object = {}) {
  const reply = await who.post(`/api/stock-takes/${id}/scans`, { device: who.id, sentAt: now.toISOString(), scans, ...more });
  expect(reply.status, JSON.stringify(reply.body)).toBe(200);
  return reply.body.answers;
}
const scan = async (who: Visitor, of: { id: string }, code: string, placeId: PlaceId, more: object = {}) => (await send(who, of, [scanOf(code, placeId, more)]))[0];
const itemsOf = async (who: Visitor, { id }: { id: string }, query = ''): Promise<StockItem[]> => (await who.get(`/api/stock-takes/${id}/items?limit=200&${query}`)).body.items;
const labelsOf = async (of: { id: string }, result: string) => (await itemsOf(head, of, `result=${result}`)).map((item) => item.label).sort();
const shown = async (of: { id: string }, who = head): Promise<StockTake> => (await who.get(`/api/stock-takes/${of.id}`)).body;
const step = (who: Visitor, { id }: { id: string }, act: string, body?: object) => who.post(`/api/stock-takes/${id}/${act}`, body);
async function done(who: Visitor, of: { id: string }, act: string, body?: object): Promise<StockTake> {
  const reply = await step(who, of, act, body);
  expect(reply.status, JSON.stringify(reply.body)).toBe(200);
  return reply.body;
}
const copyOf = (id: CopyId) => house.app.db.selectFrom('copy').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
async function signed(of: { id: string }): Promise<StockTake> {
  const { reportedAt } = await done(head, of, 'report');
  await done(head, of, 'sign', { reportedAt });
  return done(second, of, 'sign', { reportedAt });
}

describe('a shelf with planted errors', () => {
  let given: Awaited<ReturnType<typeof givenShelf>>;
  let stockTake: StockTake;
  let foreign: Shelved;
  let borrowed: Shelved;
  let forgotten: Shelved;
  const torn = () => `${given.papers[0].label.slice(0, -1)}${given.papers[0].label.endsWith('0') ? '1' : '0'}`;
  const elsewhere = 'QG-0000-C-00000001-';

  test('gives exactly those', async () => {
    given = await givenShelf();
    const { shelf, store, boxA, boxB, far, papers: [a0, a1, a2, a3, b0, b1, b2, b3] } = given;
    foreign = await givenShelved(house, far.id, head.actor, { title: '别室合同' });
    [borrowed, forgotten] = [await givenShelved(house, boxA.id, head.actor), await givenShelved(house, boxB.id, head.actor)];
    for (const one of [borrowed, forgotten]) await take(house, head.actor, one.copyId, second.id);
    stockTake = await givenStockTake(shelf.id, { name: '三月盘点' });
    expect(stockTake.counts).toMatchObject({ expected: 10, missing: 8, 'on-loan': 2, found: 0 });

    expect(await scan(counter, stockTake, a0.label, boxA.id)).toMatchObject({ verdict: 'found', repeat: null, label: a0.label });
    expect(await scan(head, stockTake, a0.label.toLowerCase().replaceAll('-', ''), boxA.id)).toMatchObject({ verdict: 'found', repeat: { by: '周清点' } });
    expect(await scan(counter, stockTake, a1.label, boxA.id, { damage: '受潮' })).toMatchObject({ verdict: 'found', damaged: true });
    expect(await scan(counter, stockTake, b0.label, boxA.id)).toMatchObject({ verdict: 'wrong-place', expectedAt: { placeId: boxB.id } });
    expect(await scan(counter, stockTake, foreign.label, boxB.id)).toMatchObject({ verdict: 'unknown', books: { holder: 'place', placeId: far.id } });
    // The counter may not see this contract: who has its paper is not said.
    expect(await scan(counter, stockTake, forgotten.label, boxB.id)).toMatchObject({ verdict: 'back', books: null });
    expect(await scan(head, stockTake, forgotten.label, boxB.id)).toMatchObject({ verdict: 'back', books: { holder: 'person', name: '陈复核' }, repeat: { by: '周清点' } });
    expect(await scan(counter, stockTake, torn(), boxB.id)).toMatchObject({ verdict: 'torn', label: null });
    const other = `${elsewhere}${checkCharacter(elsewhere.replaceAll('-', ''))}`;
    expect(await scan(counter, stockTake, other, boxB.id)).toMatchObject({ verdict: 'elsewhere' });
    expect(await scan(counter, stockTake, '6901234567892', boxB.id)).toMatchObject({ verdict: 'not-a-label' });
    expect(await scan(counter, stockTake, boxB.label, boxB.id)).toMatchObject({ verdict: 'not-a-label' });
    expect(await scan(counter, stockTake, a2.label, far.id)).toMatchObject({ verdict: 'place-outside' });
    expect(await scan(counter, stockTake, a2.label, store.id)).toMatchObject({ verdict: 'place-outside' });
    expect((await send(counter, stockTake, [{ ...scanOf(a2.label, boxA.id), placeId: undefined as never }]))[0]).toMatchObject({ verdict: 'no-place' });
    expect((await send(counter, stockTake, [{ ...scanOf(a3.label, boxA.id), placeId: undefined as never, placeCode: boxA.label } as never]))[0]).toMatchObject({ verdict: 'found' });
    for (const one of [b1, b2, b3]) await scan(counter, stockTake, one.label, boxB.id);

    const expected = { found: [a0, a1, a3, b1, b2, b3], missing: [a2], 'wrong-place': [b0], unknown: [foreign], 'on-loan': [borrowed], back: [forgotten], damaged: [a1], difference: [a1, a2, b0, foreign, forgotten] };
    for (const [result, papers] of Object.entries(expected)) expect([result, await labelsOf(stockTake, result)]).toEqual([result, papers.map((one) => one.label).sort()]);
    expect((await shown(stockTake)).counts).toEqual({ expected: 10, found: 6, missing: 1, moved: 0, 'wrong-place': 1, unknown: 1, 'on-loan': 1, back: 1, damaged: 1, unread: 4, recount: 0, recounted: 0 });
    expect((await counter.get(`/api/stock-takes/${stockTake.id}/unread`)).body.codes).toHaveLength(4);
    expect((await counter.get(`/api/stock-takes/${stockTake.id}/places`)).body.places).toMatchObject([{ placeId: boxA.id, expected: 4, counted: 3 }, { placeId: boxB.id, expected: 4, counted: 4 }]);
  });

  test('is recounted where it differed, and only there', async () => {
    const { boxA, boxB, papers: [a0, , a2, , b0] } = given;
    expect((await step(counter, stockTake, 'recount')).status).toBe(403);
    expect((await done(head, stockTake, 'recount')).counts).toMatchObject({ recount: 5, recounted: 0 });
    expect(await scan(counter, stockTake, a0.label, boxB.id)).toMatchObject({ verdict: 'not-drawn' });
    expect(await scan(counter, stockTake, b0.label, boxA.id)).toMatchObject({ verdict: 'wrong-place', repeat: null });
    // A phone that was in the vault before the recount began brings its scan only now: it belongs to the first round.
    expect(await scan(counter, stockTake, a2.label, boxA.id, { seenAt: stockTake.openedAt })).toMatchObject({ verdict: 'found' });
    expect(await labelsOf(stockTake, 'missing')).toEqual([]);
    const [a2Found] = (await itemsOf(head, stockTake, 'result=found')).filter((item) => item.label === a2.label);
    expect(a2Found).toMatchObject({ recount: true, recounted: false, found: { by: '周清点' } });
    // Taken away again, so that one is missing for the rest.
    await house.app.db.deleteFrom('stockScan').where('copyId', '=', a2.copyId).execute();
    await house.app.db.updateTable('stockItem').set({ result: 'missing', foundAt: null, foundBy: null, foundPlaceId: null }).where('copyId', '=', a2.copyId).where('stockTakeId', '=', stockTake.id).execute();
  });

  test('is reported, signed by two and closed; each correction stands in the chain', async () => {
    const { boxA, boxB, papers: [, a1, a2, , b0] } = given;
    expect((await head.put(`/api/stock-takes/${stockTake.id}/corrections`, { corrections: [{ label: a2.label, correction: 'moved' }] })).body.error.details.kind).toBe('correction');
    expect((await head.put(`/api/stock-takes/${stockTake.id}/corrections`, { corrections: [{ label: foreign.label, correction: 'none' }] })).status).toBe(200);
    expect((await step(head, stockTake, 'close')).status).toBe(409);
    const { reportedAt, may } = await done(head, stockTake, 'report');
    expect(may).toMatchObject({ count: false, sign: true, close: false });
    expect(await scan(counter, stockTake, a2.label, boxA.id)).toMatchObject({ verdict: 'late' });

    expect((await step(counter, stockTake, 'sign', { reportedAt })).status).toBe(403);
    expect((await step(head, stockTake, 'sign', { reportedAt: '2020-01-01T00:00:00Z' })).body.error.details.kind).toBe('report-changed');
    expect((await done(head, stockTake, 'sign', { reportedAt })).signed).toMatchObject([{ name: '林档案' }]);
    expect((await step(head, stockTake, 'close')).body.error.details.kind).toBe('unsigned');
    expect((await step(head, stockTake, 'sign', { reportedAt })).body.error.details.kind).toBe('signed-already');
    expect((await done(second, stockTake, 'sign', { reportedAt })).may.close).toBe(true);
    await done(second, stockTake, 'close');

    expect(await copyOf(b0.copyId)).toMatchObject({ holder: 'place', placeId: boxA.id });
    expect(await copyOf(a2.copyId)).toMatchObject({ holder: 'lost' });
    expect(await copyOf(forgotten.copyId)).toMatchObject({ holder: 'place', placeId: boxB.id });
    expect(await copyOf(foreign.copyId)).toMatchObject({ placeId: given.far.id });
    const last = async (id: CopyId) => house.app.db.selectFrom('custodyEvent').selectAll().where('copyId', '=', id).orderBy('seq', 'desc').executeTakeFirstOrThrow();
    for (const [{ copyId }, act] of [[b0, 'corrected'], [a2, 'lost'], [forgotten, 'corrected'], [a1, 'noted']] as const) {
      expect(await last(copyId)).toMatchObject({ act, byId: second.id, facts: { stockTakeId: stockTake.id } });
      expect(replay(await findChain(house.app.db, copyId)).kind).toBe('whole');
    }
    const incidents = await house.app.db.selectFrom('incident').select(['copyId', 'kind', 'foundBy']).where('copyId', 'in', [a1.copyId, a2.copyId]).orderBy('kind').execute();
    expect(incidents).toEqual([{ copyId: a1.copyId, kind: 'damaged', foundBy: second.id }, { copyId: a2.copyId, kind: 'lost', foundBy: second.id }]);
    const held = await house.app.db.selectFrom('place').select(['id', 'held']).where('id', 'in', [boxA.id, boxB.id]).execute();
    expect(new Map(held.map((one) => [one.id, one.held]))).toEqual(new Map([[boxA.id, 4], [boxB.id, 4]]));
    const { body: report } = await counter.get(`/api/stock-takes/${stockTake.id}/report`);
    expect(report).toMatchObject({ recounted: true, signed: [{ name: '林档案' }, { name: '陈复核' }], counts: { expected: 10, missing: 1 } });
    expect(report.differences).toHaveLength(5);
    expect((await house.auditKinds()).filter((kind) => kind.startsWith('stock-take.'))).toEqual(['stock-take.opened', 'stock-take.recounted', 'stock-take.reported', 'stock-take.signed', 'stock-take.signed', 'stock-take.closed']);
    for (const act of ['recount', 'report', 'close', 'resume']) expect((await step(head, stockTake, act)).status).toBe(409);
  });
});

describe('opening', () => {
  test('of two over the same branch at once one is refused, and so is any over or under it until it is done', async () => {
    const { site, shelf, boxA, far } = await givenShelf();
    const replies = await Promise.all([head, second, head, second].map((who) => who.post('/api/stock-takes', { placeId: shelf.id })));
    expect(replies.map((one) => one.status).sort()).toEqual([201, 409, 409, 409]);
    const { id } = replies.find((one) => one.status === 201)?.body ?? {};
    for (const placeId of [site.id, boxA.id]) expect((await head.post('/api/stock-takes', { placeId })).body.error.details).toMatchObject({ kind: 'overlap', id });
    expect((await head.get(`/api/stock-takes/branches/${boxA.id}`)).body).toMatchObject({ here: 4, busy: { id } });
    expect((await head.post('/api/stock-takes', { placeId: far.id })).status).toBe(201);
    expect((await step(head, { id }, 'abandon', { reason: '' })).status).toBe(400);
    expect((await done(head, { id }, 'abandon', { reason: '停电' })).state).toBe('abandoned');
    expect((await head.post('/api/stock-takes', { placeId: boxA.id })).status).toBe(201);
  });

  test('a spot check draws as many as the stated confidence needs, and the same again by its seed', async () => {
    const { shelf, papers } = await givenShelf();
    const { sample, id, counts } = await givenStockTake(shelf.id, { sample: { confidence: 0.9, defects: 0.25 } });
    expect([sample?.lot, sample?.size, counts.expected]).toEqual([8, 6, 6]);
    const drawn = (await itemsOf(head, { id })).map((item) => item.label).sort();
    const { rows } = await house.pool.query<{ id: string }>('select id from copy where id = any($1) order by md5($2 || id), id limit 6', [papers.map((one) => one.copyId), sample?.seed]);
    expect(papers.filter((one) => rows.some((row) => row.id === one.copyId)).map((one) => one.label).sort()).toEqual(drawn);
    const left = papers.find((one) => !drawn.includes(one.label));
    expect(await scan(head, { id }, left?.label ?? '', shelf.id)).toMatchObject({ verdict: 'not-drawn' });
  });
});

describe('counting', () => {
  test('a batch sent twice, also at the same time, counts once and is answered alike', async () => {
    const { shelf, boxA, papers } = await givenShelf();
    const stockTake = await givenStockTake(shelf.id);
    const batch = papers.slice(0, 4).map((one) => scanOf(one.label, boxA.id));
    const [first, again] = await Promise.all([send(counter, stockTake, batch), send(counter, stockTake, batch.toReversed())]);
    expect(again.toReversed()).toEqual(first);
    expect(first.map((one: { repeat: null }) => one.repeat)).toEqual([null, null, null, null]);
    expect((await shown(stockTake)).counters).toMatchObject([{ name: '周清点', scans: 4 }]);
  });

  test('by two phones in parallel comes out the same in whatever order their batches come in', async () => {
    const { shelf, boxA, boxB, papers } = await givenShelf();
    const stockTake = await givenStockTake(shelf.id);
    const at = (n: number) => new Date(now.getTime() + n * 1_000).toISOString();
    const scans = papers.flatMap((paper, n) => [scanOf(paper.label, n % 3 ? boxA.id : boxB.id, { seenAt: at(n), ...(n === 2 ? { damage: '撕裂' } : {}) }), scanOf(paper.label, n < 4 ? boxA.id : boxB.id, { seenAt: at(n % 2 ? n - 20 : n + 20) })]);
    const outcome = async () => (await itemsOf(head, stockTake)).map(({ label, result, found, damaged }) => ({ label, result, placeId: found?.placeId, at: found?.at, damaged }));
    let wanted: unknown;
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(scans, { minLength: scans.length }), fc.integer({ min: 1, max: 5 }), async (order, size) => {
        await house.app.db.deleteFrom('stockScan').where('stockTakeId', '=', stockTake.id).execute();
        const sentAt = at(100);
        const batches = Array.from({ length: Math.ceil(order.length / size) }, (_, i) => order.slice(i * size, (i + 1) * size));
        now = new Date(sentAt);
        await Promise.all([...batches, ...batches.slice(0, 2)].map((batch, i) => send(i % 2 ? counter : head, stockTake, batch, { sentAt })));
        wanted ??= await outcome();
        expect(await outcome()).toEqual(wanted);
      }),
      { numRuns: 12 },
    );
    expect(wanted).toHaveLength(8);
  });

  test('a phone whose clock is hours off saw what it saw when it saw it', async () => {
    const { shelf, boxA, papers: [paper] } = await givenShelf();
    const stockTake = await givenStockTake(shelf.id);
    const wrong = new Date(now.getTime() - 7 * 3_600_000);
    await send(counter, stockTake, [scanOf(paper.label, boxA.id, { seenAt: new Date(wrong.getTime() - 60_000).toISOString() })], { sentAt: wrong.toISOString() });
    const [item] = await itemsOf(head, stockTake, 'result=found');
    expect(Math.abs(new Date(item?.found?.at ?? 0).getTime() + 60_000 - now.getTime())).toBeLessThan(60_000);
  });

  test('what the books moved meanwhile is neither missing nor in the wrong place; a phone that comes after the report is heard when counting goes on', async () => {
    const { shelf, boxA, boxB, far, papers: [lent, moved, late, gone] } = await givenShelf();
    const stockTake = await givenStockTake(shelf.id);
    await take(house, head.actor, lent.copyId);
    await actOn(house, head.actor, moved.copyId, { act: 'moved', to: { holder: 'place', placeId: boxB.id } });
    expect(await scan(counter, stockTake, moved.label, boxB.id)).toMatchObject({ verdict: 'found' });
    const arrived = await givenShelved(house, boxA.id, head.actor);
    expect(await scan(counter, stockTake, arrived.label, boxA.id)).toMatchObject({ verdict: 'found' });
    await scan(counter, stockTake, gone.label, boxB.id);
    await done(head, stockTake, 'report');
    expect(await labelsOf(stockTake, 'moved')).toEqual([lent.label]);
    expect(await labelsOf(stockTake, 'missing')).not.toContain(lent.label);
    expect(await scan(counter, stockTake, late.label, boxA.id)).toMatchObject({ verdict: 'late' });
    expect(await labelsOf(stockTake, 'missing')).toContain(late.label);
    await done(head, stockTake, 'resume');
    expect(await labelsOf(stockTake, 'missing')).not.toContain(late.label);

    await signed(stockTake);
    // Between the signatures and the closing it was moved by hand and by the books: that goes before the report.
    await actOn(house, head.actor, gone.copyId, { act: 'moved', to: { holder: 'place', placeId: far.id } });
    await done(head, stockTake, 'close');
    expect(await copyOf(gone.copyId)).toMatchObject({ placeId: far.id });
    expect((await itemsOf(head, stockTake, 'result=wrong-place'))[0]).toMatchObject({ outcome: 'moved-since' });
    expect((await copyOf(lent.copyId)).holder).toBe('person');
  });

  test('who alone has counted does not sign', async () => {
    const { shelf, boxA, papers: [paper] } = await givenShelf();
    const stockTake = await givenStockTake(shelf.id);
    await scan(head, stockTake, paper.label, boxA.id);
    const { reportedAt, whyNotSign } = await done(head, stockTake, 'report');
    expect(whyNotSign).toBe('only-counter');
    expect((await step(head, stockTake, 'sign', { reportedAt })).body.error.details.kind).toBe('only-counter');
    await done(second, stockTake, 'sign', { reportedAt });
    expect((await second.get('/api/stock-takes')).body.stockTakes.find((one: { id: string }) => one.id === stockTake.id)).toMatchObject({ maySign: false, signed: [{ name: '陈复核' }] });
  });

  test('paper of a contract hidden from the counter is counted by its label, and nothing is said of the contract', async () => {
    const { shelf, boxA, papers } = await givenShelf('绝密并购');
    const departmentId = await house.givenDepartment('别处');
    const clerk = await house.as('clerk', { departmentId });
    const stockTake = await givenStockTake(shelf.id);
    const answer = await scan(clerk, stockTake, papers[0].label, boxA.id);
    expect(answer).toMatchObject({ verdict: 'found', label: papers[0].label, contract: null });
    const open = [await itemsOf(clerk, stockTake), (await clerk.get(`/api/stock-takes/${stockTake.id}/list`)).body, await shown(stockTake, clerk)];
    expect(JSON.stringify(open)).not.toMatch(/绝密并购|ctr_|cpy_/);
    expect(JSON.stringify(await itemsOf(head, stockTake))).toContain('绝密并购');
    await signed(stockTake);
    expect(JSON.stringify((await clerk.get(`/api/stock-takes/${stockTake.id}/report`)).body)).not.toMatch(/绝密并购|ctr_|cpy_/);
    expect(JSON.stringify((await head.get(`/api/stock-takes/${stockTake.id}/report`)).body)).toContain('绝密并购');
  });
});
