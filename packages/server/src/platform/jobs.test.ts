import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openHouse, type House } from '../test/house.ts';
import { defineJob, enqueue, prepareQueues, startWorkers } from './jobs.ts';

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
