import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ContractId, CopyId, DepartmentId, PlaceId } from '@qige/wire';
import { newId } from '../platform/ids.ts';
import { someSignature } from '../test/examples/hand-overs.examples.ts';
import type { GivenContract } from '../test/given-contract.ts';
import { actsOf, givenBox, givenCopy, givenPaper, holderNow } from '../test/given-paper.ts';
import { type Answer, type House, openHouse, type Visitor } from '../test/house.ts';

let house: House;
let sales: DepartmentId;
let elsewhere: DepartmentId;
let keeper: Visitor;
let borrower: Visitor;
let second: Visitor;
let head: Visitor;
let chief: Visitor;
let box: PlaceId;
// A Tuesday, ten in the morning in Shanghai.
const start = new Date('2026-03-17T02:00:00Z');
let now = start;

beforeAll(async () => {
  house = await openHouse({ clock: { now: () => now, today: () => now.toISOString().slice(0, 10) } });
  [sales, elsewhere] = [await house.givenDepartment('销售部'), await house.givenDepartment('工程部')];
  [keeper, borrower, second, head, chief] = await Promise.all([
    house.as('archivist', { name: '何静' }),
    house.as('reader', { departmentId: sales, name: '周敏' }),
    house.as('reader', { departmentId: sales, name: '李伟' }),
    house.as('head', { departmentId: sales, name: '陈刚' }),
    house.as('executive', { name: '总经理' }),
  ]);
  box = await givenBox(house);
});
afterAll(() => house.close());

const wish = { purpose: '法院开庭', whyPaper: '要核对骑缝章', days: 2 };
const paper = (more: GivenContract = {}) => givenPaper(house, box, { departmentId: sales, ...more });
const ask = (who: Visitor, contractId: ContractId, more: object = {}) => who.post(`/api/contracts/${contractId}/loans`, { ...wish, ...more });
const decide = (who: Visitor, loan: string, body: object = { answer: 'approved' }) => who.post(`/api/loans/${loan}/decision`, body);
const handOut = (loanId: string, copyId: CopyId, more: object = {}, by = keeper) => by.post('/api/loans/hand-outs', { papers: [{ loanId, copyId, pageCount: 12 }], ...more });
const takeBack = (copyId: CopyId, more: object = {}, by = keeper) => by.post('/api/loans/returns', { papers: [{ copyId, pagesBack: 12, seal: 'none', condition: 'good', placeId: box, ...more }] });
const show = async (loan: string, who = keeper) => (await who.get(`/api/loans/${loan}`)).body;
const inView = async (who: Visitor, view: string): Promise<string[]> => (await who.get(`/api/loans?view=${view}&limit=200`)).body.loans.map(({ id }: { id: string }) => id);
const kindOf = ({ status, body }: Answer) => [status, body.error?.details?.kind];
const rowKind = ({ body }: Answer, i = 0) => body.answers[i].refusal?.details?.kind ?? body.answers[i].refusal?.code ?? 'done';

async function approved(who = borrower, given?: Awaited<ReturnType<typeof paper>>, more: object = {}) {
  const at = given ?? (await paper());
  const { status, body } = await ask(who, at.contractId, more);
  expect(status, JSON.stringify(body)).toBe(201);
  expect((await decide(head, body.id)).status).toBe(200);
  return { ...at, loan: body.id as string };
}
async function out(who = borrower, given?: Awaited<ReturnType<typeof paper>>, more: object = {}) {
  const at = await approved(who, given, more);
  const reply = await handOut(at.loan, at.copyId, { signature: someSignature });
  expect(rowKind(reply)).toBe('done');
  return at;
}

