import { randomUUID } from 'node:crypto';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CopyId, DepartmentId, PlaceId } from '@qige/wire';
import { actsOf, givenBox, givenCopy, givenPaper, holderNow } from '../test/given-paper.ts';
import { someSignature } from '../test/examples/hand-overs.examples.ts';
import { type House, openHouse, type Visitor } from '../test/house.ts';

let house: House;
let department: DepartmentId;
let keeper: Visitor;
let giver: Visitor;
let receiver: Visitor;
let stranger: Visitor;
let box: PlaceId;

beforeAll(async () => {
  house = await openHouse();
  department = await house.givenDepartment('销售部');
  [keeper, giver, receiver, stranger] = await Promise.all([house.as('archivist', { name: '何静' }), house.as('reader', { departmentId: department, name: '周敏' }), house.as('reader', { departmentId: department, name: '李伟' }), house.as('reader', { departmentId: await house.givenDepartment('别处') })]);
  box = await givenBox(house);
});
afterAll(() => house.close());

const inHands = async (of = giver) => (await givenPaper(house, of.id, { departmentId: department })).copyId;
const inBox = async () => (await givenPaper(house, box, { departmentId: department })).copyId;
const release = (by: Visitor, to: Visitor, copyIds: readonly CopyId[], more: object = {}) => by.post('/api/hand-overs', { receiverId: to.id, papers: copyIds.map((copyId) => ({ copyId, pageCount: 12 })), ...more });
async function offered(by = giver, to = receiver): Promise<{ id: string; copyId: CopyId }> {
  const copyId = await inHands(by);
  const { status, body } = await release(by, to, [copyId]);
  expect(status, JSON.stringify(body)).toBe(201);
  return { id: body.handOver.id, copyId };
}
const kindOf = ({ status, body }: { status: number; body: { error?: { details?: { kind?: string } } } }) => [status, body.error?.details?.kind];

