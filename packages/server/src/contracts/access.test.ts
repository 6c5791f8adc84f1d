import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ContractId, DepartmentId, Permission, Scope } from '@qige/wire';
import { recordAudit } from '../audit/audit.queries.ts';
import { newId } from '../platform/ids.ts';
import { givenContract, typeIdOf } from '../test/given-contract.ts';
import { type House, openHouse, textOfWorkbook, type Visitor } from '../test/house.ts';

let house: House;
let sales: DepartmentId;
let owner: Visitor;
let clerk: Visitor;
let archivist: Visitor;
beforeAll(async () => {
  house = await openHouse();
  sales = await house.givenDepartment('销售部');
  [owner, clerk, archivist] = [await house.as('business', { name: '业务员' }), await house.as('clerk', { departmentId: sales }), await house.as('archivist')];
});
afterAll(() => house.close());

const see = async (who: Visitor, id: ContractId): Promise<number> => (await who.get(`/api/contracts/${id}`)).status;
const given = (contract: Parameters<typeof givenContract>[1] = {}) => givenContract(house.app, { departmentId: sales, ownerId: owner.id, ...contract });

async function asMade(permissions: Permission[], options: Parameters<House['as']>[1] = {}, scope: Scope = 'all'): Promise<Visitor> {
  const code = `made-${newId('x').slice(-8)}`;
  await house.app.db.insertInto('role').values({ code, name: code, nameEn: code, permissions, scope, position: 900 }).execute();
  return house.as(code, options);
}

describe('confidentiality', () => {
  test('hides a contract above one’s clearance, but not from its owner', async () => {
    const { id } = await given({ confidentiality: 'confidential' });
    const cleared = await house.as('reader', { departmentId: sales, clearance: 'confidential' });
    expect([await see(clerk, id), await see(owner, id), await see(archivist, id), await see(cleared, id)]).toEqual([404, 200, 200, 200]);
  });

  test('is changed by those who set levels, and in the trail', async () => {
    const { id } = await given();
    expect((await clerk.patch(`/api/contracts/${id}`, { version: 1, confidentiality: 'public' })).body.error.details).toEqual({ permission: 'levels.set' });
    expect((await clerk.patch(`/api/contracts/${id}`, { version: 1, confidentiality: 'internal', warranty: '一年' })).status).toBe(200);
    expect((await archivist.patch(`/api/contracts/${id}`, { version: 2, confidentiality: 'secret' })).status).toBe(200);
    expect(await see(clerk, id)).toBe(404);
    const { entries } = (await archivist.get(`/api/contracts/${id}/history`)).body;
    expect(entries.map((entry: { facts: object }) => entry.facts)).toContainEqual(expect.objectContaining({ 'confidentiality.from': 'internal', 'confidentiality.to': 'secret' }));
  });
});

describe('named readers', () => {
  test('see one contract whatever its level, until their day, and are named by its owner or an archivist', async () => {
    const [{ id }, { id: other }] = [await given({ confidentiality: 'secret' }), await given({ confidentiality: 'secret' })];
    const stranger = await house.as('reader');
    expect((await clerk.put(`/api/contracts/${id}/readers/${stranger.id}`, { days: 3 })).status).toBe(404);
    expect((await owner.put(`/api/contracts/${id}/readers/${stranger.id}`, { days: 3, reason: '对账' })).body.readers).toMatchObject([{ person: { id: stranger.id }, reason: '对账', namedBy: '业务员' }]);
    expect([await see(stranger, id), await see(stranger, other)]).toEqual([200, 404]);
    expect((await stranger.get('/api/contracts')).body.contracts.map((row: { id: string }) => row.id)).toEqual([id]);
    await house.pool.query(`update contract_reader set until = now() - interval '1 second' where person_id = $1`, [stranger.id]);
    expect(await see(stranger, id)).toBe(404);
    expect((await archivist.get(`/api/contracts/${id}`)).body.readers).toEqual([]);

    expect((await archivist.put(`/api/contracts/${id}/readers/${stranger.id}`, { days: null })).status).toBe(200);
    expect(await see(stranger, id)).toBe(200);
    expect((await archivist.delete(`/api/contracts/${id}/readers/${stranger.id}`)).body.readers).toEqual([]);
    expect(await see(stranger, id)).toBe(404);
    for (const kind of ['contract.reader-named', 'contract.reader-dropped']) expect(await house.auditKinds()).toContain(kind);
  });

  test('decide nothing about who else sees it: they neither name others nor make it theirs', async () => {
    const { id } = await given();
    const guest = await house.as('clerk');
    const named = await asMade(['contracts.see', 'contracts.edit', 'readers.name'], {}, 'own');
    await archivist.put(`/api/contracts/${id}/readers/${named.id}`, { days: 1 });
    expect((await named.put(`/api/contracts/${id}/readers/${guest.id}`, { days: 9 })).body.error.code).toBe('forbidden');
    expect((await named.patch(`/api/contracts/${id}`, { version: 1, ownerId: named.id })).body.error.details).toEqual({ kind: 'only-named' });
    expect((await named.patch(`/api/contracts/${id}`, { version: 1, warranty: '两年' })).status).toBe(200);
    expect((await archivist.put(`/api/contracts/${id}/readers/${archivist.id}`, { days: 1 })).body.error.code).toBe('own_rights');
  });
});

