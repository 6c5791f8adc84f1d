import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { ContractId, CopyId, DepartmentId, PlaceId } from '@qige/wire';
import { someSignature } from '../test/examples/hand-overs.examples.ts';
import { actsOf, givenBox, givenCopy, givenPaper, holderNow } from '../test/given-paper.ts';
import { type Answer, type House, openHouse, type Visitor } from '../test/house.ts';
import { remindOfLoans } from './remind.actions.ts';

let house: House;
let sales: DepartmentId;
let keeper: Visitor;
let borrower: Visitor;
let head: Visitor;
let box: PlaceId;
// A Tuesday; two working days are up on Thursday.
const start = new Date('2026-03-17T02:00:00Z');
let now = start;
const on = (day: string): void => {
  now = new Date(`${day}T02:00:00Z`);
};

beforeAll(async () => {
  house = await openHouse({ clock: { now: () => now, today: () => now.toISOString().slice(0, 10) } });
  sales = await house.givenDepartment('销售部');
  [keeper, borrower, head] = await Promise.all([house.as('archivist', { name: '何静' }), house.as('reader', { departmentId: sales, name: '周敏' }), house.as('head', { departmentId: sales, name: '陈刚' })]);
  box = await givenBox(house);
});
beforeEach(() => {
  now = start;
});
afterAll(() => house.close());

interface Lent {
  loan: string;
  contractId: ContractId;
  copies: CopyId[];
}

async function lent(count = 1, who = borrower): Promise<Lent> {
  const { contractId, copyId } = await givenPaper(house, box, { departmentId: sales });
  const copies = [copyId];
  while (copies.length < count) copies.push(await givenCopy(house, contractId, box));
  const { body } = await who.post(`/api/contracts/${contractId}/loans`, { purpose: '开庭', whyPaper: '核对原件', days: 2, copyIds: copies });
  await head.post(`/api/loans/${body.id}/decision`, { answer: 'approved' });
  const reply = await keeper.post('/api/loans/hand-outs', { papers: copies.map((id) => ({ loanId: body.id, copyId: id, pageCount: 12 })), signature: someSignature });
  expect(reply.body.answers.every(({ done }: { done: boolean }) => done), JSON.stringify(reply.body)).toBe(true);
  return { loan: body.id, contractId, copies };
}
const takeBack = (copyId: CopyId | undefined, more: object = {}, by = keeper) => by.post('/api/loans/returns', { papers: [{ copyId, pagesBack: 12, seal: 'none', condition: 'good', placeId: box, ...more }] });
const show = async (loan: string, who = keeper) => (await who.get(`/api/loans/${loan}`)).body;
const kindOf = ({ status, body }: Answer) => [status, body.error?.details?.kind];
const rowKind = ({ body }: Answer) => body.answers[0].refusal?.details?.kind ?? body.answers[0].refusal?.code ?? 'done';
const remind = () => remindOfLoans(house.app, new AbortController().signal);
const told = async (loan: string): Promise<string[]> =>
  (await house.app.db.selectFrom('auditEvent').select(['kind', 'facts']).where('subjectId', '=', loan).where('kind', 'in', ['loan.reminded', 'loan.escalated']).orderBy('id').execute()).map(({ kind, facts }) => (kind === 'loan.escalated' ? 'escalated' : facts.when));

