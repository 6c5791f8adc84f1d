import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PageId, ScanId } from '@qige/wire';
import { openDiskVault } from '../platform/vault/disk-vault.ts';
import type { Vault } from '../platform/vault/vault.ts';
import { indexContract } from '../search/search.jobs.ts';
import { givenOpenedFile } from '../test/given-scan.ts';
import { openHouse, type House, type Visitor } from '../test/house.ts';
import { scriptedReader } from '../test/scripted-reader.ts';
import { makeArchiveCopy } from './archive-copy.actions.ts';
import { extractScan } from './extract-scan.actions.ts';

const lines = ['采购合同', '甲方（买方）：西安岑嵘精密机械有限公司', '乙方（卖方）：上海岑屏工贸有限公司', '合同总金额：人民币414654.36元'];
const { signal } = new AbortController();

let house: House;
let archivist: Visitor;
let folder: string;
/** While set, a finished copy is not taken into the vault: as in a worker that stands still for a moment. */
let standstill: Promise<void> | undefined;
let waiting = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'qige-vault-'));
  const disk = await openDiskVault(folder);
  const adopt: Vault['adopt'] = async (path) => {
    const held = standstill;
    if (held) waiting++;
    await held;
    return disk.adopt(path);
  };
  house = await openHouse({ ocr: scriptedReader(() => ({ lines })), vault: { ...disk, adopt } });
  archivist = await house.as('archivist');
});
afterAll(async () => {
  await house.close();
  await rm(folder, { recursive: true, force: true });
});

async function givenRead() {
  const given = await givenOpenedFile(house, 1);
  await house.runJobs();
  return { ...given, pageId: given.pageIds[0] as PageId };
}
async function givenRegistered() {
  const given = await givenRead();
  const type = await house.app.db.selectFrom('contractType').select('id').where('code', '=', 'CG').executeTakeFirstOrThrow();
  const reply = await archivist.post(`/api/scans/${given.scanId}/register`, { contractTypeId: type.id, fields: { title: '采购合同' }, parties: [{ side: 'A', name: '西安岑嵘精密机械有限公司' }] });
  await house.runJobs();
  return { ...given, contractId: reply.body.contractId as string };
}
async function correctLast(scanId: ScanId, pageId: PageId, text: string): Promise<void> {
  const line = (await archivist.get(`/api/scans/${scanId}/pages/${pageId}/lines`)).body.lines.at(-1);
  expect((await archivist.put(`/api/pages/${pageId}/lines`, { box: line.box, text })).status).toBe(200);
}
const blocked = async (): Promise<number> => (await house.pool.query(`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`)).rowCount ?? 0;

test('fields taken from a text that was corrected meanwhile are not kept', async () => {
  const { scanId, pageId } = await givenRead();
  const correcting = await house.pool.connect();
  await correcting.query('begin');
  await correcting.query('select from scan where id = $1 for update', [scanId]);
  const extracting = extractScan(house.app, scanId);
  await expect.poll(blocked, { timeout: 20_000 }).toBe(1);
  const row = await house.app.db.selectFrom('pageReading').select('lines').where('pageId', '=', pageId).executeTakeFirstOrThrow();
  const { b, t } = (row.lines as { b: number[]; t: string }[]).at(-1) ?? { b: [], t: '' };
  await correcting.query('insert into line_correction (page_id, box, line_text, text, corrected_by) values ($1, $2, $3, $4, $5)', [pageId, JSON.stringify(b), t, '合同总金额：人民币514654.36元', archivist.id]);
  await correcting.query('commit');
  correcting.release();
  expect(await extracting).toBe('again');
  expect(await extractScan(house.app, scanId)).toBe('done');
  const { fields } = (await archivist.get(`/api/scans/${scanId}/reading`)).body;
  expect(fields.find(({ field }: { field: string }) => field === 'amount')).toMatchObject({ value: '514654.36' });
});

test('an archive copy that is late does not take the place of one with the newer text', async () => {
  const { scanId, pageId } = await givenRegistered();
  const copyOf = async () => (await house.app.db.selectFrom('scan').select('archiveSha256').where('id', '=', scanId).executeTakeFirstOrThrow()).archiveSha256;
  const held = Promise.withResolvers<void>();
  standstill = held.promise;
  const late = makeArchiveCopy(house.app, scanId, signal);
  await expect.poll(() => waiting).toBe(1);
  standstill = undefined;
  await correctLast(scanId, pageId, '合同总金额：人民币514654.36元整');
  expect(await makeArchiveCopy(house.app, scanId, signal)).toBe('done');
  const newer = await copyOf();
  held.resolve();
  expect(await late).toBe('again');
  expect(await copyOf()).toBe(newer);
  await house.runJobs();
});

test('an index run that waited for another reads the text as it is then', async () => {
  const { scanId, pageId, contractId } = await givenRegistered();
  const other = await house.pool.connect();
  await other.query('begin');
  await other.query('select pg_advisory_xact_lock(hashtextextended($1, 1))', [contractId]);
  const indexing = indexContract.run(house.app, { subjectId: contractId, contractId }, signal);
  await expect.poll(blocked, { timeout: 20_000 }).toBe(1);
  await correctLast(scanId, pageId, '合同总金额：人民币陆拾万元整');
  await other.query('commit');
  other.release();
  await indexing;
  const found = await archivist.get(`/api/search?words=${encodeURIComponent('陆拾万元')}`);
  expect(found.body.contracts.map(({ id }: { id: string }) => id)).toEqual([contractId]);
  await house.runJobs();
});