describe('closed types and parties', () => {
  test('are seen by owners, named readers and who sees what is closed; opening shows them again', async () => {
    const type = await typeIdOf(house.app, 'BM');
    const { id } = await given({ type: 'BM' });
    expect((await clerk.put(`/api/contract-types/${type}/closed`, { closed: true })).status).toBe(403);
    expect((await archivist.put(`/api/contract-types/${type}/closed`, { closed: true })).body.closed).toBe(true);
    expect([await see(clerk, id), await see(owner, id), await see(archivist, id)]).toEqual([404, 200, 200]);
    const { id: later } = await given({ type: 'BM' });
    expect(await see(clerk, later)).toBe(404);
    await archivist.put(`/api/contract-types/${type}/closed`, { closed: false });
    expect(await see(clerk, id)).toBe(200);
  });

  test('a closed party’s name is not known either, and nobody makes it open by editing', async () => {
    const counterparty = '上海隐名咨询有限公司';
    const { id } = await given({ counterparty });
    const [{ partyId }] = (await archivist.get(`/api/contracts/${id}`)).body.parties;
    expect((await archivist.put(`/api/parties/${partyId}/closed`, { closed: true })).body.closed).toBe(true);
    expect(await see(clerk, id)).toBe(404);
    for (const path of [`/api/parties?text=${encodeURIComponent('隐名')}`, `/api/search?words=${encodeURIComponent('隐名')}`, `/api/search/suggestions?text=${encodeURIComponent('隐名')}`]) {
      expect(JSON.stringify((await clerk.get(path)).body), path).not.toContain('隐名咨询');
    }
    expect((await clerk.get(`/api/parties/${partyId}`)).status).toBe(404);
    expect((await clerk.patch(`/api/parties/${partyId}`, { note: 'x' })).status).toBe(404);
    expect((await clerk.post('/api/parties', { name: counterparty })).body.error).toMatchObject({ code: 'party_in_use', details: { party: null } });
    expect((await owner.get(`/api/parties/${partyId}`)).status).toBe(200);

    // Nor does a contract of one's own tell its code or its full name.
    await archivist.patch(`/api/parties/${partyId}`, { uscc: '91610117581123008R' });
    const { id: own } = await given({ ownerId: clerk.id });
    for (const named of [{ name: counterparty }, { name: '某公司', uscc: '91610117581123008R' }, { name: '某公司', party: partyId }]) {
      const reply = await clerk.patch(`/api/contracts/${own}`, { version: 1, parties: [{ side: 'B', ...named }] });
      expect(reply).toMatchObject({ status: 403, body: { error: { details: { kind: 'out-of-sight' } } } });
    }
    for (const [who, version] of [[archivist, 1], [clerk, 2]] as const) {
      expect((await who.patch(`/api/contracts/${own}`, { version, parties: [{ side: 'B', name: counterparty }] })).status).toBe(200);
    }

    const keeper = await asMade(['contracts.see', 'contracts.edit', 'closed.see', 'parties.see'], { departmentId: sales });
    const change = { version: 1, parties: [{ side: 'B', name: '公开客户公司' }] };
    expect((await keeper.patch(`/api/contracts/${id}`, change)).body.error.details).toEqual({ permission: 'closed.set' });
    expect((await archivist.patch(`/api/contracts/${id}`, change)).status).toBe(200);
    expect(await see(clerk, id)).toBe(200);
  });
});