describe('asking', () => {
  test('for a contract one sees chooses a copy; the head of one’s department says yes', async () => {
    const { contractId, copyId } = await paper();
    const { body } = await ask(borrower, contractId);
    expect(body).toMatchObject({ state: 'asked', days: 2, dueOn: '2026-03-19', asker: { name: '周敏', departmentName: '销售部' }, papers: [{ copyId, standing: 'in-place' }], steps: [{ kind: 'department', why: 'always', departmentName: '销售部', state: 'waiting' }], may: { decide: false, withdraw: true, handOut: false } });
    expect([await inView(head, 'deciding'), await inView(borrower, 'mine')]).toEqual([[body.id], expect.arrayContaining([body.id])]);
    expect(await decide(head, body.id, { answer: 'approved', reason: '同意' })).toMatchObject({ status: 200, body: { state: 'approved', steps: [{ state: 'approved', decidedBy: '陈刚', reason: '同意' }] } });
    expect(await inView(keeper, 'to-hand-out')).toContain(body.id);
    expect(kindOf(await decide(head, body.id))).toEqual([409, 'decided']);
  });

  test('of another department, or of a high level, somebody across departments says yes too, and in turn', async () => {
    const legal = await house.as('legal', { departmentId: sales, name: '法务' });
    const wide = await house.as('archivist', { departmentId: sales });
    for (const [contract, why] of [[{ departmentId: elsewhere }, 'other-department'], [{ departmentId: sales, confidentiality: 'confidential' as const }, 'level']] as const) {
      const { contractId } = await paper(contract);
      const { body } = await ask(legal, contractId);
      expect(body.steps).toMatchObject([{ kind: 'department' }, { kind: 'across', why }]);
      expect(kindOf(await decide(chief, body.id))).toEqual([409, 'not-yours']);
      expect((await decide(wide, body.id)).body.state).toBe('asked');
      expect(await decide(chief, body.id)).toMatchObject({ status: 200, body: { state: 'approved' } });
    }
    await house.app.db.updateTable('person').set({ leftAt: new Date() }).where('id', '=', wide.id).execute();
  });

  test('where there is no head, or none who sees it, somebody across departments decides', async () => {
    const lonely = await house.as('legal', { departmentId: await house.givenDepartment('法务部') });
    const { contractId } = await paper();
    expect((await ask(lonely, contractId)).body.steps).toMatchObject([{ kind: 'across' }]);
    // The head of sales is not cleared for it; the asker is.
    const cleared = await house.as('reader', { departmentId: sales, clearance: 'secret' });
    const { body } = await ask(cleared, (await paper({ confidentiality: 'secret' })).contractId);
    expect(body.steps).toMatchObject([{ kind: 'across', why: 'level' }]);
    expect((await head.get(`/api/loans/${body.id}`)).status).toBe(404);
    expect(kindOf(await decide(await house.as('archivist'), body.id))[0]).toBe(200);
  });

  test('nobody approves their own, and a refusal has a reason', async () => {
    const { contractId } = await paper();
    const { body } = await ask(head, contractId);
    expect(body.steps).toMatchObject([{ kind: 'across' }]);
    const own = await house.as('archivist', { departmentId: sales });
    const theirs = (await ask(own, (await paper()).contractId)).body;
    expect(kindOf(await decide(own, theirs.id))).toEqual([409, 'own']);
    expect(await inView(own, 'deciding')).not.toContain(theirs.id);
    expect((await decide(chief, body.id, { answer: 'refused' })).status).toBe(400);
    expect(await decide(chief, body.id, { answer: 'refused', reason: '扫描件足够' })).toMatchObject({ status: 200, body: { state: 'refused', steps: [{ reason: '扫描件足够' }] } });
    await house.app.db.updateTable('person').set({ leftAt: new Date() }).where('id', '=', own.id).execute();
  });

  test('longer than the archive lends, twice, what is lost, or what one holds oneself: each a clear no', async () => {
    const { contractId, copyId } = await paper();
    expect(await ask(borrower, contractId, { days: 3 })).toMatchObject({ status: 409, body: { error: { details: { kind: 'too-long', most: 2 } } } });
    expect((await ask(borrower, contractId, { whyPaper: '' })).status).toBe(400);
    expect((await ask(borrower, contractId, { copyIds: [(await paper()).copyId] })).status).toBe(404);
    const replies = await Promise.all([ask(borrower, contractId), ask(borrower, contractId), ask(borrower, contractId)]);
    expect(replies.map((reply) => kindOf(reply).join()).sort()).toEqual(['201,', '409,asked-before', '409,asked-before']);
    await keeper.post('/api/incidents', { copyId, kind: 'lost', what: 'x' });
    expect(kindOf(await ask(second, contractId))).toEqual([409, 'nothing-to-lend']);
    expect(kindOf(await ask(second, contractId, { copyIds: [copyId] }))).toEqual([409, 'lost']);
    const held = await givenPaper(house, borrower.id, { departmentId: sales });
    expect(kindOf(await ask(borrower, held.contractId))).toEqual([409, 'in-your-hands']);
    expect((await (await house.as('auditor')).post(`/api/contracts/${contractId}/loans`, wish)).status).toBe(403);
  });

  test('is taken back as long as nothing was fetched', async () => {
    const asked = (await ask(borrower, (await paper()).contractId)).body.id;
    expect(kindOf(await head.post(`/api/loans/${asked}/withdraw`))).toEqual([409, 'not-yours']);
    expect((await borrower.post(`/api/loans/${asked}/withdraw`)).body.state).toBe('withdrawn');
    const { loan, copyId } = await approved();
    await handOut(loan, copyId);
    expect(kindOf(await borrower.post(`/api/loans/${loan}/withdraw`))).toEqual([409, 'handing-out']);
  });

  test('what can be borrowed is told before', async () => {
    const { contractId, copyId } = await paper();
    const photocopy = await givenCopy(house, contractId, box);
    await out(second, { contractId, copyId, number: '' }, { copyIds: [copyId] });
    const { body } = await borrower.get(`/api/contracts/${contractId}/lending`);
    expect(body).toMatchObject({ papers: [{ copyId, standing: 'on-loan', waiting: 0 }, { copyId: photocopy, standing: 'in-place' }], loanId: null, today: '2026-03-17', rules: { longestDays: 2 } });
    expect(JSON.stringify(body)).not.toContain(box);
    expect((await ask(borrower, contractId)).body.papers).toMatchObject([{ copyId: photocopy }]);
  });
});

