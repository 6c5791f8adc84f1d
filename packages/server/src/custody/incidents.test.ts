import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PlaceId } from '@qige/wire';
import { newId } from '../platform/ids.ts';
import { actsOf, givenBox, givenPaper, holderNow } from '../test/given-paper.ts';
import { type House, openHouse, type Visitor } from '../test/house.ts';

let house: House;
let keeper: Visitor;
let clerk: Visitor;
let box: PlaceId;
let now = new Date('2026-03-17T02:00:00Z');

beforeAll(async () => {
  house = await openHouse({ clock: { now: () => now, today: () => now.toISOString().slice(0, 10) } });
  keeper = await house.as('archivist', { name: '何静' });
  clerk = await house.as('clerk', { departmentId: await house.givenDepartment('别处') });
  box = await givenBox(house);
});
afterAll(() => house.close());

const kindOf = ({ status, body }: { status: number; body: { error?: { details?: { kind?: string } } } }) => [status, body.error?.details?.kind];
const given = async () => (await givenPaper(house, box)).copyId;

describe('an incident', () => {
  test('of a loss: nobody answers any more, it must be reported by a day, and it ends found or not', async () => {
    const copyId = await given();
    const { status, body } = await keeper.post('/api/incidents', { copyId, kind: 'lost', what: '盘点时不在盒内' });
    expect(status).toBe(201);
    expect(body).toMatchObject({ kind: 'lost', reportBy: '2026-03-20', overdue: false, foundBy: '何静', may: { report: true, close: false, find: true } });
    expect(await holderNow(house, copyId)).toBe('lost');
    expect(kindOf(await keeper.post('/api/incidents', { copyId, kind: 'lost', what: 'x' }))).toEqual([409, 'lost']);
    expect(kindOf(await keeper.post(`/api/incidents/${body.id}/close`, { remedy: 'x' }))).toEqual([409, 'incident-not-reported']);

    now = new Date('2026-03-21T02:00:00Z');
    expect((await keeper.get('/api/incidents?state=overdue')).body.incidents).toMatchObject([{ id: body.id, overdue: true }]);
    expect((await keeper.post(`/api/incidents/${body.id}/report`, { reportedTo: '区档案局' })).body).toMatchObject({ overdue: false, reported: { to: '区档案局' } });
    expect(kindOf(await keeper.post(`/api/incidents/${body.id}/report`, { reportedTo: 'x' }))).toEqual([409, 'incident-reported']);
    expect((await keeper.post(`/api/incidents/${body.id}/found`, { placeId: box, note: '夹在另一盒里' })).body).toMatchObject({ may: { find: false, close: true } });
    expect(await holderNow(house, copyId)).toBe(box);
    expect(kindOf(await keeper.post(`/api/incidents/${body.id}/found`, {}))).toEqual([409, 'incident-not-lost']);
    expect((await keeper.post(`/api/incidents/${body.id}/close`, { remedy: '已找回，重排该盒' })).body).toMatchObject({ closed: { by: '何静' }, remedy: '已找回，重排该盒' });
    expect(kindOf(await keeper.post(`/api/incidents/${body.id}/close`, { remedy: 'x' }))).toEqual([409, 'incident-closed']);
    expect((await keeper.get('/api/incidents?state=closed')).body.incidents).toMatchObject([{ id: body.id }]);
    expect((await keeper.get('/api/incidents')).body.incidents.map(({ id }: { id: string }) => id)).not.toContain(body.id);
    expect(await actsOf(house, copyId)).toEqual(['opened', 'lost', 'found']);
    now = new Date('2026-03-17T02:00:00Z');
  });

  test('the days until it must be reported are the archive’s own', async () => {
    const admin = await house.as('administrator');
    const { body: rules } = await admin.get('/api/paper-rules');
    expect(rules).toMatchObject({ longestDays: 2, reportDays: 3 });
    expect((await keeper.put('/api/paper-rules', { ...rules, reportDays: 1 })).status).toBe(403);
    expect((await admin.put('/api/paper-rules', { ...rules, reportDays: 1, daysOff: ['2026-03-18'] })).body).toMatchObject({ reportDays: 1 });
    const { body } = await keeper.post('/api/incidents', { copyId: await given(), kind: 'leaked', what: '复印件外流' });
    expect(body.reportBy).toBe('2026-03-19');
    await admin.put('/api/paper-rules', rules);
    expect((await house.auditKinds()).filter((kind) => kind === 'paper-rules.changed')).toHaveLength(2);
  });

  test('of a paper that one does not see is no place in the list to go on from', async () => {
    const open = async (copyId: string) => (await keeper.post('/api/incidents', { copyId, kind: 'leaked', what: 'x' })).body.id;
    const here = await house.givenDepartment('此处');
    const own = async () => open((await givenPaper(house, box, { departmentId: here })).copyId);
    const [hidden, one, two] = [await open(await given()), await own(), await own()];
    const theirs = await house.as('clerk', { departmentId: here });
    const after = async (id: string): Promise<string[]> => (await theirs.get(`/api/incidents?after=${id}`)).body.incidents.map((incident: { id: string }) => incident.id);
    expect([await after(one), await after(hidden), await after(newId('inc'))]).toEqual([[two], [], []]);
  });

  test('of damage is seen on the paper; with a paper nobody sees it is not there', async () => {
    const copyId = await given();
    const { body } = await keeper.post('/api/incidents', { copyId, kind: 'damaged', what: '受潮' });
    expect((await keeper.get(`/api/copies/${copyId}`)).body).toMatchObject({ condition: 'damaged', conditionNote: '受潮' });
    expect((await clerk.get('/api/incidents')).body.incidents).toEqual([]);
    expect((await clerk.post('/api/incidents', { copyId, kind: 'damaged', what: 'x' })).status).toBe(404);
    for (const [act, said] of [['report', { reportedTo: 'x' }], ['close', { remedy: 'x' }], ['found', {}]] as const) expect((await clerk.post(`/api/incidents/${body.id}/${act}`, said)).status).toBe(404);
  });
});