describe('amounts', () => {
  test('without the right they are in no reply, list, export, trail or search, and neither sort nor narrow anything', async () => {
    const { id } = await given({ title: '金额保密的合同', amount: '740430.12', amountUppercase: '柒拾肆万零肆佰叁拾元壹角贰分', payments: [{ label: '首付', percent: 30, amount: '222129.04', dueText: null }] });
    await archivist.patch(`/api/contracts/${id}`, { version: 1, amount: '740431.12' });
    await house.runJobs();
    const blind = await asMade(['contracts.see', 'contracts.edit', 'contracts.export', 'scans.see', 'audit.read']);
    const secret = /740430|740431|222129|柒拾肆万/;
    const search = (words: string): string => `/api/search?words=${encodeURIComponent(words)}`;
    for (const path of [`/api/contracts/${id}`, '/api/contracts', `/api/contracts/${id}/history`, `/api/audit?contractId=${id}`, search('金额保密')]) {
      const { status, body } = await blind.get(path);
      expect([path, status]).toEqual([path, 200]);
      expect(JSON.stringify(body), path).toContain(id);
      expect(JSON.stringify(body), path).not.toMatch(secret);
      expect(JSON.stringify((await archivist.get(path)).body), path).toMatch(secret);
    }
    expect((await blind.get(`/api/contracts/${id}`)).body).toMatchObject({ amount: null, amountUppercase: null, payments: [], may: { seeAmounts: false } });
    const workbook = await textOfWorkbook((await blind.raw('GET', '/api/contracts/export.xlsx', Buffer.alloc(0), {})).rawPayload);
    expect(workbook).toContain('金额保密');
    expect(workbook).not.toMatch(/740431|金额"/);

    for (const path of ['/api/contracts?sort=amount', '/api/contracts?amountFrom=1', '/api/contracts/summary?amountTo=9', '/api/contracts/export.xlsx?sort=amount', search('amount:>=50万'), search('合同 NOT amount:1..2')]) {
      expect([path, (await blind.get(path)).body.error?.details]).toEqual([path, { permission: 'amounts.see' }]);
      expect([path, (await archivist.get(path)).status]).toEqual([path, 200]);
    }
    // Found by an amount, a contract would say that the amount is its own.
    expect((await archivist.get(search('740431'))).body.contracts).toHaveLength(1);
    expect((await blind.get(search('740431'))).body.contracts).toEqual([]);
    expect((await blind.patch(`/api/contracts/${id}`, { version: 2, amount: '1.00' })).body.error.details).toEqual({ permission: 'amounts.see' });
  });
});

test('the history of a contract does not name another that one does not see, nor who asked for access', async () => {
  const [{ id, number }, { id: hidden }] = [await given(), await given({ confidentiality: 'secret' })];
  await archivist.post(`/api/contracts/${id}/relations`, { to: hidden, kind: 'related' });
  await (await house.as('reader')).post('/api/access-requests', { named: number, purpose: '对账', days: 5 });
  const kinds = async (who: Visitor): Promise<string[]> => (await who.get(`/api/contracts/${id}/history`)).body.entries.map((entry: { kind: string }) => entry.kind);
  expect((await kinds(clerk)).toSorted()).toEqual(['contract.registered', 'number.allocated']);
  expect(JSON.stringify((await clerk.get(`/api/contracts/${id}/history`)).body)).not.toContain(hidden);
  expect(await kinds(owner)).toEqual(expect.arrayContaining(['access.asked', 'contract.related']));
  const [request] = (await owner.get(`/api/access-requests?contractId=${id}`)).body.requests;
  expect((await owner.post(`/api/access-requests/${request.id}/answer`, { answer: 'granted', days: 2 })).status).toBe(200);
  expect((await kinds(clerk)).toSorted()).toEqual(['contract.registered', 'number.allocated']);
  expect(await kinds(owner)).toEqual(expect.arrayContaining(['access.granted', 'contract.reader-named']));
});

test('what stands on a page is told by no trail to who may not see pages', async () => {
  const { id } = await given();
  const told = { subjectId: newId('scn'), contractId: id };
  await house.app.db.transaction().execute(async (tx) => {
    await recordAudit(tx, archivist.actor, { kind: 'text.corrected', ...told, facts: { pageId: newId('pag'), before: '保证金伍万园', after: '保证金伍万元' } });
    await recordAudit(tx, archivist.actor, { kind: 'field.corrected', ...told, facts: { field: 'warranty', before: '"伍年"', after: '"伍年半"' } });
  });
  const blind = await asMade(['contracts.see', 'amounts.see', 'audit.read']);
  const unread = await asMade(['contracts.see', 'amounts.see']);
  for (const who of [blind, unread]) {
    const { entries } = (await who.get(`/api/contracts/${id}/history`)).body;
    expect(entries.map(({ kind }: { kind: string }) => kind)).toEqual(expect.arrayContaining(['text.corrected', 'field.corrected']));
    expect(JSON.stringify(entries)).not.toMatch(/保证金|伍年/);
  }
  expect(JSON.stringify((await blind.get(`/api/audit?contractId=${id}`)).body)).not.toMatch(/保证金|伍年/);
  expect(JSON.stringify((await clerk.get(`/api/contracts/${id}/history`)).body)).toMatch(/保证金伍万元.*伍年半|伍年半.*保证金伍万元/);
});

describe('asking for access', () => {
  const ask = async (who: Visitor, named: string) => who.post('/api/access-requests', { named, purpose: '对账', days: 5 });
  const mine = async (who: Visitor) => (await who.get('/api/me/access-requests')).body.requests;

  test('is answered alike whether there is such a contract or not', async () => {
    const { id, number } = await given({ confidentiality: 'secret', printedNumber: 'HT-77' });
    const asker = await house.as('reader');
    const bare = ({ id: _id, askedAt: _at, named: _named, ...rest }: Record<string, unknown>): unknown => rest;
    const replies = [await ask(asker, number), await ask(asker, 'HT-77'), await ask(asker, 'XS-1999-0001'), await ask(asker, id), await ask(asker, newId('ctr'))];
    for (const reply of replies) expect([reply.status, bare(reply.body)]).toEqual([201, bare(replies[2]?.body)]);
    expect((await mine(asker)).map(bare)).toEqual(replies.map(() => ({ purpose: '对账', days: 5, state: 'waiting', reason: '', until: null, contractId: null })));
    await house.pool.query(`update access_request set asked_at = now() - interval '31 days' where person_id = $1`, [asker.id]);
    expect((await mine(asker)).map((one: { state: string }) => one.state)).toEqual(replies.map(() => 'lapsed'));
  });

  test('by a link alone reaches who decides over it, and tells the asker no more than a number would', async () => {
    const { id } = await given({ confidentiality: 'secret' });
    const asker = await house.as('reader');
    const [hidden, absent] = [await asker.get(`/api/contracts/${id}`), await asker.get(`/api/contracts/${newId('ctr')}`)];
    expect([hidden.status, hidden.body]).toEqual([absent.status, absent.body]);
    const requestId = (await ask(asker, id)).body.id;
    expect((await owner.get(`/api/access-requests?contractId=${id}`)).body.requests).toMatchObject([{ id: requestId, contract: { id } }]);
  });

  test('a yes opens it for so many days and ends by itself; only who decides over the contract hears of it', async () => {
    const { id, number } = await given({ confidentiality: 'secret' });
    const asker = await house.as('reader', { name: '求阅人' });
    const requestId = (await ask(asker, number)).body.id;
    const waiting = async (who: Visitor): Promise<string[]> => (await who.get(`/api/access-requests?contractId=${id}`)).body.requests.map((one: { id: string }) => one.id);
    expect([await waiting(owner), await waiting(archivist), await waiting(clerk), await waiting(asker)]).toEqual([[requestId], [requestId], [], []]);
    const answer = { answer: 'granted', days: 2 };
    for (const who of [clerk, asker]) expect((await who.post(`/api/access-requests/${requestId}/answer`, answer)).status).toBe(404);
    expect((await owner.post(`/api/access-requests/${requestId}/answer`, answer)).body).toMatchObject({ contract: { id }, person: { name: '求阅人' } });
    expect((await archivist.post(`/api/access-requests/${requestId}/answer`, answer)).status).toBe(404);
    expect(await see(asker, id)).toBe(200);
    const [granted] = await mine(asker);
    expect(granted).toMatchObject({ state: 'granted', contractId: id });
    expect(Date.parse(granted.until) - Date.now()).toBeGreaterThan(47 * 3600_000);

    await house.pool.query(`update contract_reader set until = now() where person_id = $1`, [asker.id]);
    expect(await see(asker, id)).toBe(404);
    expect(await mine(asker)).toMatchObject([{ state: 'ended', contractId: null }]);
    for (const kind of ['access.asked', 'access.granted']) expect(await house.auditKinds()).toContain(kind);
  });

  test('a no says why; who may already read for longer keeps it; and nobody heaps up requests', async () => {
    const { id, number } = await given({ confidentiality: 'secret' });
    const asker = await house.as('reader');
    const refused = (await ask(asker, number)).body.id;
    expect((await owner.post(`/api/access-requests/${refused}/answer`, { answer: 'refused' })).status).toBe(400);
    await owner.post(`/api/access-requests/${refused}/answer`, { answer: 'refused', reason: '与工作无关' });
    expect(await mine(asker)).toMatchObject([{ state: 'refused', reason: '与工作无关', contractId: null }]);
    expect(await see(asker, id)).toBe(404);

    const again = (await ask(asker, number)).body.id;
    await archivist.put(`/api/contracts/${id}/readers/${asker.id}`, { days: null });
    await archivist.post(`/api/access-requests/${again}/answer`, { answer: 'granted', days: 1 });
    expect((await archivist.get(`/api/contracts/${id}`)).body.readers).toMatchObject([{ person: { id: asker.id }, until: null }]);

    const many = await Promise.all(Array.from({ length: 25 }, (_, i) => ask(asker, `没有 ${i}`)));
    expect(many.filter(({ status }) => status === 201)).toHaveLength(20);
    expect(many.find(({ status }) => status !== 201)?.body.error.code).toBe('too_many_requests');
  });
});
