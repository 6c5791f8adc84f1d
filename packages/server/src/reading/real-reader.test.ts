import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openReader, type Reader } from '@qige/ocr';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openHouse, type House } from '../test/house.ts';

const sample = fileURLToPath(new URL('../../../../samples/s02/', import.meta.url));
let house: House;
let ocr: Reader;

beforeAll(async () => {
  ocr = openReader({ threads: 1 });
  house = await openHouse({ ocr });
});
afterAll(async () => {
  await house.close();
  await ocr.close();
});

test('a scanned page goes from the door to the register and its archive copy, read by the engine itself', async () => {
  const truth = JSON.parse(await readFile(join(sample, 'truth.json'), 'utf8')) as { fields: { title: string; signedOn: string; partyB: { name: string } } };
  const archivist = await house.as('archivist');
  const batch = (await archivist.post('/api/batches', { name: 'box 1' })).body;
  const sent = await archivist.raw('POST', `/api/batches/${batch.id}/files?name=p01.jpg`, await readFile(join(sample, 'p01.jpg')), { 'content-type': 'application/octet-stream' });
  expect(sent.statusCode).toBe(201);
  await house.runJobs();

  const [item] = (await archivist.get('/api/desk')).body.items;
  expect(item).toMatchObject({ title: truth.fields.title, signedOn: truth.fields.signedOn, pages: 1, pagesFailed: 0 });
  expect(item.parties).toContain(truth.fields.partyB.name);
  const reading = (await archivist.get(`/api/scans/${item.scanId}/reading`)).body;
  expect(reading.pages[0].quality.colour).toBe('colour');

  for (const { id, severity } of reading.findings) if (severity === 'error') await archivist.post(`/api/scans/${item.scanId}/findings/${id}/answer`, { answer: 'dismissed' });
  const type = await house.app.db.selectFrom('contractType').select('id').where('code', '=', 'BC').executeTakeFirstOrThrow();
  const parties = [{ side: 'A', name: item.parties[0] }, { side: 'B', name: item.parties[1] }];
  const registered = await archivist.post(`/api/scans/${item.scanId}/register`, { contractTypeId: type.id, fields: { title: item.title }, parties, version: reading.version });
  expect(registered.status).toBe(201);
  await house.runJobs();
  expect((await archivist.get(`/api/contracts/${registered.body.contractId}/scans`)).body.scans).toMatchObject([{ archiveCopy: { state: 'made' } }]);
  expect((await archivist.raw('GET', `/api/scans/${item.scanId}/archive.pdf`, Buffer.alloc(0), {})).statusCode).toBe(200);
});
