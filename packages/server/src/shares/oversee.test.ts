import { afterAll, beforeAll, expect, test } from 'vitest';
import { hashKey } from '../people/sessions.ts';
import { newId } from '../platform/ids.ts';
import { givenContract } from '../test/given-contract.ts';
import { type House, openHouse, type Visitor } from '../test/house.ts';
import { newToken } from './token.ts';

/** What a security administrator sees and ends of what reaches beyond the roles; that they learn nothing of the contracts by it. */

let house: House;
let security: Visitor;
let archivist: Visitor;
let maker: Visitor;
beforeAll(async () => {
  house = await openHouse();
  [security, archivist, maker] = [await house.as('security'), await house.as('archivist'), await house.as('archivist', { name: '经办人' })];
});
afterAll(() => house.close());

const secrets = async () => {
  const { id, number } = await givenContract(house.app, { title: `机密${newId('x').slice(-8)}`, ownerId: maker.id, confidentiality: 'secret' });
  const { title } = await house.app.db.selectFrom('contract').select('title').where('id', '=', id).executeTakeFirstOrThrow();
  return { id, number, title };
};

async function givenLink(contractId: string, how: { expiresAt?: Date; views?: number; mostViews?: number } = {}) {
  const [id, token] = [newId('shr'), newToken()];
  await house.app.db.insertInto('shareLink').values({ id, contractId: contractId as never, madeBy: maker.id, recipient: '某律所', tokenHash: hashKey(token), pageIds: [], expiresAt: new Date(Date.now() + 3_600_000), ...how }).execute();
  return { id, opens: async () => (await house.stranger('GET', `/api/shared/${token}`)).status };
}

test('every link is listed by who made it and for whom, without its contract, and closed at once', async () => {
  const contract = await secrets();
  const { id, opens } = await givenLink(contract.id);
  const [past, seen] = [await givenLink(contract.id, { expiresAt: new Date(Date.now() - 1_000) }), await givenLink(contract.id, { views: 2, mostViews: 2 })];
  const list = async (which: string) => (await security.get(`/api/oversight/shares?which=${which}`)).body.shares;
  expect(await list('open')).toMatchObject([{ id, recipient: '某律所', madeBy: { name: '经办人' }, state: 'open' }]);
  const all = await list('all');
  expect(all.map((share: { id: string; state: string }) => [share.id, share.state])).toEqual([[seen.id, 'used-up'], [past.id, 'expired'], [id, 'open']]);
  for (const secret of Object.values(contract)) expect(JSON.stringify(all)).not.toContain(secret);
  expect((await security.get('/api/oversight/shares?which=all&limit=1')).body).toMatchObject({ shares: [{ id: seen.id }], next: seen.id });

  expect([await opens(), (await archivist.get('/api/oversight/shares')).status, (await archivist.delete(`/api/oversight/shares/${id}`)).status]).toEqual([200, 403, 403]);
  const closed = await security.delete(`/api/oversight/shares/${id}`);
  expect([closed.status, closed.body.state, await opens()]).toEqual([200, 'revoked', 404]);
  for (const secret of Object.values(contract)) expect(JSON.stringify(closed.body)).not.toContain(secret);
  expect((await security.delete(`/api/oversight/shares/${id}`)).body.state).toBe('revoked');
  const { rows } = await house.pool.query(`select actor_id, contract_id from audit_event where kind = 'share.revoked' and subject_id = $1`, [id]);
  expect(rows).toEqual([{ actor_id: security.id, contract_id: contract.id }]);
  expect((await security.delete(`/api/oversight/shares/${newId('shr')}`)).status).toBe(404);
});

test('who is named for contracts is seen with how many and until when, and taken off all of them', async () => {
  const [one, two] = [await secrets(), await secrets()];
  const reader = await house.as('reader', { name: '求阅人', departmentId: await house.givenDepartment('采购部') });
  const sees = async () => [(await reader.get(`/api/contracts/${one.id}`)).status, (await reader.get(`/api/contracts/${two.id}`)).status];
  await reader.post('/api/access-requests', { named: one.number, purpose: `对账 ${one.title}`, days: 5 });
  await reader.post('/api/access-requests', { named: '没有的编号', purpose: '对账', days: 3 });
  const [{ id: requestId }] = (await archivist.get('/api/access-requests')).body.requests;
  await archivist.post(`/api/access-requests/${requestId}/answer`, { answer: 'granted', days: 5 });
  await archivist.put(`/api/contracts/${two.id}/readers/${reader.id}`, { days: 9 });
  expect(await sees()).toEqual([200, 200]);

  const shown = (await security.get('/api/oversight/readers')).body;
  const of = (rows: { person: { id: string } }[]) => rows.filter(({ person }) => person.id === reader.id);
  expect(of(shown.readers)).toMatchObject([{ person: { name: '求阅人', departmentName: '采购部' }, contracts: 2 }]);
  expect(Date.parse(shown.readers[0].until) - Date.now()).toBeGreaterThan(8 * 86_400_000);
  expect(of(shown.requests)).toMatchObject([{ state: 'waiting', days: 3, answeredBy: null }, { state: 'granted', days: 5, answeredBy: 'archivist' }]);
  for (const secret of [...Object.values(one), ...Object.values(two), requestId, '没有的编号']) expect(JSON.stringify(shown)).not.toContain(secret);

  await archivist.put(`/api/contracts/${two.id}/readers/${reader.id}`, { days: null });
  expect(of((await security.get('/api/oversight/readers')).body.readers)).toMatchObject([{ contracts: 2, until: null }]);
  expect((await archivist.post(`/api/people/${reader.id}/readings/end`)).status).toBe(403);
  expect((await security.post(`/api/people/${reader.id}/readings/end`)).status).toBe(200);
  expect(await sees()).toEqual([404, 404]);
  const ended = (await security.get('/api/oversight/readers')).body;
  expect([of(ended.readers), of(ended.requests)]).toMatchObject([[], [{ state: 'waiting' }, { state: 'ended', days: 5 }]]);
  expect((await reader.get('/api/me/access-requests')).body.requests).toMatchObject([{ state: 'waiting' }, { state: 'ended', contractId: null }]);
  const { rows } = await house.pool.query(`select contract_id from audit_event where kind = 'contract.reader-dropped' and actor_id = $1 order by contract_id`, [security.id]);
  expect(rows.map((row) => row.contract_id)).toEqual([one.id, two.id].toSorted());
});
