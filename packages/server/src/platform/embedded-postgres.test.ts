import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startEmbeddedPostgres } from './embedded-postgres.ts';
import { silentLog } from './log.ts';
import { postgresProcessesOn, stopPostgresOn } from './postgres-processes.ts';

const longName = join('closed/to/others', '合同'.repeat(30));
let root: string;
const children: ChildProcess[] = [];
const socketFolders: string[] = [];
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'qige-embedded-')));
});
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  for (const name of ['a', 'b', longName]) await stopPostgresOn(join(root, name, 'postgres'));
  for (const folder of socketFolders.splice(0)) rmSync(folder, { recursive: true, force: true });
  rmSync(root, { recursive: true, force: true });
});

const socketsOf = (url: string): string => new URL(url).searchParams.get('host') ?? '';

/** Another process that owns the folder's database, as a running Qige does. */
async function ownerOf(dataDir: string): Promise<{ child: ChildProcess; url: string; refused?: string }> {
  const child = spawn(process.execPath, [fileURLToPath(new URL('../test/hold-postgres.ts', import.meta.url)), dataDir], { stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(child);
  const [line] = (await once(createInterface({ input: child.stdout! }), 'line')) as [string];
  const said = JSON.parse(line) as { url: string; refused?: string };
  if (said.url) socketFolders.push(socketsOf(said.url));
  return { child, ...said };
}

async function ask(url: string, query: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<Record<string, unknown>>(query);
  await client.end();
  return rows.flatMap((row) => Object.values(row));
}

// The disk is waited for in the first test alone; killing a process needs no disk to survive.
const start = (name: string, settings: Record<string, string> = { fsync: 'off' }) => startEmbeddedPostgres({ dataDir: join(root, name), log: silentLog, settings });

test('a database is made, keeps what it is given, listens on no network, and leaves nothing running', async () => {
  const first = await start('a', {});
  await ask(first.url, `create table kept as select '合同'::text as word`);
  expect(await ask(first.url, `select setting from pg_settings where name in ('listen_addresses', 'fsync') order by name`)).toEqual(['on', '']);
  const sockets = socketsOf(first.url);
  await first.stop();
  expect(postgresProcessesOn(join(root, 'a/postgres'))).toEqual([]);
  expect(existsSync(sockets)).toBe(false);

  const second = await start('a');
  expect(await ask(second.url, 'select word from kept')).toEqual(['合同']);
  await second.stop();
});

test('letters of every script are letters, and order is the same on every machine', async () => {
  const { url, stop } = await start('a');
  expect(await ask(url, `select lower('ÄÉＡ')`)).toEqual(['äéａ']);
  expect(await ask(url, `select word from (values ('b'), ('B'), ('中'), ('a')) as t (word) order by word`)).toEqual(['B', 'a', 'b', '中']);
  await stop();
});

test('a second start on the same folder is told who runs it and where', async () => {
  const owner = await ownerOf(join(root, 'a'));
  await expect(start('a')).rejects.toThrow(`Qige is already running on ${join(root, 'a')} at http://127.0.0.1:8970 (process ${owner.child.pid}).`);
  expect(await ask(owner.url, 'select 1')).toEqual([1]);
});

test('of several that start at once on a new folder, one gets it', async () => {
  const all = await Promise.all([1, 2, 3].map(() => ownerOf(join(root, 'a'))));
  expect(all.filter(({ url }) => url)).toHaveLength(1);
  for (const { refused } of all.filter(({ url }) => !url)) expect(refused).toContain('already running');
});

test('two folders run side by side', async () => {
  const [a, b] = await Promise.all([start('a'), start('b')]);
  await ask(a.url, 'create table only_here ()');
  expect(await ask(b.url, `select count(*)::int from pg_tables where tablename = 'only_here'`)).toEqual([0]);
  await Promise.all([a.stop(), b.stop()]);
});

test('what a killed owner left running is stopped first, and what it had committed is there', async () => {
  const owner = await ownerOf(join(root, 'a'));
  await ask(owner.url, 'create table kept as select 42 as answer');
  const before = postgresProcessesOn(join(root, 'a/postgres'));
  const left = socketsOf(owner.url);
  owner.child.kill('SIGKILL');
  await once(owner.child, 'exit');
  expect(postgresProcessesOn(join(root, 'a/postgres'))).toEqual(before);

  const next = await start('a');
  expect(await ask(next.url, 'select answer from kept')).toEqual([42]);
  const now = postgresProcessesOn(join(root, 'a/postgres'));
  expect(now.filter((pid) => before.includes(pid))).toEqual([]);
  expect(existsSync(left)).toBe(false);
  await next.stop();
});

test('after everything was killed at once, a pid file that names some other process does not stop the start', async () => {
  const owner = await ownerOf(join(root, 'a'));
  await ask(owner.url, 'create table kept as select 42 as answer');
  owner.child.kill('SIGKILL');
  for (const pid of postgresProcessesOn(join(root, 'a/postgres'))) process.kill(pid, 'SIGKILL');
  await stopPostgresOn(join(root, 'a/postgres'));
  const pidFile = join(root, 'a/postgres/postmaster.pid');
  const [, ...rest] = readFileSync(pidFile, 'utf8').split('\n');
  writeFileSync(pidFile, [process.pid, ...rest].join('\n')); // the number has been given to someone else: us

  const next = await start('a');
  expect(await ask(next.url, 'select answer from kept')).toEqual([42]);
  await next.stop();
});

test('a server that is killed comes back at the same address', async () => {
  const { url, stop } = await start('a');
  await ask(url, 'create table kept as select 42 as answer');
  const [head = 0] = postgresProcessesOn(join(root, 'a/postgres'));
  process.kill(head, 'SIGKILL');
  await expect.poll(() => ask(url, 'select answer from kept').catch(() => []), { timeout: 20_000 }).toEqual([42]);
  expect(postgresProcessesOn(join(root, 'a/postgres'))).not.toContain(head);
  await stop();
});

test('a folder below one that nobody else may enter works, with a name far longer than a socket may have', async () => {
  mkdirSync(join(root, 'closed'));
  chmodSync(join(root, 'closed'), 0o700);
  const { url, stop } = await start(longName);
  expect(await ask(url, 'select 1')).toEqual([1]);
  await stop();
});

test('half a cluster is made anew; another major version is refused with what to do; a damaged one is left as it is', async () => {
  mkdirSync(join(root, 'a/postgres.new/base'), { recursive: true });
  const first = await start('a');
  await first.stop();
  expect(existsSync(join(root, 'a/postgres.new'))).toBe(false);

  writeFileSync(join(root, 'a/postgres/PG_VERSION'), '14\n');
  await expect(start('a')).rejects.toThrow(/was made by PostgreSQL 14 and this Qige brings 18.*docs\/operations\.md/);

  rmSync(join(root, 'a/postgres/PG_VERSION'));
  await expect(start('a')).rejects.toThrow(/holds files but no database/);
  expect(existsSync(join(root, 'a/postgres/base'))).toBe(true);
});

test('a start while the owner is ending waits for it', async () => {
  const owner = await ownerOf(join(root, 'a'));
  await ask(owner.url, 'create table kept as select 42 as answer');
  writeFileSync(join(root, 'a/run/running.json'), JSON.stringify({ pid: owner.child.pid, ending: true }));
  const starting = start('a');
  owner.child.kill('SIGTERM');
  const next = await starting;
  expect(await ask(next.url, 'select answer from kept')).toEqual([42]);
  await next.stop();
});
