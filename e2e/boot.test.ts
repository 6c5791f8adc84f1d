import { existsSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { postgresProcessesOn, stopPostgresOn } from '../packages/server/src/platform/postgres-processes.ts';
import { answers, healthy, saying, start, type Started } from './started.ts';

let dataDir: string;
let running: Started[];
beforeEach(() => {
  dataDir = realpathSync(mkdtempSync(join(tmpdir(), 'qige-boot-')));
  running = [];
});
afterEach(async () => {
  for (const { child } of running) child.kill('SIGKILL');
  for (const pid of [note()?.pid ?? 0].filter(Boolean)) kill(pid);
  await stopPostgresOn(join(dataDir, 'postgres'));
  if (note()) rmSync(note()!.sockets, { recursive: true, force: true });
  rmSync(dataDir, { recursive: true, force: true });
});

/** What the user starts, on a free port and a data folder of its own. */
function npmStart(settings: Record<string, string> = {}): Started {
  const started = start('npm', ['start'], { QIGE_DATA_DIR: dataDir, QIGE_PORT: '0', ...settings });
  running.push(started);
  return started;
}

async function address(started: Started): Promise<string> {
  const [, found = ''] = await saying(started, /Qige is at (http\S+)/);
  await healthy(found);
  return found;
}

interface Note {
  pid: number;
  sockets: string;
}
const note = (): Note | undefined => {
  const path = join(dataDir, 'run/running.json');
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Note) : undefined;
};
const databaseProcesses = (): number[] => postgresProcessesOn(join(dataDir, 'postgres'));
const kill = (pid: number): void => {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // gone already
  }
};

test('npm start serves, says who may sign in first, refuses a second start, and ends politely with nothing left behind', async () => {
  const first = npmStart();
  const at = await address(first);
  await saying(first, new RegExp(`first administrator.* ${at}/\\S+`));
  const { sockets } = note()!;

  const second = npmStart();
  expect(await second.ended).not.toBe(0);
  expect(second.said()).toContain(`Qige is already running on ${dataDir} at ${at}`);

  first.child.kill('SIGTERM');
  expect(await first.ended).toBe(0);
  expect(await answers(at)).toBe(false);
  expect(databaseProcesses()).toEqual([]);
  expect([existsSync(sockets), existsSync(join(dataDir, 'run/running.json'))]).toEqual([false, false]);
});

test('an administrator given by settings needs no link', async () => {
  const started = npmStart({ QIGE_ADMIN_EMAIL: 'chen@example.com', QIGE_ADMIN_PASSWORD: 'correct horse battery' });
  await address(started);
  started.child.kill('SIGINT');
  expect(await started.ended).toBe(0);
  expect(started.said()).not.toContain('Nobody can sign in');
});

test('after kill -9 of the server alone, and then of everything, the next start is healthy', async () => {
  await address(npmStart());
  kill(note()!.pid);
  await running[0]!.ended;
  expect(databaseProcesses()).not.toEqual([]);

  await address(npmStart());
  const all = [note()!.pid, ...databaseProcesses()];
  running[1]!.child.kill('SIGKILL');
  for (const pid of all) kill(pid);
  await running[1]!.ended;

  const third = npmStart();
  await address(third);
  third.child.kill('SIGTERM');
  expect(await third.ended).toBe(0);
  expect(databaseProcesses()).toEqual([]);
});

test('a database that is killed under it comes back, and the server with it', async () => {
  const started = npmStart();
  const at = await address(started);
  const [head = 0] = databaseProcesses();
  kill(head);
  await expect.poll(() => databaseProcesses()[0] ?? head, { timeout: 30_000 }).not.toBe(head);
  await healthy(at);
  expect(started.said()).toContain('PostgreSQL went away');
  started.child.kill('SIGTERM');
  expect(await started.ended).toBe(0);
});

test('when npm is killed, the server it started ends by itself', async () => {
  const started = npmStart();
  const at = await address(started);
  started.child.kill('SIGKILL');
  await expect.poll(() => answers(at), { timeout: 20_000 }).toBe(false);
  await expect.poll(databaseProcesses, { timeout: 20_000 }).toEqual([]);
});

test('a wrong setting ends the start with one sentence that names it', async () => {
  const started = npmStart({ QIGE_PORT: 'eighty' });
  expect(await started.ended).not.toBe(0);
  expect(started.said()).toContain('QIGE_PORT is not a whole number.');
  expect(started.said()).not.toContain('    at ');
});
