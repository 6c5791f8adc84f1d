import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PDFDocument } from '@cantoo/pdf-lib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ContractId, DepartmentId } from '@qige/wire';
import { visibleTo } from '../contracts/visible.queries.ts';
import { newId } from '../platform/ids.ts';
import { tellLive } from '../platform/live.ts';
import { openHouse, type House, type Visitor } from '../test/house.ts';
import { lookThrough } from './inbox.ts';
import { batchVisibleTo, scanVisibleTo } from './visible.queries.ts';

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
async function registeredElsewhere(scanId: string, ownerId: string, departmentId: DepartmentId | null = null): Promise<ContractId> {
  const { pool } = house;
  const contractId: ContractId = newId('ctr');
  const { rows } = await pool.query<{ id: string; contract_type_id: string }>('select id, contract_type_id from number_rule limit 1');
  await pool.query('insert into allocated_number (number, rule_id, period, sequence, allocated_by) values ($1, $2, $1, 1, $3)', [contractId, rows[0]?.id, ownerId]);
  await pool.query('insert into contract (id, number, title, contract_type_id, owner_id, registered_by, department_id) values ($1, $1, $1, $2, $3, $3, $4)', [contractId, rows[0]?.contract_type_id, ownerId, departmentId]);
  await pool.query(`update scan set state = 'registered', contract_id = $2 where id = $1`, [scanId, contractId]);
  return contractId;
}

/** A pile of two contracts laid into the watch folder, which is nobody's, and split; the ids of its scans. */
async function givenSplitPile(archivist: Visitor): Promise<{ fileId: string; scanIds: [string, string] }> {
  const document = await PDFDocument.create();
  for (let i = 0; i < 2; i++) document.addPage([100, 100]).drawText(newId('fil'));
  const folder = join(house.folder, 'inbox', newId('bat'));
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'pile.pdf'), await document.save());
  await lookThrough(house.app, join(house.folder, 'inbox'), new Map(), 0);
  await house.runJobs();
  const { id } = (await archivist.get('/api/batches')).body.batches[0];
  const { files, scans } = (await archivist.get(`/api/batches/${id}`)).body;
  const { sheets, version } = (await archivist.get(`/api/scans/${scans[0].id}`)).body;
  const { other } = (await archivist.post(`/api/scans/${scans[0].id}/arrange`, { version, act: { act: 'split', before: sheets[1].id } })).body;
  return { fileId: files[0].id, scanIds: [scans[0].id, other.id] };
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

test('a batch is brought for one of one’s own departments; who answers for the whole archive names any that there is', async () => {
  const [sales, law] = [await house.givenDepartment('Sales'), await house.givenDepartment('Law')];
  const open = async (who: Visitor, departmentId: unknown) => who.post('/api/batches', { name: 'b', departmentId });
  const [loose, seller, archivist] = [await house.as('clerk'), await house.as('clerk', { departmentId: sales }), await house.as('archivist')];
  for (const [who, departmentId] of [[loose, sales], [seller, law], [loose, newId('dep')]] as const) expect(await open(who, departmentId)).toMatchObject({ status: 403, body: { error: { code: 'forbidden' } } });
  for (const [who, departmentId] of [[loose, null], [seller, sales], [seller, undefined], [archivist, law]] as const) expect((await open(who, departmentId)).status).toBe(201);
  expect(await open(archivist, newId('dep'))).toMatchObject({ status: 400, body: { error: { code: 'invalid_request', details: { fields: [{ field: 'departmentId', problem: 'unknown' }] } } } });
});

test('once registered, pages and the file they came in follow the contract', async () => {
  const [clerk, owner] = [await house.as('clerk'), await house.as('clerk')];
  const { fileId, scanId, pageId } = await given(clerk);
  await registeredElsewhere(scanId, owner.id);
  for (const url of [`/api/files/${fileId}/original`, `/api/scans/${scanId}`, `/api/pages/${pageId}/image`, `/api/pages/${pageId}/thumbnail`]) expect((await clerk.get(url)).status, url).toBe(404);
  for (const url of [`/api/scans/${scanId}`, `/api/pages/${pageId}/image`]) expect((await owner.get(url)).status, url).toBe(200);
});

test('the pile from the watch folder is not given out with the one contract of it that a department sees', async () => {
  const sales = await house.givenDepartment('Sales');
  const [seller, archivist] = [await house.as('clerk', { departmentId: sales }), await house.as('archivist')];
  const { fileId, scanIds } = await givenSplitPile(archivist);
  const contractId = await registeredElsewhere(scanIds[0], archivist.id, sales);
  const original = `/api/contracts/${contractId}/original`;
  expect((await seller.get(`/api/scans/${scanIds[0]}`)).status).toBe(200);
  expect((await seller.get(`/api/scans/${scanIds[1]}`)).status).toBe(404);
  expect(await seller.get(original)).toMatchObject({ status: 403, body: { error: { code: 'forbidden' } } });
  expect((await archivist.get(original)).status).toBe(200);

  // The batch is theirs, a page of its file is not.
  await house.pool.query('update batch set department_id = $2 where id = (select batch_id from received_file where id = $1)', [fileId, sales]);
  expect((await seller.get(`/api/files/${fileId}/original`)).status).toBe(404);

  await registeredElsewhere(scanIds[1], archivist.id, sales);
  for (const url of [original, `/api/files/${fileId}/original`]) expect((await seller.get(url)).status, url).toBe(200);
});

test('what one may not see is found by asking the other way round, also where nobody and no department is named', async () => {
  const { actor, id } = await house.as('clerk', { departmentId: await house.givenDepartment('Law') });
  const { scanIds } = await givenSplitPile(await house.as('archivist'));
  const contractId = await registeredElsewhere(scanIds[0], id);
  await house.pool.query('update contract set owner_id = null where id = $1', [contractId]);
  const { db } = house.app;
  const hidden = {
    contract: await db.selectFrom('contract').select('id').where('id', '=', contractId).where((eb) => eb.not(visibleTo(actor)(eb))).execute(),
    scan: await db.selectFrom('scan').select('id').where('id', 'in', scanIds as never).where((eb) => eb.not(scanVisibleTo(actor)(eb))).execute(),
    batch: await db.selectFrom('batch').select('id').where('source', '=', 'inbox').where('departmentId', 'is', null).where((eb) => eb.not(batchVisibleTo(actor)(eb))).execute(),
  };
  expect([hidden.contract.length, hidden.scan.length, hidden.batch.length]).toEqual([1, 2, 1]);
});

test('a near duplicate is named only to who may see it', async () => {
  const [clerk, other, archivist] = [await house.as('clerk'), await house.as('clerk'), await house.as('archivist')];
  const [first, again] = [await given(other), await given(clerk)];
  await house.pool.query('update scan set near_duplicate_of = $2 where id = $1', [again.scanId, first.scanId]);
  await house.pool.query(`update scan set state = 'read' where id = $1`, [again.scanId]);
  const said = async (who: Visitor) => {
    const [scan, reading, desk] = [await who.get(`/api/scans/${again.scanId}`), await who.get(`/api/scans/${again.scanId}/reading`), await who.get('/api/desk?limit=200')];
    return [scan.body, reading.body, desk.body.items.find((item: { scanId: string }) => item.scanId === again.scanId)].map(({ nearDuplicateOf }) => nearDuplicateOf);
  };
  expect(await said(clerk)).toEqual([null, null, null]);
  expect(await said(archivist)).toEqual([first.scanId, first.scanId, first.scanId]);
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
