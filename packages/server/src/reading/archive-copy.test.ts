import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openPdf, UnreadableImage } from '@qige/ocr';
import { givenOpenedFile } from '../test/given-scan.ts';
import { openHouse, type House, type Visitor } from '../test/house.ts';
import { scriptedReader, type ScriptedPage } from '../test/scripted-reader.ts';

let house: House;
let archivist: Visitor;
let says: Record<number, ScriptedPage | Error> = {};
const lines = ['采购合同', '甲方：西安岑嵘精密机械有限公司', '乙方：上海岑屏工贸有限公司'];

beforeAll(async () => {
  house = await openHouse({ ocr: scriptedReader((_, page) => says[page] ?? { lines }) });
  archivist = await house.as('archivist');
});
afterAll(() => house.close());

async function givenRegistered(pages: Record<number, ScriptedPage | Error> = { 1: { lines }, 2: { lines: ['第二页', '合同金额：人民币100.00元'] } }, options: Parameters<typeof givenOpenedFile>[2] = {}) {
  says = pages;
  const given = await givenOpenedFile(house, Object.keys(pages).length, options);
  await house.runJobs();
  const type = await house.app.db.selectFrom('contractType').select('id').where('code', '=', 'CG').executeTakeFirstOrThrow();
  const reply = await archivist.post(`/api/scans/${given.scanId}/register`, { contractTypeId: type.id, fields: { title: '采购合同' }, parties: [{ side: 'A', name: '西安岑嵘精密机械有限公司' }], departmentId: options.departmentId ?? null });
  expect(reply.status).toBe(201);
  return { ...given, contractId: reply.body.contractId as string, number: reply.body.number as string };
}
const scansOf = async (contractId: string) => (await archivist.get(`/api/contracts/${contractId}/scans`)).body.scans;
const kindsOf = async (contractId: string) => (await house.app.db.selectFrom('auditEvent').select('kind').where('contractId', '=', contractId as never).orderBy('id').execute()).map(({ kind }) => kind);