describe('handing out', () => {
  test('the keeper answers until the borrower confirms; then it is out and due', async () => {
    const { loan, copyId } = await approved();
    expect((await show(loan)).may).toMatchObject({ handOut: true });
    const { body } = await handOut(loan, copyId);
    expect(body).toMatchObject({ answers: [{ loanId: loan, copyId, done: true }], handOverIds: [expect.stringMatching(/^hov_/)] });
    expect([(await show(loan)).state, await holderNow(house, copyId)]).toEqual(['handing-out', keeper.id]);
    expect((await show(loan, borrower)).may).toMatchObject({ confirm: true });
    expect(rowKind(await handOut(loan, copyId))).toBe('handing-out');

    expect((await borrower.post(`/api/hand-overs/${body.handOverIds[0]}/confirm`, {})).status).toBe(200);
    expect(await show(loan)).toMatchObject({ state: 'out', dueOn: '2026-03-19', papers: [{ pagesOut: 12, out: true, standing: 'on-loan', before: null }], may: { takeBack: true, handOut: false } });
    expect([await holderNow(house, copyId), await actsOf(house, copyId)]).toEqual([borrower.id, ['opened', 'taken', 'offered', 'handed-over']]);
    expect(kindOf(await borrower.post('/api/hand-overs', { receiverId: second.id, papers: [{ copyId, pageCount: 12 }] }))).toEqual([409, 'on-loan']);
  });

  test('refused or taken back, the loan waits again, and can be handed out anew', async () => {
    const { loan, copyId } = await approved();
    for (const [who, act] of [[borrower, 'refuse'], [keeper, 'withdraw']] as const) {
      const { body } = await handOut(loan, copyId);
      expect((await who.post(`/api/hand-overs/${body.handOverIds[0]}/${act}`, { reason: 'x' })).status).toBe(200);
      expect(await show(loan)).toMatchObject({ state: 'approved', ready: true, papers: [{ pagesOut: null, before: 0 }] });
    }
    expect(rowKind(await handOut(loan, copyId, { signature: someSignature }))).toBe('done');
    expect(await show(loan)).toMatchObject({ state: 'out' });
  });

  test('not before it is approved, not by those who do not keep the paper, not what is not of the loan', async () => {
    const { contractId, copyId } = await paper();
    const { body } = await ask(borrower, contractId);
    expect(rowKind(await handOut(body.id, copyId))).toBe('not-approved');
    expect((await handOut(body.id, copyId, {}, borrower)).status).toBe(403);
    await decide(head, body.id);
    expect(rowKind(await handOut(body.id, (await paper()).copyId))).toBe('not_found');
    expect((await handOut(body.id, copyId, { signature: 'A'.repeat(120) })).status).toBe(400);
    expect((await show(body.id)).state).toBe('approved');
  });

  test('the days count from the day it goes out; on the spot it is due the same day', async () => {
    const [late, here] = [await approved(), await approved(borrower, undefined, { onSite: true })];
    now = new Date('2026-03-20T02:00:00Z');
    await handOut(late.loan, late.copyId, { signature: someSignature });
    await handOut(here.loan, here.copyId, { signature: someSignature });
    expect([(await show(late.loan)).dueOn, (await show(here.loan)).dueOn]).toEqual(['2026-03-24', '2026-03-20']);
    now = start;
  });

  test('several at once, each answered by itself, and twice sent once done', async () => {
    const [one, two, notYet] = [await approved(), await approved(second), await paper()];
    const asked = (await ask(second, notYet.contractId)).body.id;
    const body = { actId: randomUUID(), signature: someSignature, papers: [{ loanId: one.loan, copyId: one.copyId, pageCount: 12 }, { loanId: asked, copyId: notYet.copyId, pageCount: 1 }, { loanId: two.loan, copyId: two.copyId, pageCount: 11 }] };
    const reply = await keeper.post('/api/loans/hand-outs', body);
    expect([rowKind(reply, 0), rowKind(reply, 1), rowKind(reply, 2)]).toEqual(['done', 'not-approved', 'done']);
    const again = await keeper.post('/api/loans/hand-outs', body);
    expect([rowKind(again, 0), rowKind(again, 2)]).toEqual(['done', 'done']);
    expect((await actsOf(house, one.copyId)).filter((act) => act === 'handed-over')).toHaveLength(1);
    const back = await keeper.post('/api/loans/returns', { papers: [one, two, notYet].map(({ copyId }) => ({ copyId, pagesBack: 11, seal: 'none', condition: 'good', placeId: box })) });
    expect(back.body.answers).toMatchObject([{ done: true, incident: true, loanId: one.loan }, { done: true, incident: false, loanId: two.loan }, { done: false, refusal: { details: { kind: 'not-out' } } }]);
  });
});

