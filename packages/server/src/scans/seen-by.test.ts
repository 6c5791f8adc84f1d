import { PDFDocument } from '@cantoo/pdf-lib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ContractId } from '@qige/wire';
import { newId } from '../platform/ids.ts';
import { tellLive } from '../platform/live.ts';
import { openHouse, type House, type Visitor } from '../test/house.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

async function given(who: Visitor): Promise<{ batchId: string; fileId: string; scanId: string; pageId: string }> {
  const document = await PDFDocument.create();
  document.addPage([100, 100]).drawText(newId('fil'));
  const batchId = (await who.post('/api/batches', { name: 'b' })).body.id;
  await who.raw('POST', `/api/batches/${batchId}/files?name=a.pdf`, Buffer.from(await document.save()), { 'content-type': 'application/pdf' });
  await house.runJobs();
  const { files, scans } = (await who.get(`/api/batches/${batchId}`)).body;
  return { batchId, fileId: files[0].id, scanId: scans[0].id, pageId: scans[0].firstPageId };
}

/** The scan as it stands once it is registered for somebody else. */
async function registeredElsewhere(scanId: string, ownerId: string): Promise<void> {
  const { pool } = house;
  const contractId: ContractId = newId('ctr');
  const { rows } = await pool.query<{ id: string; contract_type_id: string }>('select id, contract_type_id from number_rule limit 1');
  await pool.query('insert into allocated_number (number, rule_id, period, sequence, allocated_by) values ($1, $2, $1, 1, $3)', [contractId, rows[0]?.id, ownerId]);
  await pool.query('insert into contract (id, number, title, contract_type_id, owner_id, registered_by) values ($1, $1, $1, $2, $3, $3)', [contractId, rows[0]?.contract_type_id, ownerId]);
  await pool.query(`update scan set state = 'registered', contract_id = $2 where id = $1`, [scanId, contractId]);
}

test('what has arrived is seen by who brought it, by the clerks of its department, and by archivists', async () => {
  const sales = await house.givenDepartment('Sales');
  const [clerk, colleague, other, archivist] = [await house.as('clerk', { departmentId: sales }), await house.as('clerk', { departmentId: sales }), await house.as('clerk'), await house.as('archivist')];
  const { batchId, fileId, scanId, pageId } = await given(clerk);
  for (const url of [`/api/batches/${batchId}`, `/api/files/${fileId}/original`, `/api/scans/${scanId}`, `/api/pages/${pageId}/image`, `/api/pages/${pageId}/thumbnail`, `/api/pages/${pageId}/received`]) {
    for (const who of [clerk, colleague, archivist]) expect((await who.get(url)).status, url).toBe(200);
    expect((await other.get(url)).status, url).toBe(404);
  }
  expect((await other.get('/api/batches')).body.batches).toEqual([]);
  for (const act of ['retry', 'dismiss', 'take']) expect((await other.post(`/api/files/${fileId}/${act}`)).status).toBe(404);
});

test('once registered, pages and the file they came in follow the contract', async () => {
  const [clerk, owner] = [await house.as('clerk'), await house.as('clerk')];
  const { fileId, scanId, pageId } = await given(clerk);
  await registeredElsewhere(scanId, owner.id);
  for (const url of [`/api/files/${fileId}/original`, `/api/scans/${scanId}`, `/api/pages/${pageId}/image`, `/api/pages/${pageId}/thumbnail`]) expect((await clerk.get(url)).status, url).toBe(404);
  for (const url of [`/api/scans/${scanId}`, `/api/pages/${pageId}/image`]) expect((await owner.get(url)).status, url).toBe(200);
});

test('a near duplicate is named only to who may see it', async () => {
  const [clerk, other, archivist] = [await house.as('clerk'), await house.as('clerk'), await house.as('archivist')];
  const [first, again] = [await given(other), await given(clerk)];
  await house.pool.query('update scan set near_duplicate_of = $2 where id = $1', [again.scanId, first.scanId]);
  expect((await clerk.get(`/api/scans/${again.scanId}`)).body.nearDuplicateOf).toBeNull();
  expect((await archivist.get(`/api/scans/${again.scanId}`)).body.nearDuplicateOf).toBe(first.scanId);
});

test('the live stream tells of what one may see, and of nothing else', async () => {
  const [clerk, other] = [await house.as('clerk'), await house.as('clerk')];
  const mine = await given(clerk);
  const theirs = await given(other);
  const address = await house.http.listen({ host: '127.0.0.1', port: 0 });
  const hangUp = new AbortController();
  const stream = await fetch(`${address}/api/events`, { headers: { authorization: clerk.id }, signal: hangUp.signal });
  expect(stream.headers.get('content-type')).toBe('text/event-stream');
  const told = (async () => {
    let text = '';
    for await (const piece of stream.body ?? []) if ((text += Buffer.from(piece).toString()).includes(mine.fileId)) return text;
    return text;
  })();
  for (const id of [theirs.batchId, theirs.fileId, theirs.scanId, theirs.pageId, mine.pageId, mine.scanId, mine.fileId])
    await house.app.db.transaction().execute((tx) => tellLive(tx, { topic: 'intake', id, within: 'x' }));
  const text = await told;
  hangUp.abort();
  expect(text).toContain(`"id":"${mine.fileId}"`);
  for (const id of Object.values(theirs)) expect(text).not.toContain(id);
});
