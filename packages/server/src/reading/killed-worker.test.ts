import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { PageId } from '@qige/wire';
import { PgBoss } from 'pg-boss';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { givenOpenedFile } from '../test/given-scan.ts';
import { openHouse, type House } from '../test/house.ts';
import { scriptedReader } from '../test/scripted-reader.ts';
import { enqueue } from '../platform/jobs.ts';
import { takeUpReadingJob } from './left-behind.jobs.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse({ ocr: scriptedReader(() => ({ lines: ['采购合同'] })) });
});
afterAll(() => house.close());

const jobs = async (): Promise<string[]> => (await house.pool.query<{ state: string }>(`select state from pgboss.job where name = 'reading.read-page' order by created_on`)).rows.map(({ state }) => state);
const page = (pageIds: readonly PageId[]) => house.app.db.selectFrom('page').select(['state', 'failure']).where('id', 'in', pageIds).execute();

/** A worker of its own process takes the waiting page and dies in the middle of it. */
async function killInTheMiddle(): Promise<void> {
  const url = house.app.config.databaseUrl ?? '';
  const worker = fork(fileURLToPath(new URL('../test/read-and-hang.ts', import.meta.url)), [url, house.folder], { execArgv: [] });
  await once(worker, 'message');
  worker.kill('SIGKILL');
  await once(worker, 'exit');
}

/** A minute later, without the wait: the queue notices that no heart beats there any more. */
async function letHeartbeatsLapse(): Promise<void> {
  await house.pool.query(`update pgboss.job set heartbeat_on = now() - interval '1 minute', started_on = now() - interval '2 minutes' where state = 'active'`);
  await house.pool.query(`update pgboss.queue set monitor_on = null, monitor_claim_on = null`);
  const boss = new PgBoss({ connectionString: house.app.config.databaseUrl ?? '', schema: 'pgboss', supervise: false, schedule: false });
  boss.on('error', () => {});
  await boss.start();
  await boss.supervise('reading.read-page');
  await boss.stop({ graceful: false });
}

test('a worker killed in the middle of a page leaves nothing half; when its heartbeat has lapsed the page is read, once', async () => {
  const { scanId, pageIds } = await givenOpenedFile(house, 1);
  await killInTheMiddle();
  expect(await jobs()).toEqual(['active']);
  expect(await page(pageIds)).toEqual([{ state: 'waiting', failure: null }]);
  expect(await house.app.db.selectFrom('pageReading').select('pageId').execute()).toEqual([]);

  await letHeartbeatsLapse();
  expect(await jobs()).toEqual(['retry']);

  await house.pool.query(`update pgboss.job set start_after = now() where state = 'retry'`);
  await house.runJobs();
  expect(await page(pageIds)).toEqual([{ state: 'read', failure: null }]);
  const read = await house.app.db.selectFrom('auditEvent').select('id').where('subjectId', '=', scanId).where('kind', '=', 'scan.read').execute();
  expect(read).toHaveLength(1);
});

test('a page that kills its worker every time ends as failed, with the reason, and its scan goes on to the desk', async () => {
  const { scanId, pageIds } = await givenOpenedFile(house, 1);
  await killInTheMiddle();
  await house.pool.query(`update pgboss.job set retry_count = retry_limit where state = 'active'`);
  await letHeartbeatsLapse();
  expect((await jobs()).at(-1)).toBe('failed');
  expect(await page(pageIds)).toEqual([{ state: 'waiting', failure: null }]);

  await house.app.db.transaction().execute((tx) => enqueue(tx, takeUpReadingJob, {}));
  await house.runJobs();
  expect(await page(pageIds)).toEqual([{ state: 'failed', failure: 'crashed' }]);
  expect(await house.app.db.selectFrom('scan').select('state').where('id', '=', scanId).execute()).toEqual([{ state: 'read' }]);
});