test('handed out again after the signature did not get through, it is signed', async () => {
  const { loan, copyId } = await approved();
  const actId = randomUUID();
  // What a server that died between the two leaves: handed out, not signed.
  expect(rowKind(await handOut(loan, copyId, { actId }))).toBe('done');
  expect(await show(loan)).toMatchObject({ state: 'handing-out' });
  const again = await handOut(loan, copyId, { actId, signature: someSignature });
  expect([rowKind(again), again.body.handOverIds.length]).toEqual(['done', 1]);
  expect(await show(loan)).toMatchObject({ state: 'out' });
  expect((await keeper.get(`/api/hand-overs/${again.body.handOverIds[0]}`)).body).toMatchObject({ state: 'confirmed', signed: true });
  expect(rowKind(await handOut(loan, copyId, { actId, signature: someSignature }))).toBe('done');
});

test('a page begins after a loan one sees, and says nothing of others', async () => {
  const hidden = (await ask(keeper, (await paper({ departmentId: elsewhere, confidentiality: 'secret' })).contractId)).body.id;
  now = new Date('2026-03-17T03:00:00Z');
  const [one, two] = [(await ask(borrower, (await paper()).contractId)).body.id, (await ask(second, (await paper()).contractId)).body.id];
  now = start;
  const after = async (loan: string): Promise<string[]> => (await head.get(`/api/loans?view=deciding&after=${loan}&limit=200`)).body.loans.map(({ id }: { id: string }) => id);
  expect(await after(one)).toContain(two);
  expect([await after(hidden), await after(newId('lon'))]).toEqual([[], []]);
});