describe('a hand-over', () => {
  test('until the receiver confirms the giver answers, then the receiver', async () => {
    const { id, copyId } = await offered();
    expect(await holderNow(house, copyId)).toBe(giver.id);
    const [waiting] = (await receiver.get('/api/hand-overs')).body.handOvers;
    expect(waiting).toMatchObject({ id, state: 'offered', giver: { name: '周敏' }, papers: [{ copyId, pagesOut: 12, ordinal: 1 }], may: { confirm: true, withdraw: false, signHere: false } });
    expect((await giver.get('/api/hand-overs?view=from-me')).body.handOvers[0]).toMatchObject({ id, may: { confirm: false, withdraw: true, signHere: true } });

    expect(await receiver.post(`/api/hand-overs/${id}/confirm`, {})).toMatchObject({ status: 200, body: { state: 'confirmed', decidedHow: 'own-device', signed: false } });
    expect(await holderNow(house, copyId)).toBe(receiver.id);
    expect(await actsOf(house, copyId)).toEqual(['opened', 'offered', 'handed-over']);
    expect((await receiver.get('/api/hand-overs')).body.handOvers.map((one: { id: string }) => one.id)).not.toContain(id);
    const kinds = (await house.app.db.selectFrom('auditEvent').select('kind').where('subjectId', '=', id).orderBy('id').execute()).map(({ kind }) => kind);
    expect(kinds).toEqual(['hand-over.offered', 'hand-over.confirmed']);
  });

  test('is refused with a reason, or taken back; the paper stays where it is', async () => {
    const one = await offered();
    expect((await receiver.post(`/api/hand-overs/${one.id}/refuse`, {})).status).toBe(400);
    expect(await receiver.post(`/api/hand-overs/${one.id}/refuse`, { reason: '少两页' })).toMatchObject({ status: 200, body: { state: 'refused', reason: '少两页' } });
    const two = await offered();
    expect(await giver.post(`/api/hand-overs/${two.id}/withdraw`, {})).toMatchObject({ status: 200, body: { state: 'withdrawn' } });
    for (const { copyId } of [one, two]) {
      expect(await holderNow(house, copyId)).toBe(giver.id);
      expect(await actsOf(house, copyId)).toEqual(['opened', 'offered', 'withdrawn']);
      expect((await release(giver, receiver, [copyId])).status).toBe(201);
    }
  });

  test('is signed on the giver’s device; the signature is kept and shown', async () => {
    const { id, copyId } = await offered();
    const blank = (await sharp({ create: { width: 200, height: 80, channels: 3, background: '#ffffff' } }).png().toBuffer()).toString('base64');
    expect(await giver.post(`/api/hand-overs/${id}/sign`, { signature: blank })).toMatchObject({ status: 400, body: { error: { details: { fields: [{ field: 'signature', problem: 'empty' }] } } } });
    expect((await giver.post(`/api/hand-overs/${id}/sign`, { signature: Buffer.from('not a picture at all, but long enough to be looked at as if it were one: it is only words').toString('base64') })).status).toBe(400);
    expect(kindOf(await receiver.post(`/api/hand-overs/${id}/sign`, { signature: someSignature }))).toEqual([409, 'not-giver']);
    expect(await giver.post(`/api/hand-overs/${id}/sign`, { signature: someSignature })).toMatchObject({ status: 200, body: { state: 'confirmed', decidedHow: 'signed-here', signed: true } });
    expect(await holderNow(house, copyId)).toBe(receiver.id);
    const shown = await house.http.inject({ url: `/api/hand-overs/${id}/signature`, headers: { authorization: receiver.id } });
    expect(shown.headers['content-type']).toBe('image/png');
    expect(shown.rawPayload.toString('base64')).toBe(someSignature);
  });

  test('who keeps the paper takes it out of its place in the same act; it stays with them when it is refused', async () => {
    const copyId = await inBox();
    const before = await house.app.db.selectFrom('place').select('held').where('id', '=', box).executeTakeFirstOrThrow();
    const { body } = await release(keeper, receiver, [copyId]);
    expect(await holderNow(house, copyId)).toBe(keeper.id);
    expect(await actsOf(house, copyId)).toEqual(['opened', 'taken', 'offered']);
    expect((await house.app.db.selectFrom('place').select('held').where('id', '=', box).executeTakeFirstOrThrow()).held).toBe(before.held - 1);
    await receiver.post(`/api/hand-overs/${body.handOver.id}/refuse`, { reason: 'x' });
    expect(await holderNow(house, copyId)).toBe(keeper.id);
  });

  test('sent twice under one name it happens once', async () => {
    const copyId = await inHands();
    const [actId, confirmed] = [randomUUID(), randomUUID()];
    const [one, two] = await Promise.all([release(giver, receiver, [copyId], { actId }), release(giver, receiver, [copyId], { actId })]);
    expect([one.status, two.status, one.body.handOver.id]).toEqual([201, 201, two.body.handOver.id]);
    const url = `/api/hand-overs/${one.body.handOver.id}/confirm`;
    const seen = { actId: confirmed, seenAt: '2031-01-01T00:00:00Z', sentAt: '2031-01-01T01:00:00Z' };
    expect([(await receiver.post(url, seen)).status, (await receiver.post(url, seen)).status]).toEqual([200, 200]);
    expect(kindOf(await receiver.post(url, { actId: randomUUID() }))).toEqual([409, 'decided']);
    expect(await actsOf(house, copyId)).toEqual(['opened', 'offered', 'handed-over']);
    const link = await house.app.db.selectFrom('custodyEvent').select(['at', 'seenAt']).where('copyId', '=', copyId).where('act', '=', 'handed-over').executeTakeFirstOrThrow();
    // An hour on the device's clock; reading ours twice adds a little.
    expect(Math.floor((link.at.getTime() - (link.seenAt?.getTime() ?? 0)) / 60_000)).toBe(60);
  });

  test('one name is for one act: another under it is refused, and leaves the paper as it was', async () => {
    const [copyId, actId] = [await inHands(), randomUUID()];
    const { id } = (await release(giver, receiver, [copyId], { actId })).body.handOver;
    for (const [who, decision] of [[receiver, 'confirm'], [receiver, 'refuse'], [giver, 'withdraw']] as const) {
      expect([decision, ...kindOf(await who.post(`/api/hand-overs/${id}/${decision}`, { actId, ...(decision === 'refuse' ? { reason: 'x' } : {}) }))]).toEqual([decision, 409, 'other-act']);
    }
    expect(await actsOf(house, copyId)).toEqual(['opened', 'offered']);
    expect((await receiver.post(`/api/hand-overs/${id}/confirm`, { actId: randomUUID() })).status).toBe(200);
  });

  test('an offer under the name of another act leaves the paper in its place, and the others go', async () => {
    const [moved, fresh, actId] = [await inBox(), await inBox(), randomUUID()];
    expect((await keeper.post('/api/copies/move', { copies: [{ copyId: moved }], placeId: await givenBox(house), actId })).status).toBe(200);
    expect(kindOf(await release(keeper, receiver, [moved], { actId }))).toEqual([409, 'other-act']);
    const { status, body } = await release(keeper, receiver, [moved, fresh], { actId });
    expect([status, body.answers]).toMatchObject([201, [{ done: false, refusal: { details: { kind: 'other-act' } } }, { done: true }]]);
    expect(await actsOf(house, moved)).toEqual(['opened', 'moved']);
  });

  test('confirmed and taken back at once, exactly one of them happens', async () => {
    for (let round = 0; round < 6; round++) {
      const { id, copyId } = await offered();
      const replies = await Promise.all([receiver.post(`/api/hand-overs/${id}/confirm`, {}), giver.post(`/api/hand-overs/${id}/withdraw`, {}), receiver.post(`/api/hand-overs/${id}/confirm`, {})]);
      expect(replies.filter(({ status }) => status === 200)).toHaveLength(1);
      expect(replies.filter(({ status }) => status === 409)).toHaveLength(2);
      expect(await holderNow(house, copyId)).toBe(replies[1]?.status === 200 ? giver.id : receiver.id);
    }
  });

  test('one paper is offered to one only, also where two are offered it at once', async () => {
    const copyId = await inBox();
    const other = await house.as('archivist');
    const replies = await Promise.all([release(keeper, receiver, [copyId]), release(other, receiver, [copyId])]);
    expect(replies.map(({ status }) => status).sort()).toEqual([201, 409]);
  });
});