describe('a shipment', () => {
  const send = (copyIds: readonly string[], more: object = {}) => keeper.post('/api/shipments', { copyIds, carrier: '顺丰', tracking: 'SF1234567890', recipient: '浦东新区法院', ...more });

  test('goes with the carrier, arrives, and comes back into the hands of who notes it', async () => {
    const copyId = await given();
    const { status, body } = await send([copyId]);
    expect([status, body.shipment.state, await holderNow(house, copyId)]).toEqual([201, 'sent', '顺丰 SF1234567890']);
    const url = `/api/shipments/${body.shipment.id}/outcome`;
    expect((await keeper.post(url, { outcome: 'arrived' })).body.state).toBe('arrived');
    expect(await holderNow(house, copyId)).toBe('浦东新区法院');
    expect((await keeper.post(url, { outcome: 'returned', note: '庭审后退回' })).body).toMatchObject({ state: 'returned', note: '庭审后退回' });
    expect(await holderNow(house, copyId)).toBe(keeper.id);
    expect(kindOf(await keeper.post(url, { outcome: 'arrived' }))).toEqual([409, 'shipment-decided']);
    expect(await actsOf(house, copyId)).toEqual(['opened', 'sent', 'arrived', 'arrived']);
  });

  test('that is lost is an incident for each of its papers', async () => {
    const [one, two] = [await given(), await given()];
    const { body } = await send([one, two]);
    expect((await keeper.post(`/api/shipments/${body.shipment.id}/outcome`, { outcome: 'lost', note: '快递丢件' })).body.state).toBe('lost');
    expect([await holderNow(house, one), await holderNow(house, two)]).toEqual(['lost', 'lost']);
    for (const copyId of [one, two]) expect((await keeper.get(`/api/incidents?copyId=${copyId}`)).body.incidents).toMatchObject([{ kind: 'lost', what: '快递丢件' }]);
  });

  test('whose outcome is sent twice under one name has it once', async () => {
    for (const outcome of ['arrived', 'returned', 'lost']) {
      const copyId = await given();
      const { body } = await send([copyId]);
      const say = () => keeper.post(`/api/shipments/${body.shipment.id}/outcome`, { outcome, actId: randomUUID() });
      const told = { outcome, actId: randomUUID() };
      for (let i = 0; i < 2; i++) expect(await keeper.post(`/api/shipments/${body.shipment.id}/outcome`, told)).toMatchObject({ status: 200, body: { state: outcome } });
      expect(kindOf(await say())).toEqual([409, 'shipment-decided']);
      expect((await actsOf(house, copyId)).length).toBe(3);
    }
  });

  test('one name is for one act: neither a sending nor an outcome takes that of another', async () => {
    const [moved, sent, actId] = [await given(), await given(), randomUUID()];
    const other = await givenBox(house);
    expect((await keeper.post('/api/copies/move', { copies: [{ copyId: moved }], placeId: other, actId })).status).toBe(200);
    const { status, body } = await send([moved, sent], { actId });
    expect([status, body.answers]).toMatchObject([201, [{ done: false, refusal: { code: 'custody_impossible', details: { kind: 'other-act' } } }, { done: true }]]);
    expect([await holderNow(house, moved), await actsOf(house, moved), (await house.app.db.selectFrom('place').select('held').where('id', '=', other).executeTakeFirstOrThrow()).held]).toEqual([other, ['opened', 'moved'], 1]);
    for (const outcome of ['arrived', 'returned', 'lost']) expect(kindOf(await keeper.post(`/api/shipments/${body.shipment.id}/outcome`, { outcome, actId }))).toEqual([409, 'other-act']);
    expect(await actsOf(house, sent)).toEqual(['opened', 'sent']);
  });

  test('takes only what is in a place or the sender’s hands; two outcomes at once are one', async () => {
    const other = await house.as('archivist');
    const [mine, theirs] = [await given(), (await givenPaper(house, other.id)).copyId];
    const { body } = await send([mine, theirs]);
    expect(body.answers).toMatchObject([{ done: true }, { done: false, refusal: { code: 'custody_impossible', details: { kind: 'not-holder' } } }]);
    const url = `/api/shipments/${body.shipment.id}/outcome`;
    expect((await Promise.all([keeper.post(url, { outcome: 'returned' }), other.post(url, { outcome: 'lost' })])).map(({ status }) => status).sort()).toEqual([200, 409]);
    expect((await clerk.post('/api/shipments', { copyIds: [mine], carrier: 'x', tracking: 'x', recipient: 'x' })).status).toBe(404);
    expect((await clerk.get('/api/shipments')).body.shipments).toEqual([]);
    expect((await clerk.post(url, { outcome: 'arrived' })).status).toBe(404);
  });
});