describe('the queue', () => {
  test('keeps the order of approval; who is first is told when the paper is back', async () => {
    const at = await paper();
    const third = await house.as('reader', { departmentId: sales });
    await out(third, at);
    const [first, next] = [await approved(borrower, at), await approved(second, at)];
    expect((await show(first.loan)).papers[0]).toMatchObject({ before: 0, standing: 'on-loan' });
    expect((await show(next.loan)).papers[0].before).toBe(1);
    expect(await inView(keeper, 'queue')).toEqual(expect.arrayContaining([first.loan, next.loan]));
    expect(await inView(keeper, 'to-hand-out')).not.toContain(first.loan);
    expect(rowKind(await handOut(first.loan, at.copyId))).toBe('on-loan');

    await takeBack(at.copyId);
    expect(await inView(keeper, 'to-hand-out')).toContain(first.loan);
    const told = await house.app.db.selectFrom('auditEvent').select('facts').where('kind', '=', 'loan.reminded').where('subjectId', '=', first.loan).execute();
    expect(told).toMatchObject([{ facts: { when: 'ready', person: borrower.id } }]);
    expect(rowKind(await handOut(next.loan, at.copyId))).toBe('queue');
    // Both at once: nobody overtakes.
    const both = await Promise.all([handOut(next.loan, at.copyId), handOut(first.loan, at.copyId, { signature: someSignature })]);
    expect([rowKind(both[0] as Answer), rowKind(both[1] as Answer)]).toEqual(['queue', 'done']);
    await takeBack(at.copyId);
    expect(rowKind(await handOut(next.loan, at.copyId))).toBe('done');
  });

  test('moves up when who is before steps back', async () => {
    const at = await paper();
    const [first, next] = [await approved(borrower, at), await approved(second, at)];
    expect(rowKind(await handOut(next.loan, at.copyId))).toBe('queue');
    await borrower.post(`/api/loans/${first.loan}/withdraw`);
    expect(rowKind(await handOut(next.loan, at.copyId))).toBe('done');
  });
});

describe('others’ loans', () => {
  test('stand in the history of the contract, with what was said for who sees the loan alone', async () => {
    const { contractId } = await paper();
    const loan = (await ask(borrower, contractId, { purpose: '与家属的诉讼' })).body.id;
    await decide(head, loan, { answer: 'refused', reason: '诉讼未立案' });
    const told = async (who: Visitor): Promise<unknown[]> => {
      const { entries } = (await who.get(`/api/contracts/${contractId}/history`)).body;
      return entries.filter(({ subjectId }: { subjectId: string }) => subjectId === loan).map(({ kind, facts }: { kind: string; facts: Record<string, unknown> }) => [kind, facts['days'] ?? facts['step'], facts['purpose'] ?? facts['reason'] ?? null]);
    };
    const reader = await house.as('auditor');
    const keeps = await house.as('clerk', { departmentId: sales });
    for (const who of [borrower, head, chief, keeper, keeps, reader]) expect(await told(who)).toEqual([['loan.refused', 'department', '诉讼未立案'], ['loan.asked', 2, '与家属的诉讼']]);
    expect(await told(second)).toEqual([['loan.refused', 'department', null], ['loan.asked', 2, null]]);
  });

  test('are not there for who neither approves nor keeps the paper, nor with a contract that is hidden', async () => {
    const { loan, contractId, copyId } = await out();
    const departmentId = await house.givenDepartment('别处');
    const stranger = await house.as('reader', { departmentId });
    const clerk = await house.as('clerk', { departmentId });
    expect((await second.get(`/api/loans/${loan}`)).status).toBe(404);
    for (const who of [stranger, clerk]) {
      expect((await who.get(`/api/loans/${loan}`)).status).toBe(404);
      expect((await who.get(`/api/contracts/${contractId}/lending`)).status).toBe(404);
      expect((await ask(who, contractId)).status).toBe(404);
      expect((await who.post(`/api/loans/${loan}/lost`, { copyIds: [copyId], what: 'x' })).status).toBe(404);
      expect((await decide(who, loan)).status).toBe(404);
      for (const view of ['all', 'out', 'overdue', 'deciding', 'queue']) expect(await inView(who, view)).toEqual([]);
      expect((await who.get('/api/loans/counts')).body).toEqual({ mine: 0, deciding: 0, 'to-hand-out': 0, queue: 0, out: 0, overdue: 0, escalated: 0 });
    }
    expect(rowKind(await takeBack(copyId, {}, clerk))).toBe('not_found');
    expect(rowKind(await handOut(loan, copyId, {}, clerk))).toBe('not_found');
    await house.app.db.updateTable('contract').set({ departmentId: elsewhere }).where('id', '=', contractId).execute();
    expect((await borrower.get(`/api/loans/${loan}`)).status).toBe(404);
    expect(await inView(borrower, 'mine')).not.toContain(loan);
    expect(rowKind(await takeBack(copyId))).toBe('done');
  });
});
