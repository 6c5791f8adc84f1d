import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { PgBoss } from 'pg-boss';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { givenOpenedFile } from '../test/given-scan.ts';
import { openHouse, type House } from '../test/house.ts';
import { scriptedReader } from '../test/scripted-reader.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse({ ocr: scriptedReader(() => ({ lines: ['采购合同'] })) });
});
afterAll(() => house.close());

test('a worker killed in the middle of a page leaves nothing half; when its heartbeat has lapsed the page is read, once', async () => {
  const { scanId, pageIds } = await givenOpenedFile(house, 1);
  const url = house.app.config.databaseUrl ?? '';
  const worker = fork(fileURLToPath(new URL('../test/read-and-hang.ts', import.meta.url)), [url, house.folder], { execArgv: [] });
  await once(worker, 'message');
  worker.kill('SIGKILL');
  await once(worker, 'exit');

  const jobs = async (): Promise<string[]> => (await house.pool.query<{ state: string }>(`select state from pgboss.job where name = 'reading.read-page'`)).rows.map(({ state }) => state);
  expect(await jobs()).toEqual(['active']);
  expect(await house.app.db.selectFrom('page').select('state').where('id', 'in', pageIds).execute()).toEqual([{ state: 'waiting' }]);
  expect(await house.app.db.selectFrom('pageReading').select('pageId').execute()).toEqual([]);

  // A minute later, without the wait.
  await house.pool.query(`update pgboss.job set heartbeat_on = now() - interval '1 minute', started_on = now() - interval '2 minutes' where state = 'active'`);
  const boss = new PgBoss({ connectionString: url, schema: 'pgboss', supervise: false, schedule: false });
  boss.on('error', () => {});
  await boss.start();
  await boss.supervise('reading.read-page');
  await boss.stop({ graceful: false });
  expect(await jobs()).toEqual(['retry']);

  await house.pool.query(`update pgboss.job set start_after = now() where state = 'retry'`);
  await house.runJobs();
  expect(await house.app.db.selectFrom('page').select(['state', 'failure']).where('id', 'in', pageIds).execute()).toEqual([{ state: 'read', failure: null }]);
  const read = await house.app.db.selectFrom('auditEvent').select('id').where('subjectId', '=', scanId).where('kind', '=', 'scan.read').execute();
  expect(read).toHaveLength(1);
});