describe('the return check', () => {
  test('whole: it stands in its place again, and the loan is over', async () => {
    const { loan, copies: [copyId] } = await lent();
    expect((await show(loan)).papers[0].home).toMatchObject({ placeId: box });
    expect(rowKind(await takeBack(copyId, { note: '完好' }))).toBe('done');
    expect(await show(loan)).toMatchObject({ state: 'closed', papers: [{ outcome: 'back', pagesBack: 12, conditionBack: 'good', checkedBy: '何静', out: false, standing: 'in-place' }] });
    expect([await holderNow(house, copyId as CopyId), (await actsOf(house, copyId as CopyId)).at(-1)]).toEqual([box, 'returned']);
    expect(rowKind(await takeBack(copyId))).toBe('not-out');
  });

  test('pages missing or damage open an incident; more pages than went out are counted again', async () => {
    const { loan, copies: [copyId] } = await lent();
    expect(rowKind(await takeBack(copyId, { pagesBack: 13 }))).toBe('more-pages');
    const { body } = await takeBack(copyId, { pagesBack: 10, condition: 'damaged', note: '缺附件二', seal: 'broken' });
    expect(body.answers).toMatchObject([{ done: true, incident: true }]);
    expect((await keeper.get(`/api/incidents?copyId=${copyId}`)).body.incidents).toMatchObject([{ kind: 'damaged', missingPages: 2, what: '缺附件二', loanId: loan, reportBy: '2026-03-20' }]);
    expect((await show(loan)).papers[0]).toMatchObject({ condition: 'damaged', sealBack: 'broken' });
  });

  test('a seal that was whole and comes back broken is broken by who had it', async () => {
    const { contractId, copyId } = await givenPaper(house, box, { departmentId: sales });
    await keeper.post('/api/seals', { number: 'FT-77', on: { kind: 'copy', copyId } });
    const { body } = await borrower.post(`/api/contracts/${contractId}/loans`, { purpose: 'x', whyPaper: 'x' });
    await head.post(`/api/loans/${body.id}/decision`, { answer: 'approved' });
    await keeper.post('/api/loans/hand-outs', { papers: [{ loanId: body.id, copyId, pageCount: 12 }], signature: someSignature });
    expect((await show(body.id)).papers[0].seals).toEqual(['FT-77']);
    await takeBack(copyId, { seal: 'broken', note: '庭上启封' });
    expect((await keeper.get(`/api/seals?copyId=${copyId}`)).body.seals).toMatchObject([{ broken: { by: '周敏', why: '庭上启封' } }]);
  });

  test('in parts: the loan goes on until the last is back', async () => {
    const { loan, copies: [one, two, three] } = await lent(3);
    await takeBack(one);
    expect(await show(loan)).toMatchObject({ state: 'out', papers: [{ outcome: 'back' }, { outcome: null, out: true }, { outcome: null }] });
    await takeBack(two, { placeId: null });
    expect(await holderNow(house, two as CopyId)).toBe(keeper.id);
    await takeBack(three);
    expect((await show(loan)).state).toBe('closed');
  });

  test('is not done by who borrowed it, nor into a place that is not there or full', async () => {
    const own = await house.as('archivist', { departmentId: sales });
    const { copies: [copyId] } = await lent(1, own);
    expect(rowKind(await takeBack(copyId, {}, own))).toBe('own');
    expect(rowKind(await takeBack(copyId, { placeId: 'plc_00000000000000000000' }))).toBe('not_found');
    await house.app.db.updateTable('place').set({ capacity: 1 }).where('id', '=', box).execute();
    expect(rowKind(await takeBack(copyId))).toMatch(/full/);
    expect(rowKind(await takeBack(copyId, { overCapacity: '临时' }))).toBe('done');
    await house.app.db.updateTable('place').set({ capacity: null }).where('id', '=', box).execute();
    await house.app.db.updateTable('person').set({ leftAt: new Date() }).where('id', '=', own.id).execute();
  });

  test('twice at once is once', async () => {
    const { copies: [copyId] } = await lent();
    const other = await house.as('archivist');
    const replies = await Promise.all([takeBack(copyId), takeBack(copyId, {}, other)]);
    expect(replies.map(rowKind).sort()).toEqual(['done', 'not-out']);
    expect((await actsOf(house, copyId as CopyId)).filter((act) => act === 'returned')).toHaveLength(1);
  });

  test('a photo is kept once, after the check', async () => {
    const { loan, copies: [copyId] } = await lent();
    const url = `/api/loans/${loan}/papers/${copyId}/photo`;
    const photo = await sharp({ create: { width: 60, height: 40, channels: 3, background: '#c0c0b0' } }).jpeg().toBuffer();
    const put = (bytes: Buffer) => keeper.raw('PUT', url, bytes, { 'content-type': 'image/jpeg' });
    expect((await put(photo)).statusCode).toBe(409);
    await takeBack(copyId);
    expect((await put(Buffer.from('no picture'))).statusCode).toBe(400);
    expect([(await put(photo)).statusCode, (await put(photo)).statusCode]).toEqual([200, 409]);
    const shown = await house.http.inject({ url, headers: { authorization: borrower.id } });
    expect([shown.headers['content-type'], shown.rawPayload.equals(photo)]).toEqual(['image/jpeg', true]);
    expect((await show(loan)).papers[0].hasPhoto).toBe(true);
    expect((await (await house.as('reader')).get(url)).status).toBe(404);
  });
});

