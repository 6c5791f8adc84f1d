import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDiskVault } from '../platform/vault/disk-vault.ts';
import { VaultFull, type Vault } from '../platform/vault/vault.ts';
import { givenOpenedFile } from '../test/given-scan.ts';
import { openHouse, type House, type Visitor } from '../test/house.ts';
import { scriptedReader, type ScriptedPage } from '../test/scripted-reader.ts';
import { extractScan } from './extract-scan.actions.ts';

const form = ['采购合同', '甲方（买方）：西安岑嵘精密机械有限公司', '乙方（卖方）：上海岑屏工贸有限公司', '双方本着平等自愿、诚实信用的原则，经协商一致，就货物采购事宜订立本合同，共同遵守。'];
const sum = '合同总金额：人民币414654.36元（大写：肆拾壹万元整）';

let house: House;
let archivist: Visitor;
let says: Record<number, ScriptedPage> = {};
let full = false;
let folder: string;
const reader = scriptedReader((_, page) => says[page] ?? { lines: form });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'qige-vault-'));
  const disk = await openDiskVault(folder);
  // A disk that fills up and is given room again.
  const vault: Vault = { ...disk, put: (source, options) => (full ? Promise.reject(new VaultFull('No room left in the vault.')) : disk.put(source, options)) };
  house = await openHouse({ ocr: reader, vault });
  archivist = await house.as('archivist');
});
afterAll(async () => {
  await house.close();
  await rm(folder, { recursive: true, force: true });
});

async function givenRead(pages: Record<number, ScriptedPage>) {
  says = pages;
  const given = await givenOpenedFile(house, Object.keys(pages).length);
  await house.runJobs();
  return given;
}
const readingOf = async (scanId: string) => (await archivist.get(`/api/scans/${scanId}/reading`)).body;

test('while the disk is full a page waits and is tried again; given up, it says so and can be read again', async () => {
  says = { 1: { lines: form } };
  const given = await givenOpenedFile(house, 1);
  full = true;
  await house.runJobs();
  expect((await readingOf(given.scanId)).pages).toMatchObject([{ state: 'failed', failure: 'vault-full' }]);
  full = false;
  await archivist.post(`/api/scans/${given.scanId}/read-again`, {});
  await house.runJobs();
  expect((await readingOf(given.scanId)).pages).toMatchObject([{ state: 'read', failure: null }]);
});

test('an answer to a finding outlives reading again, as long as it is the same thing that does not add up', async () => {
  const { scanId } = await givenRead({ 1: { lines: [...form, sum] } });
  const finding = (await readingOf(scanId)).findings.find(({ type }: { type: string }) => type === 'amountMismatch');
  await archivist.post(`/api/scans/${scanId}/findings/${finding.id}/answer`, { answer: 'accepted', note: '已确认' });
  await archivist.post(`/api/scans/${scanId}/read-again`, {});
  await house.runJobs();
  const again = (await readingOf(scanId)).findings.find(({ id }: { id: string }) => id === finding.id);
  expect(again).toMatchObject({ type: 'amountMismatch', answer: { answer: 'accepted', note: '已确认' } });

  says = { 1: { lines: [...form, sum.replace('414654.36', '510000.00')] } };
  await archivist.post(`/api/scans/${scanId}/read-again`, {});
  await house.runJobs();
  const other = (await readingOf(scanId)).findings.find(({ type }: { type: string }) => type === 'amountMismatch');
  expect(other).toMatchObject({ answer: null });
  expect(other.id).not.toBe(finding.id);
});

test('only the page a person turned is read again, the way up they said', async () => {
  const { scanId, pageIds } = await givenRead({ 1: { lines: form }, 2: { lines: ['第二页'] } });
  const before = reader.read.length;
  const { version } = await readingOf(scanId);
  expect((await archivist.post(`/api/scans/${scanId}/arrange`, { version, act: { act: 'turn', pageIds: [pageIds[1]], by: 90 } })).status).toBe(200);
  await house.runJobs();
  // Once as received, and once turned.
  expect(reader.read.slice(before).map((name) => name.split('#')[1])).toEqual(['2', '1']);
  expect(await readingOf(scanId)).toMatchObject({ state: 'read', pages: [{ state: 'read' }, { state: 'read' }] });
});

test('the same contract scanned again is flagged and offered as a copy; another on the same form is not', async () => {
  const numbered = (number: string): ScriptedPage => ({ lines: [...form, `合同编号：${number}`, '签订地点：西安市高陵区，签订日期：2024年3月18日'] });
  await givenRead({ 1: numbered('CG-2024-0107') });
  const first = await givenRead({ 1: numbered('CG-2024-0288') });
  await givenRead({ 1: numbered('CG-2024-0399') });
  const again = await givenRead({ 1: numbered('CG-2024-0288') });
  expect((await readingOf(first.scanId)).nearDuplicateOf).toBeNull();
  expect((await readingOf(again.scanId)).nearDuplicateOf).toBe(first.scanId);
  expect((await archivist.get(`/api/scans/${again.scanId}/copies`)).body).toEqual({ contracts: [], waiting: first.scanId, labelNotOpen: null });
});

test('a scan rearranged while its fields are taken is not given fields of pages it no longer has', async () => {
  const { scanId, pageIds } = await givenRead({ 1: { lines: form }, 2: { lines: [sum] } });
  const arranging = await house.pool.connect();
  await arranging.query('begin');
  await arranging.query('select from scan where id = $1 for update', [scanId]);
  const extracting = extractScan(house.app, scanId);
  const blocked = async (): Promise<number> => {
    const { rowCount } = await house.pool.query(`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`);
    return rowCount ?? 0;
  };
  await expect.poll(blocked, { timeout: 20_000 }).toBe(1);
  await arranging.query('update page set dropped = true where id = $1', [pageIds[1]]);
  await arranging.query('commit');
  arranging.release();
  expect(await extracting).toBe('again');
  expect(await extractScan(house.app, scanId)).toBe('done');
  expect((await readingOf(scanId)).fields.find(({ field }: { field: string }) => field === 'amount')).toMatchObject({ value: null });
});
