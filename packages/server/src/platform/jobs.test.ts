import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { z } from 'zod';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openHouse, type House } from '../test/house.ts';
import { openDb, openPool } from './db.ts';
import { startEmbeddedPostgres } from './embedded-postgres.ts';
import { defineJob, enqueue, prepareQueues, startWorkers } from './jobs.ts';
import { silentLog } from './log.ts';
import { postgresProcessesOn } from './postgres-processes.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

// At the worker's own pace of one look every five seconds forty jobs would take longer than a test may.
test('a worker with work waiting goes from one job to the next without resting, failures included', async () => {
  const done: number[] = [];
  const count = defineJob({
    name: 'test.count',
    payload: z.object({ n: z.int() }),
    attempts: 1,
    async run(_app, { n }) {
      done.push(n);
      if (n % 10 === 0) throw new Error('every tenth fails');
    },
  });
  const url = house.app.config.databaseUrl ?? '';
  await prepareQueues(url, [count]);
  const workers = await startWorkers(house.app, url, [count]);
  const wanted = Array.from({ length: 40 }, (_, n) => n);
  await house.app.db.transaction().execute(async (tx) => {
    for (const n of wanted) await enqueue(tx, count, { n });
  });
  while (done.length < wanted.length) await pause(20);
  await workers.stop();
  expect(done.toSorted((a, b) => a - b)).toEqual(wanted);
});

// Told of the failure while it is away, the database would hear of it from a missed heartbeat only, half a minute later.
test('a job under which the database goes away is tried again when it is back, and is known by its own failure', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'qige-jobs-'));
  const server = await startEmbeddedPostgres({ dataDir, log: silentLog, settings: { fsync: 'off' } });
  const db = openDb(openPool(server.url, 2));
  const before: unknown[] = [];
  const told = async () => (await sql<{ output: unknown }>`select output from pgboss.job where name = 'test.cut'`.execute(db)).rows.map(({ output }) => output);
  const cut = defineJob({
    name: 'test.cut',
    payload: z.object({}),
    attempts: 5,
    pauseSeconds: 0,
    async run() {
      before.push(...(await told()));
      if (before.length > 1) return;
      const [head = 0] = postgresProcessesOn(join(dataDir, 'postgres'));
      process.kill(head, 'SIGKILL');
      for (;;) await sql`select pg_sleep(0.05)`.execute(db);
    },
  });
  await prepareQueues(server.url, [cut]);
  const workers = await startWorkers({ ...house.app, db }, server.url, [cut]);
  await db.transaction().execute((tx) => enqueue(tx, cut, {}));
  while (before.length < 2) await pause(50);
  expect(before[0]).toBeNull();
  expect(JSON.stringify(before[1])).toMatch(/terminat|connection|recovery|starting up/i);
  expect(JSON.stringify(before[1])).not.toMatch(/heartbeat/i);
  await workers.stop();
  await db.destroy();
  await server.stop();
  await rm(dataDir, { recursive: true, force: true });
});