describe('what is lost on loan', () => {
  test('is said by the borrower or the keeper, and is an incident with a day; found again it comes back to the archive', async () => {
    const { loan, copies: [one, two] } = await lent(2);
    const colleague = await house.as('head', { departmentId: sales });
    const lost = { copyIds: [one], what: '出租车上遗失' };
    expect(kindOf(await colleague.post(`/api/loans/${loan}/lost`, lost))).toEqual([409, 'not-yours']);
    expect(kindOf(await keeper.post('/api/incidents', { copyId: one, kind: 'lost', what: 'x' }))).toEqual([409, 'on-loan']);
    expect((await borrower.post(`/api/loans/${loan}/lost`, lost)).body).toMatchObject({ state: 'out', papers: [{ outcome: 'lost', standing: 'lost' }, { outcome: null }] });
    expect(kindOf(await borrower.post(`/api/loans/${loan}/lost`, lost))).toEqual([409, 'not-out']);
    const [incident] = (await keeper.get(`/api/incidents?copyId=${one}`)).body.incidents;
    expect(incident).toMatchObject({ kind: 'lost', loanId: loan, foundBy: '周敏', reportBy: '2026-03-20' });
    await takeBack(two);
    expect((await show(loan)).state).toBe('closed');
    await keeper.post(`/api/incidents/${incident.id}/found`, { placeId: box });
    expect(await holderNow(house, one as CopyId)).toBe(box);
    await house.app.db.updateTable('person').set({ leftAt: new Date() }).where('id', '=', colleague.id).execute();
  });
});

