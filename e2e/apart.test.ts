import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../packages/server/src/test/test-server.ts';
import { signIn } from '../bench/client.ts';
import { clone, healthy, saying, start, type Started } from './started.ts';

let server: TestServer;
let dataDir: string;
const running: Started[] = [];
beforeAll(async () => {
  server = await startTestServer();
  dataDir = mkdtempSync(join(tmpdir(), 'qige-apart-'));
});
afterAll(async () => {
  for (const { child } of running) child.kill('SIGKILL');
  await server.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

const administrator = { QIGE_ADMIN_EMAIL: 'chen@example.com', QIGE_ADMIN_PASSWORD: 'correct horse battery' };

function qige(...args: string[]): Started {
  const started = start(process.execPath, [join(clone, 'packages/server/src/main.ts'), ...args], {
    DATABASE_URL: server.url,
    QIGE_DATA_DIR: dataDir,
    QIGE_PORT: '0',
    ...administrator,
  });
  running.push(started);
  return started;
}

test('on DATABASE_URL, pages and workers run as processes of their own, as many as one likes', async () => {
  const all = [qige('serve'), qige('work'), qige('work')];
  const [served, ...workers] = all;
  const [, address = ''] = await saying(served!, /Qige is at (http\S+)/);
  await healthy(address);
  for (const worker of workers) await saying(worker, /Qige is working/);

  for (const { child } of all) child.kill('SIGTERM');
  expect(await Promise.all(all.map(({ ended }) => ended))).toEqual([0, 0, 0]);
});

test('what is sent to serve is read by work', async () => {
  const served = qige('serve');
  const [, address = ''] = await saying(served, /Qige is at (http\S+)/);
  await healthy(address);
  const client = await signIn(address, administrator.QIGE_ADMIN_EMAIL, administrator.QIGE_ADMIN_PASSWORD);
  const { secret } = await client.post<{ secret: string }>('/me/keys', { name: 'scanner' });
  const sent = qige('ingest', join(clone, 'samples/s02/p01.jpg'), '--wait', '--json', '--key', secret, '--url', address);
  // Nobody works yet: it is received, and waits.
  const batches = (): Promise<{ batches: { progress: object }[] }> => client.get('/batches');
  await expect.poll(batches, { timeout: 20_000 }).toMatchObject({ batches: [{ progress: { files: 1, received: 1, pages: 0 } }] });

  const worker = qige('work');
  expect(await sent.ended).toBe(0);
  expect(JSON.parse(sent.said())).toMatchObject({ files: [{ name: 'p01.jpg', state: 'opened' }], scans: [{ state: 'read', pages: 1, pagesRead: 1 }] });
  for (const { child } of [served, worker]) child.kill('SIGTERM');
  expect(await Promise.all([served.ended, worker.ended])).toEqual([0, 0]);
});

test('migrate says what it did, and that there is nothing left to do', async () => {
  expect(await qige('migrate').ended).toBe(0);
  const again = qige('migrate');
  expect(await again.ended).toBe(0);
  expect(again.said()).toContain('The database is up to date.');
});

test('a database that cannot be used is named, its password is not', async () => {
  const lost = start(process.execPath, [join(clone, 'packages/server/src/main.ts'), 'migrate'], {
    DATABASE_URL: server.url.replace('/qige?', '/no_such_database?').replace('qige@', 'qige:hidden@'),
  });
  expect(await lost.ended).toBe(1);
  expect(lost.said()).toContain('/no_such_database cannot be used');
  expect(lost.said()).not.toContain('hidden');
});
