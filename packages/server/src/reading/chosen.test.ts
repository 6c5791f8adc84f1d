import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ContractId } from '@qige/wire';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { givenContract } from '../test/given-contract.ts';
import { givenOpenedFile } from '../test/given-scan.ts';
import { openHouse, type House, type Visitor } from '../test/house.ts';
import { scriptedReader } from '../test/scripted-reader.ts';

let house: House;
let archivist: Visitor;
let reader: Visitor;
let department: Awaited<ReturnType<House['givenDepartment']>>;
let mine: Awaited<ReturnType<typeof givenRegistered>>;
let hidden: Awaited<ReturnType<typeof givenRegistered>>;
let bare: Awaited<ReturnType<typeof givenContract>>;

beforeAll(async () => {
  house = await openHouse({ ocr: scriptedReader(() => ({ lines: ['采购合同', '甲方：西安岑嵘精密机械有限公司'] })) });
  department = await house.givenDepartment('ours');
  archivist = await house.as('archivist');
  reader = await house.as('reader', { departmentId: department, name: '欧阳䶮娜' });
  mine = await givenRegistered('../../采购合同', department);
  hidden = await givenRegistered('别人的合同', await house.givenDepartment('theirs'));
  bare = await givenContract(house.app, { departmentId: department, title: '只有台账' });
});
afterAll(() => house.close());

async function givenRegistered(title: string, departmentId: typeof department) {
  const given = await givenOpenedFile(house, 1, { departmentId });
  await house.runJobs();
  const type = await house.app.db.selectFrom('contractType').select('id').where('code', '=', 'CG').executeTakeFirstOrThrow();
  const reply = await archivist.post(`/api/scans/${given.scanId}/register`, { contractTypeId: type.id, fields: { title }, parties: [{ side: 'A', name: '西安岑嵘精密机械有限公司' }], departmentId });
  expect(reply.status, JSON.stringify(reply.body)).toBe(201);
  await house.runJobs();
  return { ...given, id: reply.body.contractId as ContractId, number: reply.body.number as string };
}

const zipUrl = (...ids: ContractId[]) => `/api/contracts/archive.zip?${ids.map((id) => `contractId=${id}`).join('&')}`;

/** What a person finds who unpacks it, in a folder of its own. */
async function unpacked(visitor: Visitor, url: string): Promise<{ names: string[]; read: (name: string) => Buffer }> {
  const reply = await visitor.raw('GET', url, Buffer.alloc(0), {});
  expect([reply.statusCode, reply.headers['content-type']]).toEqual([200, 'application/zip']);
  const folder = mkdtempSync(join(house.folder, 'zip-'));
  writeFileSync(join(folder, 'a.zip'), reply.rawPayload);
  const unpack = "import sys, zipfile\nz = zipfile.ZipFile(sys.argv[1])\nassert z.testzip() is None\nprint('\\n'.join(z.namelist()))\nz.extractall(sys.argv[2])";
  const names = execFileSync('python3', ['-c', unpack, join(folder, 'a.zip'), folder], { encoding: 'utf8' }).trim().split('\n');
  return { names, read: (name) => readFileSync(join(folder, name)) };
}

const textOf = (bytes: Buffer): string => {
  const path = join(mkdtempSync(join(house.folder, 'pdf-')), 'a.pdf');
  writeFileSync(path, bytes);
  return execFileSync('pdftotext', ['-raw', path, '-'], { encoding: 'utf8' });
};