describe('as the days pass', () => {
  test('the borrower is reminded before, on and after the day, and above is told once; each once, however often it is looked', async () => {
    const { loan, copies: [copyId] } = await lent();
    const days = [['2026-03-17', []], ['2026-03-18', ['before']], ['2026-03-19', ['due']], ['2026-03-20', ['overdue']], ['2026-03-21', ['overdue']], ['2026-03-23', ['overdue']], ['2026-03-24', ['overdue', 'escalated']], ['2026-03-25', ['overdue']]] as const;
    const all: string[] = [];
    for (const [day, marks] of days) {
      on(day);
      await Promise.all([remind(), remind()]);
      await remind();
      all.push(...marks);
      expect([day, await told(loan)]).toEqual([day, all]);
    }
    expect(await show(loan)).toMatchObject({ overdueDays: 6, escalated: true });
    expect((await head.get('/api/loans?view=escalated')).body.loans).toMatchObject([{ id: loan }]);
    expect((await keeper.get('/api/loans/counts')).body).toMatchObject({ escalated: 1 });
    expect((await keeper.get('/api/loans?view=overdue')).body.loans.map(({ id }: { id: string }) => id)).toContain(loan);
    expect((await borrower.get('/api/loans?view=escalated')).body.loans).toEqual([]);
    await takeBack(copyId);
    on('2026-03-26');
    await remind();
    expect(await told(loan)).toEqual(all);
  });

  test('a renewal is a new request; approved, it makes the loan due later and reminders begin anew', async () => {
    const { loan, contractId } = await lent();
    on('2026-03-18');
    await remind();
    const renew = { purpose: '二审', whyPaper: '核对原件', days: 2, renewsId: loan };
    const asked = await borrower.post(`/api/contracts/${contractId}/loans`, renew);
    expect(asked.body).toMatchObject({ state: 'asked', renewsId: loan, steps: [{ kind: 'department' }] });
    expect(kindOf(await borrower.post(`/api/contracts/${contractId}/loans`, renew))).toEqual([409, 'asked-before']);
    expect((await show(loan)).dueOn).toBe('2026-03-19');
    await head.post(`/api/loans/${asked.body.id}/decision`, { answer: 'approved' });
    expect(await show(loan)).toMatchObject({ state: 'out', dueOn: '2026-03-23' });
    expect(await show(asked.body.id)).toMatchObject({ state: 'closed', dueOn: '2026-03-23' });
    on('2026-03-20');
    await remind();
    expect(await told(loan)).toEqual(['before', 'before']);
  });

  test('is not renewed by another, when it is back, or when somebody waits for it', async () => {
    const { loan, contractId, copies: [copyId] } = await lent();
    const second = await house.as('reader', { departmentId: sales });
    const renew = { purpose: 'x', whyPaper: 'x', renewsId: loan };
    expect((await second.post(`/api/contracts/${contractId}/loans`, renew)).status).toBe(404);
    const asked = (await borrower.post(`/api/contracts/${contractId}/loans`, renew)).body.id;
    const waits = (await second.post(`/api/contracts/${contractId}/loans`, { purpose: 'x', whyPaper: 'x' })).body.id;
    await head.post(`/api/loans/${waits}/decision`, { answer: 'approved' });
    expect(kindOf(await head.post(`/api/loans/${asked}/decision`, { answer: 'approved' }))).toEqual([409, 'awaited']);
    await head.post(`/api/loans/${asked}/decision`, { answer: 'refused', reason: '有人等' });
    expect(kindOf(await borrower.post(`/api/contracts/${contractId}/loans`, renew))).toEqual([409, 'awaited']);
    await takeBack(copyId);
    expect((await borrower.post(`/api/contracts/${contractId}/loans`, renew)).status).toBe(404);
  });

  test('what waits for a head who leaves is passed on', async () => {
    const team = await house.givenDepartment('采购部');
    const [lonely, boss, chief] = [await house.as('reader', { departmentId: team }), await house.as('head', { departmentId: team }), await house.as('executive')];
    const { contractId } = await givenPaper(house, box, { departmentId: team });
    const { body } = await lonely.post(`/api/contracts/${contractId}/loans`, { purpose: 'x', whyPaper: 'x' });
    expect(body.steps).toMatchObject([{ kind: 'department' }]);
    await remind();
    expect(kindOf(await chief.post(`/api/loans/${body.id}/decision`, { answer: 'approved' }))).toEqual([409, 'not-yours']);
    await house.app.db.updateTable('person').set({ leftAt: new Date() }).where('id', '=', boss.id).execute();
    await remind();
    expect((await chief.post(`/api/loans/${body.id}/decision`, { answer: 'approved' })).body.state).toBe('approved');
  });

  test('what was not fetched of a loan can follow, or be let go', async () => {
    const { contractId, copyId } = await givenPaper(house, box, { departmentId: sales });
    const two = await givenCopy(house, contractId, box);
    const { body } = await borrower.post(`/api/contracts/${contractId}/loans`, { purpose: 'x', whyPaper: 'x', copyIds: [copyId, two] });
    await head.post(`/api/loans/${body.id}/decision`, { answer: 'approved' });
    const out = (copy: CopyId) => keeper.post('/api/loans/hand-outs', { papers: [{ loanId: body.id, copyId: copy, pageCount: 12 }], signature: someSignature });
    await out(copyId);
    expect(await show(body.id)).toMatchObject({ state: 'out', may: { handOut: true, withdraw: true } });
    await takeBack(copyId);
    expect((await show(body.id)).state).toBe('approved');
    await out(two);
    expect((await show(body.id)).papers).toMatchObject([{ outcome: 'back' }, { out: true }]);
    await takeBack(two);
    expect((await show(body.id)).state).toBe('closed');

    const half = await givenPaper(house, box, { departmentId: sales });
    const other = await givenCopy(house, half.contractId, box);
    const loan = (await borrower.post(`/api/contracts/${half.contractId}/loans`, { purpose: 'x', whyPaper: 'x', copyIds: [half.copyId, other] })).body.id;
    await head.post(`/api/loans/${loan}/decision`, { answer: 'approved' });
    await keeper.post('/api/loans/hand-outs', { papers: [{ loanId: loan, copyId: half.copyId, pageCount: 12 }], signature: someSignature });
    expect((await borrower.post(`/api/loans/${loan}/withdraw`)).body).toMatchObject({ state: 'out', papers: [{ outcome: null }, { outcome: 'not-lent' }] });
    await takeBack(half.copyId);
    expect((await show(loan)).state).toBe('closed');
  });
});