describe('what cannot be handed over', () => {
  test('each row is answered by itself; where nothing can be, the act is refused', async () => {
    const [mine, theirs, lost] = [await inHands(), await inHands(receiver), await inHands()];
    await keeper.post('/api/incidents', { copyId: lost, kind: 'lost', what: 'x' });
    const hidden = (await givenPaper(house, giver.id, {})).copyId;
    const { status, body } = await release(giver, receiver, [mine, theirs, lost, hidden, mine]);
    expect(status).toBe(201);
    expect(body.answers.map(({ done, refusal }: { done: boolean; refusal: { code: string; details: { kind?: string } | null } | null }) => (done ? 'done' : (refusal?.details?.kind ?? refusal?.code)))).toEqual(['done', 'not-holder', 'lost', 'not_found', 'offered']);
    expect(body.handOver.papers).toMatchObject([{ copyId: mine }]);
    expect(kindOf(await release(giver, receiver, [theirs]))).toEqual([409, 'not-holder']);
    expect((await release(giver, receiver, [hidden])).status).toBe(404);
    expect(kindOf(await release(giver, receiver, [await inBox()]))).toEqual([409, 'not-holder']);
  });

  test('nobody is given what they may not see, nor gives to themselves or to who has left', async () => {
    const copyId = await inHands();
    expect(kindOf(await release(giver, stranger, [copyId]))).toEqual([409, 'receiver-sees-not']);
    expect(kindOf(await release(giver, giver, [copyId]))).toEqual([409, 'self']);
    const gone = await house.as('reader', { departmentId: department });
    await house.app.db.updateTable('person').set({ leftAt: new Date() }).where('id', '=', gone.id).execute();
    expect(kindOf(await release(giver, gone, [copyId]))).toEqual([409, 'receiver-gone']);
    expect(await actsOf(house, copyId)).toEqual(['opened']);
  });

  test('only the receiver says yes or no, and only the giver takes back; others do not see it', async () => {
    const { id } = await offered();
    const colleague = await house.as('reader', { departmentId: department });
    for (const act of ['confirm', 'withdraw', 'refuse', 'sign'] as const) {
      const body = act === 'sign' ? { signature: someSignature } : { reason: 'x' };
      for (const who of [colleague, stranger]) expect((await who.post(`/api/hand-overs/${id}/${act}`, body)).status).toBe(404);
    }
    for (const who of [colleague, stranger]) {
      expect((await who.get(`/api/hand-overs/${id}`)).status).toBe(404);
      expect((await who.get('/api/hand-overs?view=all')).body.handOvers).toEqual([]);
    }
    expect(kindOf(await giver.post(`/api/hand-overs/${id}/confirm`, {}))).toEqual([409, 'not-receiver']);
    expect(kindOf(await keeper.post(`/api/hand-overs/${id}/confirm`, {}))).toEqual([409, 'not-receiver']);
    expect(kindOf(await receiver.post(`/api/hand-overs/${id}/withdraw`, {}))).toEqual([409, 'not-giver']);
    expect((await keeper.post(`/api/hand-overs/${id}/withdraw`, {})).status).toBe(200);
    expect(kindOf(await receiver.post(`/api/hand-overs/${id}/confirm`, {}))).toEqual([409, 'decided']);
  });

  test('is gone from sight with the contract', async () => {
    const { id, copyId } = await offered();
    const { contractId } = await house.app.db.selectFrom('copy').select('contractId').where('id', '=', copyId).executeTakeFirstOrThrow();
    await house.app.db.updateTable('contract').set({ departmentId: null }).where('id', '=', contractId).execute();
    expect((await receiver.get(`/api/hand-overs/${id}`)).status).toBe(404);
    expect((await receiver.post(`/api/hand-overs/${id}/confirm`, {})).status).toBe(404);
    expect((await receiver.get('/api/hand-overs')).body.handOvers.map((one: { id: string }) => one.id)).not.toContain(id);
    expect((await keeper.get('/api/hand-overs?view=open')).body.handOvers.map((one: { id: string }) => one.id)).toContain(id);
  });

  test('what was lost while it was offered does not come along', async () => {
    const [one, two] = [await inHands(), await inHands()];
    const { body } = await release(giver, receiver, [one, two]);
    await keeper.post('/api/incidents', { copyId: one, kind: 'lost', what: '地铁上遗失' });
    expect((await receiver.post(`/api/hand-overs/${body.handOver.id}/confirm`, {})).status).toBe(200);
    expect([await holderNow(house, one), await holderNow(house, two)]).toEqual(['lost', receiver.id]);
  });
});

test('everybody knows what is in their own hands', async () => {
  const holder = await house.as('reader', { departmentId: department });
  const { copyId } = await givenPaper(house, holder.id, { departmentId: department });
  const hidden = await givenPaper(house, holder.id);
  const { body } = await holder.get('/api/me/papers');
  expect(body.papers).toMatchObject([{ copyId, pageCount: 12, handOverId: null, loanId: null, dueOn: null }]);
  expect(JSON.stringify(body)).not.toContain(hidden.copyId);
});

test('hand-overs are listed page by page, and by paper', async () => {
  const { contractId } = await givenPaper(house, box, { departmentId: department });
  const copyId = await givenCopy(house, contractId, giver.id);
  for (let i = 0; i < 3; i++) await giver.post(`/api/hand-overs/${(await release(giver, receiver, [copyId])).body.handOver.id}/withdraw`, {});
  const first = (await keeper.get(`/api/hand-overs?view=all&copyId=${copyId}&limit=2`)).body;
  const second = (await keeper.get(`/api/hand-overs?view=all&copyId=${copyId}&limit=2&after=${first.next}`)).body;
  expect([first.handOvers.length, second.handOvers.length, second.next]).toEqual([2, 1, null]);
});
