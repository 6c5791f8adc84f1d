import { afterEach, beforeEach, expect, test } from 'vitest';
import { newId } from '../platform/ids.ts';
import { enqueue } from '../platform/jobs.ts';
import { takeUpFilesJob } from '../scans/left-behind.jobs.ts';
import { givenOpenedFile } from '../test/given-scan.ts';
import { openHouse, type House } from '../test/house.ts';
import { scriptedReader } from '../test/scripted-reader.ts';
import { takeUpReadingJob } from './left-behind.jobs.ts';

let house: House;
beforeEach(async () => {
  house = await openHouse({ ocr: scriptedReader(() => ({ lines: ['采购合同'] })) });
});
afterEach(() => house.close());

const lose = (name: string) => house.pool.query('delete from pgboss.job where name = $1', [name]);
/** As after a worker that died every time: nothing was said on the thing the job was about. */
const failToTheLast = (name: string) => house.pool.query(`update pgboss.job set state = 'failed', retry_count = retry_limit where name = $1`, [name]);
async function goRound(): Promise<void> {
  await house.app.db.transaction().execute(async (tx) => {
    await enqueue(tx, takeUpFilesJob, {});
    await enqueue(tx, takeUpReadingJob, {});
  });
  await house.runJobs();
}
async function givenReceived(): Promise<string> {
  const clerk = await house.as('clerk');
  const { id } = (await clerk.post('/api/batches', { name: 'b' })).body;
  return (await clerk.raw('POST', `/api/batches/${id}/files?name=a.txt`, Buffer.from(`no contract ${newId('x')}`), { 'content-type': 'application/octet-stream' })).json().id;
}
const fileState = async (id: string) => (await house.pool.query('select state, reason from received_file where id = $1', [id])).rows[0];
const scanState = async (id: string) => (await house.pool.query('select state from scan where id = $1', [id])).rows[0].state;
const pageStates = async (ids: readonly string[]) => (await house.pool.query('select state from page where id = any($1)', [ids])).rows.map(({ state }) => state);

test('a received file whose job was lost is opened; one whose job failed to the last is set aside, and can be tried again', async () => {
  const [lost, failed] = [await givenReceived(), await givenReceived()];
  await house.pool.query(`delete from pgboss.job where data ->> 'fileId' = $1`, [lost]);
  await house.pool.query(`update pgboss.job set state = 'failed' where data ->> 'fileId' = $1`, [failed]);
  await goRound();
  expect(await fileState(lost)).toEqual({ state: 'quarantined', reason: 'unsupported' });
  expect(await fileState(failed)).toEqual({ state: 'quarantined', reason: 'crashed' });

  const archivist = await house.as('archivist');
  expect((await archivist.post(`/api/files/${failed}/retry`)).status).toBe(202);
  await goRound();
  expect(await fileState(failed)).toEqual({ state: 'quarantined', reason: 'unsupported' });
});

test('pages whose jobs were lost are read', async () => {
  const { scanId, pageIds } = await givenOpenedFile(house, 3);
  await lose('reading.read-file');
  await goRound();
  expect(await pageStates(pageIds)).toEqual(['read', 'read', 'read']);
  expect(await scanState(scanId)).toBe('read');
});

test('a scan whose fields nobody takes any more gets them; where taking them failed to the last it lies at the desk without', async () => {
  const given = [await givenOpenedFile(house, 1), await givenOpenedFile(house, 1)] as const;
  await house.runJobs();
  const [lost, failed] = given.map(({ scanId }) => scanId) as [string, string];
  for (const scanId of [lost, failed]) await house.pool.query(`update scan set state = 'reading' where id = $1`, [scanId]);
  await house.pool.query('delete from scan_reading');
  await house.pool.query(`delete from pgboss.job where data ->> 'subjectId' = $1`, [lost]);
  await house.pool.query(`update pgboss.job set state = 'failed' where name = 'reading.extract-scan' and data ->> 'subjectId' = $1`, [failed]);
  await goRound();
  expect([await scanState(lost), await scanState(failed)]).toEqual(['read', 'read']);
  expect((await house.pool.query('select scan_id from scan_reading')).rows).toEqual([{ scan_id: lost }]);
  expect((await (await house.as('archivist')).get(`/api/scans/${failed}/reading`)).status).toBe(200);
});

test('an archive copy that is owed and nobody makes is asked for again, or said to have failed', async () => {
  const given = [await givenOpenedFile(house, 1), await givenOpenedFile(house, 1)] as const;
  await house.runJobs();
  const { rows } = await house.pool.query<{ id: string; contract_type_id: string }>('select id, contract_type_id from number_rule limit 1');
  const { id: personId } = await house.as('archivist');
  for (const { scanId } of given) {
    await house.pool.query('insert into allocated_number (number, rule_id, period, sequence, allocated_by) values ($1, $2, $1, 1, $3)', [scanId, rows[0]?.id, personId]);
    await house.pool.query('insert into contract (id, number, title, contract_type_id, registered_by) values ($1, $1, $1, $2, $3)', [scanId, rows[0]?.contract_type_id, personId]);
    await house.pool.query(`update scan set state = 'registered', contract_id = id where id = $1`, [scanId]);
    await house.pool.query(`insert into archive_copy (scan_id, state) values ($1, 'making')`, [scanId]);
  }
  const failed = { subjectId: given[1].scanId };
  await house.pool.query(`insert into pgboss.job (name, data, state) values ('reading.make-archive-copy', $1, 'failed')`, [failed]);
  await goRound();
  const copies = (await house.pool.query('select scan_id, state, failure from archive_copy order by scan_id')).rows;
  expect(copies).toEqual([{ scan_id: given[0].scanId, state: 'made', failure: null }, { scan_id: given[1].scanId, state: 'failed', failure: 'not-made' }]);
});

test('what still has its job, and what waits for nothing, is left alone', async () => {
  const { scanId, pageIds } = await givenOpenedFile(house, 2);
  await house.runJobs();
  await failToTheLast('reading.read-page');
  await failToTheLast('reading.extract-scan');
  await goRound();
  expect([await pageStates(pageIds), await scanState(scanId)]).toEqual([['read', 'read'], 'read']);

  const fileId = await givenReceived();
  await goRound();
  const opened = await house.pool.query(`select from pgboss.job where name = 'scans.open-file' and data ->> 'fileId' = $1`, [fileId]);
  expect(opened.rowCount).toBe(1);
});