describe('a security seal', () => {
  test('has a number of its own for ever, and a broken one stays in the history', async () => {
    const copyId = await given();
    const apply = (number: string, on: object) => keeper.post('/api/seals', { number, on });
    const { status, body } = await apply('FT-0001', { kind: 'copy', copyId });
    expect([status, body.broken, body.paper.copyId]).toEqual([201, null, copyId]);
    expect(kindOf(await apply('FT-0001', { kind: 'place', placeId: box }))).toEqual([409, 'seal-number-taken']);
    expect((await apply('FT-0002', { kind: 'place', placeId: box })).body).toMatchObject({ paper: null, place: { id: box } });
    const opener = await house.as('reader', { name: '周敏' });
    expect((await keeper.post(`/api/seals/${body.id}/break`, { why: '法院要看原件', brokenBy: opener.id })).body.broken).toMatchObject({ by: '周敏', why: '法院要看原件' });
    expect(kindOf(await keeper.post(`/api/seals/${body.id}/break`, { why: 'x' }))).toEqual([409, 'seal-broken']);
    expect(kindOf(await apply('FT-0001', { kind: 'copy', copyId }))).toEqual([409, 'seal-number-taken']);
    expect((await keeper.get(`/api/seals?copyId=${copyId}`)).body.seals).toMatchObject([{ number: 'FT-0001', broken: { by: '周敏' } }]);
    expect((await keeper.get('/api/seals?state=whole')).body.seals).toMatchObject([{ number: 'FT-0002' }]);
    expect(await actsOf(house, copyId)).toEqual(['opened', 'noted', 'noted']);
    expect((await clerk.get(`/api/seals?copyId=${copyId}`)).body.seals).toEqual([]);
    expect((await clerk.post(`/api/seals/${body.id}/break`, { why: 'x' })).status).toBe(404);
  });

  test('two put one number on at once: one of them', async () => {
    const [one, two] = [await given(), await given()];
    const replies = await Promise.all([one, two].map((copyId) => keeper.post('/api/seals', { number: 'FT-9', on: { kind: 'copy', copyId } })));
    expect(replies.map(({ status }) => status).sort()).toEqual([201, 409]);
  });
});
