import { cpSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openPool } from '../packages/server/src/platform/db.ts';
import { findRunningPostgres } from '../packages/server/src/platform/embedded-postgres.ts';
import { postgresProcessesOn, stopPostgresOn } from '../packages/server/src/platform/postgres-processes.ts';
import { clone, healthy, saying, start, type Started } from './started.ts';

let root: string;
let dataDir: string;
let box: string;
const running: Started[] = [];
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'qige-cut-')));
  [dataDir, box] = [join(root, 'data'), join(root, '第二盒')];
  for (const id of ['s03', 's06', 's11']) cpSync(join(clone, 'samples', id), join(box, id), { recursive: true, filter: (path) => !path.endsWith('.json') });
});
afterEach(async () => {
  for (const { child } of running.splice(0)) child.kill('SIGKILL');
  await stopPostgresOn(join(dataDir, 'postgres'));
  rmSync(root, { recursive: true, force: true });
});

function qige(...args: string[]): Started {
  const started = start(process.execPath, [join(clone, 'packages/server/src/main.ts'), ...args], { QIGE_DATA_DIR: dataDir, QIGE_PORT: '0', QIGE_LOG_LEVEL: 'error' });
  running.push(started);
  return started;
}
async function up(): Promise<Started> {
  const started = qige('up');
  const [, address = ''] = await saying(started, /Qige is at (http\S+)/);
  await healthy(address);
  return started;
}

interface Standing {
  files: string[];
  pages: string[];
  scans: string[];
  /** How often a page's reading, and a scan's, were kept. */
  kept: number;
}

/** How things stand in the database that runs there now; undefined while it does not answer. */
async function standing(): Promise<Standing | undefined> {
  const pool = openPool(findRunningPostgres(dataDir) ?? '', 1);
  const list = async (query: string): Promise<string[]> => (await pool.query<{ is: string }>(query)).rows.map((row) => row.is);
  try {
    return {
      files: await list('select state as is from received_file'),
      pages: await list('select state as is from page'),
      scans: await list('select state as is from scan'),
      kept: (await list(`select kind as is from audit_event where kind in ('scan.read', 'scan.read-failed')`)).length,
    };
  } catch {
    return undefined;
  } finally {
    await pool.end();
  }
}

async function until(reached: (now: Standing) => boolean): Promise<Standing> {
  for (;;) {
    const now = await standing();
    if (now && reached(now)) return now;
    await pause(100);
  }
}
const all = (count: number, state: string): string[] => Array.from({ length: count }, () => state);
const inTheMiddle = ({ pages }: Standing): boolean => pages.length === 7 && pages.includes('read') && pages.filter((state) => state === 'waiting').length > 2;
const whole: Standing = { files: all(7, 'opened'), pages: all(7, 'read'), scans: all(3, 'read'), kept: 3 };

test('asked to end while pages are read, it ends in time and loses nothing; the next start reads the rest', async () => {
  const first = await up();
  const handedIn = qige('ingest', box);
  expect([await handedIn.ended, handedIn.said().match(/p\d\d\.jpg\n/g)?.length]).toEqual([0, 7]);
  await until(inTheMiddle);
  first.child.kill('SIGTERM');
  expect(await first.ended).toBe(0);
  expect(first.said()).not.toContain('did not end in time');

  const second = await up();
  expect(await until(({ scans }) => scans.length === 3 && scans.every((state) => state === 'read'))).toEqual(whole);
  second.child.kill('SIGTERM');
  expect(await second.ended).toBe(0);
});

test('the database goes away while pages are read; when it is back they are read, each once', async () => {
  const started = await up();
  const waited = qige('ingest', box, '--wait');
  await until(inTheMiddle);
  const [head = 0] = postgresProcessesOn(join(dataDir, 'postgres'));
  process.kill(head, 'SIGKILL');
  expect(await waited.ended).toBe(0);
  expect(waited.said()).toContain('3 contracts, 7 of 7 pages read.');
  expect(await standing()).toEqual(whole);
  expect(started.said()).toContain('PostgreSQL went away');
  started.child.kill('SIGTERM');
  expect(await started.ended).toBe(0);
});