describe('the archive copy', () => {
  test('is made after registering, carries the text, and is downloaded under the number', async () => {
    const { scanId, contractId, number } = await givenRegistered();
    expect(await scansOf(contractId)).toMatchObject([{ scanId, archiveCopy: { state: 'making' } }]);
    expect(await archivist.get(`/api/scans/${scanId}/archive.pdf`)).toMatchObject({ status: 409, body: { error: { code: 'scan_not_ready', details: { state: 'making' } } } });
    await house.runJobs();
    expect(await scansOf(contractId)).toMatchObject([{ archiveCopy: { state: 'made', failure: null, outdated: false } }]);

    const reply = await archivist.raw('GET', `/api/scans/${scanId}/archive.pdf`, Buffer.alloc(0), {});
    expect(reply.headers).toMatchObject({ 'content-type': 'application/pdf', 'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(`${number} 采购合同.pdf`)}` });
    const path = join(house.folder, 'copy.pdf');
    await writeFile(path, reply.rawPayload);
    const pdf = await openPdf(path);
    expect(pdf.pageCount).toBe(2);
    pdf.close();
    expect((await readFile(path)).subarray(0, 8).toString()).toBe('%PDF-1.7');
    expect(await kindsOf(contractId)).toEqual(expect.arrayContaining(['archive-copy.made', 'contract.archive-copy-downloaded']));
  });

  test('is made anew when the text is corrected; until then the older one is given out', async () => {
    const { scanId, contractId, pageIds } = await givenRegistered();
    await house.runJobs();
    const before = await house.app.db.selectFrom('scan').select('archiveSha256').where('id', '=', scanId).executeTakeFirstOrThrow();
    const [line] = (await archivist.get(`/api/scans/${scanId}/pages/${pageIds[0]}/lines`)).body.lines;
    await archivist.put(`/api/pages/${pageIds[0]}/lines`, { box: line.box, text: '采购合同书' });
    expect((await archivist.get(`/api/scans/${scanId}/archive.pdf`)).status).toBe(200);
    await house.runJobs();
    const after = await house.app.db.selectFrom('scan').select('archiveSha256').where('id', '=', scanId).executeTakeFirstOrThrow();
    expect(after.archiveSha256).not.toBe(before.archiveSha256);
    expect(await scansOf(contractId)).toMatchObject([{ archiveCopy: { state: 'made', outdated: false } }]);
    expect((await kindsOf(contractId)).filter((kind) => kind === 'archive-copy.made')).toHaveLength(2);
  });

  // More different rare characters than the copy's font has codes for: a text that it really cannot carry.
  const manyRare = Array.from({ length: 33 }, (_, row) => Array.from({ length: 200 }, (_, i) => String.fromCodePoint(0x20000 + row * 200 + i)).join(''));

  test('that does not carry the text is not kept, and people see which page is at fault', async () => {
    const { scanId, contractId } = await givenRegistered({ 1: { lines }, 2: { lines: manyRare } });
    await house.runJobs();
    expect(await scansOf(contractId)).toMatchObject([{ archiveCopy: { state: 'failed', failure: 'mismatch:2' } }]);
    expect(await house.app.db.selectFrom('scan').select('archiveSha256').where('id', '=', scanId).executeTakeFirst()).toEqual({ archiveSha256: null });
    expect((await archivist.get(`/api/scans/${scanId}/archive.pdf`)).status).toBe(409);
  });

  test('that cannot hold every page is a failure people see, and can be asked for again', async () => {
    const { scanId, contractId } = await givenRegistered({ 1: { lines }, 2: new UnreadableImage('broken', 'damaged') });
    await house.runJobs();
    expect(await scansOf(contractId)).toMatchObject([{ archiveCopy: { state: 'failed', failure: 'page-unread:2' } }]);
    expect(await kindsOf(contractId)).toContain('archive-copy.failed');
    says = { 1: { lines }, 2: { lines: ['第二页'] } };
    await archivist.post(`/api/scans/${scanId}/read-again`, {});
    await house.runJobs();
    expect(await scansOf(contractId)).toMatchObject([{ archiveCopy: { state: 'made' } }]);
    expect(await archivist.post(`/api/scans/${scanId}/archive-copy`)).toMatchObject({ status: 202, body: { state: 'making', outdated: true } });
    await house.runJobs();
    expect(await scansOf(contractId)).toMatchObject([{ archiveCopy: { state: 'made' } }]);
  });
});

describe('the files as they were received', () => {
  test('one comes as it is, several as a ZIP with safe names, and it is recorded', async () => {
    const { contractId, scanId } = await givenRegistered({ 1: { lines } }, { bytes: 'first file', name: '合同/一.pdf' });
    const one = await archivist.raw('GET', `/api/contracts/${contractId}/original`, Buffer.alloc(0), {});
    expect([one.statusCode, one.payload, one.headers['content-disposition']]).toEqual([200, 'first file', `attachment; filename*=UTF-8''${encodeURIComponent('合同_一.pdf')}`]);

    says = { 1: { lines: ['另一份副本'] } };
    const copy = await givenOpenedFile(house, 1, { bytes: 'second file', name: '合同/一.pdf' });
    await house.runJobs();
    expect((await archivist.post(`/api/scans/${copy.scanId}/bind`, { contractId })).status).toBe(200);
    const zip = await archivist.raw('GET', `/api/contracts/${contractId}/original`, Buffer.alloc(0), {});
    expect(zip.headers['content-type']).toBe('application/zip');
    for (const part of ['first file', 'second file', '合同_一.pdf', '合同_一 (2).pdf']) expect(zip.rawPayload.includes(part)).toBe(true);
    expect((await kindsOf(contractId)).filter((kind) => kind === 'contract.original-downloaded')).toHaveLength(2);
    expect((await scansOf(contractId)).map(({ scanId }: { scanId: string }) => scanId)).toEqual([scanId, copy.scanId]);
  });

  test('a file that also holds somebody else’s contract is not given to those who may not see that', async () => {
    const [ours, theirs] = [await house.givenDepartment('ours'), await house.givenDepartment('theirs')];
    const { contractId, fileId } = await givenRegistered({ 1: { lines } }, { departmentId: ours });
    const other = await givenRegistered({ 1: { lines } }, { departmentId: theirs });
    await house.app.db.updateTable('page').set({ fileId, filePage: 2 }).where('scanId', '=', other.scanId).execute();
    const reader = await house.as('reader', { departmentId: ours });
    const refused = await reader.get(`/api/contracts/${contractId}/original`);
    expect(refused).toMatchObject({ status: 403, body: { error: { code: 'forbidden', details: { kind: 'more-in-file' } } } });
    // Nor is it said what else is there: the same answer where it is no contract yet.
    await house.app.db.updateTable('scan').set({ state: 'read', contractId: null }).where('id', '=', other.scanId).execute();
    expect(await reader.get(`/api/contracts/${contractId}/original`)).toEqual(refused);
    await house.app.db.updateTable('scan').set({ state: 'registered', contractId: other.contractId as never }).where('id', '=', other.scanId).execute();
    expect(refused.body.error.message).toBe('The file received holds more than this contract, so it is not given out whole. The archive copy has the pages of this contract.');
    expect((await archivist.get(`/api/contracts/${contractId}/original`)).status).toBe(200);
    for (const path of [`contracts/${other.contractId}/original`, `contracts/${other.contractId}/scans`, `scans/${other.scanId}/archive.pdf`]) expect((await reader.get(`/api/${path}`)).status).toBe(404);
  });
});