describe('chosen contracts', () => {
  test('are each asked about by the same rule, and what is refused is said with why', async () => {
    const nowhere = `ctr_${'0'.repeat(20)}`;
    const ask = { contractIds: [mine.id, hidden.id, bare.id, nowhere, mine.id], act: 'download' };
    const { status, body } = await reader.post('/api/contracts/chosen', ask);
    expect(status).toBe(200);
    expect(body).toEqual({
      given: [{ contractId: mine.id, number: mine.number }],
      refused: [
        { contractId: hidden.id, number: null, title: null, why: 'not-found' },
        { contractId: bare.id, number: bare.number, title: '只有台账', why: 'no-pages' },
        { contractId: nowhere, number: null, title: null, why: 'not-found' },
      ],
    });
    expect((await archivist.post('/api/contracts/chosen', ask)).body.given).toHaveLength(2);
  });

  test('an act that the role does not allow is refused as a whole; exports ask only who may see', async () => {
    expect((await reader.post('/api/contracts/chosen', { contractIds: [mine.id], act: 'export' })).status).toBe(403);
    const clerk = await house.as('clerk', { departmentId: department });
    expect((await clerk.post('/api/contracts/chosen', { contractIds: [mine.id, hidden.id, bare.id], act: 'export' })).body).toMatchObject({ given: [{ contractId: mine.id }, { contractId: bare.id }], refused: [{ why: 'not-found' }] });
  });

  test('come as a zip of what the asker may have, marked, under names that stay in their folder, with a list of the rest', async () => {
    const { names, read } = await unpacked(reader, zipUrl(mine.id, hidden.id, bare.id));
    expect(names).toEqual([`${mine.number} .._.._采购合同.pdf`, '没有包含的合同.txt']);
    expect(textOf(read(names[0] ?? ''))).toContain('欧阳䶮娜');
    expect(textOf(read(names[0] ?? ''))).toContain('西安岑嵘精密机械有限公司');
    const list = read('没有包含的合同.txt').toString();
    expect(list).toContain(`${bare.number} 只有台账\t还没有扫描件`);
    expect(list).toContain(`${hidden.id}\t找不到`);
    expect(list).not.toContain(hidden.number);
    expect(list).not.toContain('别人的合同');
  });

  test('come clean for those who may have clean copies, and each is in the trail of its contract', async () => {
    const { names, read } = await unpacked(archivist, `${zipUrl(mine.id, hidden.id)}&language=en`);
    expect(names).toEqual([`${mine.number} .._.._采购合同.pdf`, `${hidden.number} 别人的合同.pdf`]);
    const scan = await house.app.db.selectFrom('scan').select('archiveSha256').where('id', '=', mine.scanId).executeTakeFirstOrThrow();
    expect(read(names[0] ?? '').equals(await house.app.vault.read(scan.archiveSha256 ?? ''))).toBe(true);
    const events = await house.app.db.selectFrom('auditEvent').select(['kind', 'facts']).where('actorId', '=', archivist.id).where('contractId', '=', hidden.id).where('kind', '=', 'contract.archive-copy-downloaded').execute();
    expect(events).toMatchObject([{ facts: { marked: false } }]);
    expect(await house.auditKinds()).toContain('contracts.downloaded');
  });

  test('of which none can be given are no zip', async () => {
    expect((await reader.get(zipUrl(hidden.id))).status).toBe(404);
    expect(await reader.get(zipUrl(bare.id, hidden.id))).toMatchObject({ status: 409, body: { error: { code: 'scan_not_ready', details: { refused: [{}, {}] } } } });
    await house.app.db.updateTable('scan').set({ archiveSha256: null }).where('id', '=', hidden.scanId).execute();
    expect((await archivist.post('/api/contracts/chosen', { contractIds: [hidden.id], act: 'download' })).body.refused).toMatchObject([{ why: 'no-archive-copy' }]);
  });

  test('are exported alone, and only those that the asker may see', async () => {
    const clerk = await house.as('clerk', { departmentId: department });
    const reply = await clerk.raw('GET', `/api/contracts/export.xlsx?contractId=${bare.id}&contractId=${hidden.id}`, Buffer.alloc(0), {});
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(reply.rawPayload as never);
    const sheet = book.worksheets[0];
    expect([sheet?.rowCount, sheet?.getRow(2).getCell(1).value]).toEqual([2, bare.number]);
  });
});
