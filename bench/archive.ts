import { randomUUID } from 'node:crypto';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import type pg from 'pg';
import { labelCode } from '../packages/rules/src/label-code.ts';
import { hashPassword } from '../packages/server/src/people/password.ts';
import { openPool } from '../packages/server/src/platform/db.ts';
import { withMigratedDatabase } from '../packages/server/src/test/test-server.ts';
import { endpoints } from '../packages/wire/src/index.ts';
import { fillArchive } from './archive-corpus.ts';
import { percentile, printTable } from './table.ts';

/**
 * The served application over a store of paper: what stands in a place, where a paper is, what a scanned label does, a stock-take of 10,000 copies.
 * As an archivist, for whom nothing is filtered, and as a clerk with the full filter. Sessions and audit included.
 */
export async function run(argv: string[]): Promise<void> {
  const { values } = parseArgs({ args: argv, options: { copies: { type: 'string', default: '200000' }, rounds: { type: 'string', default: '60' } } });
  await withMigratedDatabase((url) => measure(url, Number(values.copies), Number(values.rounds)));
}

const password = 'for this measurement only';
const people = [
  { who: 'archivist, all', role: 'archivist', department: null },
  { who: 'archivist, second', role: 'archivist', department: null },
  { who: 'clerk, largest department', role: 'clerk', department: `dep_${'1'.padStart(20, '0')}` },
] as const;

async function measure(url: string, copies: number, rounds: number): Promise<void> {
  const pool = openPool(url, 2);
  const began = performance.now();
  await addPeople(pool);
  const made = await fillArchive(pool, copies);
  // After the copies' own owner, whose department the register makes.
  await pool.query('update person set department_id = $1 where id = $2', [people[2].department, personId(2)]);
  process.stderr.write(`${copies} copies in ${made.boxes} boxes in ${Math.round((performance.now() - began) / 1000)} s\n`);
  const folder = await mkdtemp(join(tmpdir(), 'qige-bench-'));
  const server = spawn(process.execPath, [new URL('../bin/qige.js', import.meta.url).pathname, 'serve'], {
    env: { ...process.env, DATABASE_URL: url, QIGE_DATA_DIR: folder, QIGE_PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const address = await addressOf(server);
    const rows = await ask(address, pool, copies, rounds);
    printTable(rows);
    console.log(JSON.stringify({ bench: 'archive', copies, boxes: made.boxes, rounds, rows }));
  } finally {
    server.kill('SIGTERM');
    if (server.exitCode === null) await once(server, 'exit');
    await pool.end();
    await rm(folder, { recursive: true, force: true });
  }
}

const personId = (n: number): string => `per_${String(n).padStart(20, '0')}`;
const placeId = (n: number): string => `plc_${String(n).padStart(20, '0')}`;

async function addPeople(pool: pg.Pool): Promise<void> {
  const hash = await hashPassword(password);
  for (const [n, { role }] of people.entries()) {
    await pool.query('insert into person (id, name, email, roles) values ($1, $1, $2, $3)', [personId(n), `p${n}@example.com`, [role]]);
    await pool.query(`insert into account (id, person_id, account_id, provider_id, password) values ($1, $1, $1, 'credential', $2)`, [personId(n), hash]);
  }
}

type Call = (method: string, path: string, body?: unknown) => Promise<{ ms: number; body: never }>;

async function caller(address: string, n: number): Promise<Call> {
  const reply = await fetch(`${address}/api/auth/sign-in/email`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ email: `p${n}@example.com`, password }) });
  if (!reply.ok) throw new Error(`sign-in answered ${reply.status}`);
  const cookie = reply.headers.getSetCookie().map((one) => one.split(';')[0]).join('; ');
  return async (method, path, body) => {
    const start = performance.now();
    const answer = await fetch(`${address}/api${path}`, { method, headers: { cookie, origin: address, ...(body === undefined ? {} : { 'content-type': 'application/json' }) }, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
    const json = (await answer.json()) as never;
    if (!answer.ok) throw new Error(`${method} ${path}: ${JSON.stringify(json)}`);
    return { ms: performance.now() - start, body: json };
  };
}

async function ask(address: string, pool: pg.Pool, copies: number, rounds: number) {
  const { rows: settings } = await pool.query<{ value: string }>(`select value #>> '{}' as value from setting where key = 'archive.installation'`);
  const installation = settings[0]?.value ?? '';
  const { rows: labels } = await pool.query<{ copy: number; place: number; box: string; id: string }>(
    `select c.label_no::int as copy, p.label_no::int as place, p.id as box, c.id from copy c join place p on p.id = c.place_id where c.id < $1 order by md5(c.id) limit 2000`, [`cpy_${String(Math.min(9_000, copies)).padStart(20, '0')}`]);
  const label = (n: number) => labels[n % labels.length] ?? { copy: 0, place: 0, box: '', id: '' };
  const numbers = (await pool.query<{ number: string }>('select number from contract order by md5(id) limit 500')).rows.map((row) => row.number);
  const callers = await Promise.all(people.map((_, n) => caller(address, n)));
  const rows: Record<string, string | number>[] = [];
  const there = (endpoint: string): boolean => endpoints.some(({ method, path }) => `${method} ${path}` === endpoint);
  const times = async (question: string, needs: string, callOf: (call: Call, round: number) => ReturnType<Call>, whose: readonly number[] = [0, 2]): Promise<void> => {
    if (!there(needs)) return void process.stderr.write(`${question}: this archive has no ${needs}\n`);
    for (const n of whose) {
      const [call, all] = [callers[n] as Call, [] as number[]];
      for (let round = -3; round < rounds; round++) {
        const { ms } = await callOf(call, Math.max(0, round) + n * rounds + (round < 0 ? 900 - round : 0));
        if (round >= 0) all.push(ms);
      }
      rows.push({ who: people[n]?.who ?? '', question, p50: percentile(all, 0.5), p95: percentile(all, 0.95) });
    }
  };
  const box = (round: number): string => placeId(10_000_000 + ((round * 7919) % Math.ceil(copies / 10)));

  await times('contents of a box', 'GET /places/:placeId/contents', (call, round) => call('GET', `/places/${box(round)}/contents`));
  await times('contents of a cabinet', 'GET /places/:placeId/contents', (call, round) => call('GET', `/places/${placeId(100_000 + (round % 100))}/contents?branch=true`));
  await times('contents of a store room', 'GET /places/:placeId/contents', (call) => call('GET', `/places/${placeId(1_000)}/contents?branch=true`));
  await times('the places in a shelf', 'GET /places', (call, round) => call('GET', `/places?parentId=${placeId(1_000_000 + (round % 500))}`), [0]);
  await times('where is it, by number', 'GET /whereabouts', (call, round) => call('GET', `/whereabouts?text=${encodeURIComponent(numbers[round % numbers.length] ?? '')}`));
  await times('where is it, by archival code', 'GET /whereabouts', (call, round) => call('GET', `/whereabouts?text=${encodeURIComponent(`QG01-HT·2025-D30-${String(1 + ((round * 31) % copies)).padStart(6, '0')}`)}`));
  await times('where is it, by copy', 'GET /copies/:copyId', (call, round) => call('GET', `/copies/${label(round).id}`), [0]);
  await times('its chain', 'GET /copies/:copyId/chain', (call, round) => call('GET', `/copies/${label(round).id}/chain`), [0]);
  await times('a label scanned', 'POST /labels/resolve', (call, round) => call('POST', '/labels/resolve', { text: labelCode(installation, 'copy', label(round).copy) }), [0]);
  await times('a label scanned and put into a box', 'POST /labels/put', (call, round) => call('POST', '/labels/put', { copy: labelCode(installation, 'copy', label(round).copy), place: labelCode(installation, 'place', label(round + 1).place), overCapacity: 'bench', actId: randomUUID() }), [0]);

  const { id: whole, ms } = await openOver(pool, callers[0] as Call);
  rows.push({ who: people[0].who, question: 'a stock-take of 10,000 opened, once', p50: percentile([ms], 0.5), p95: percentile([ms], 0.95) });
  const items = `/stock-takes/${whole}/items`;
  const after = (round: number): string => `limit=100&after=${(round * 137) % 9_800}`;
  await times('a page of a 10,000-item stock-take', 'GET /stock-takes/:stockTakeId/items', (call, round) => call('GET', `${items}?${after(round)}`));
  await times('its missing, a page', 'GET /stock-takes/:stockTakeId/items', (call, round) => call('GET', `${items}?result=missing&${after(round)}`));
  await times('its differences, a page', 'GET /stock-takes/:stockTakeId/items', (call) => call('GET', `${items}?result=wrong-place&limit=100`));
  await times('its counts', 'GET /stock-takes/:stockTakeId', (call) => call('GET', `/stock-takes/${whole}`));
  await times('how far its boxes are', 'GET /stock-takes/:stockTakeId/places', (call) => call('GET', `/stock-takes/${whole}/places?limit=100`), [0]);
  const scan = (round: number, many = 1) => ({ device: 'bench', sentAt: new Date().toISOString(), scans: Array.from({ length: many }, (_, i) => ({ scanId: randomUUID(), code: labelCode(installation, 'copy', label(round * many + i).copy), placeId: label(round * many + i).box, seenAt: new Date().toISOString() })) });
  await times('a stock-take scan', 'POST /stock-takes/:stockTakeId/scans', (call, round) => call('POST', `/stock-takes/${whole}/scans`, scan(round)));
  await times('100 scans that waited', 'POST /stock-takes/:stockTakeId/scans', (call, round) => call('POST', `/stock-takes/${whole}/scans`, scan(round, 100)), [0]);
  return rows;
}

/** Ten thousand copies are two rows of cabinets: one place over both, so that one stock-take covers exactly those. */
async function openOver(pool: pg.Pool, call: Call): Promise<{ id: string; ms: number }> {
  const hall = placeId(999);
  const { rows } = await pool.query<{ path: string }>('select path from place where id = $1', [placeId(1_000)]);
  const path = `${rows[0]?.path ?? ''}${hall}/`;
  await pool.query(`insert into place (id, parent_id, path, kind, code, created_by) values ($1, $2, $3, 'room', '两列', 'system')`, [hall, placeId(1_000), path]);
  await pool.query(`update place set path = $1 || substr(path, length($2) + 1), parent_id = case when kind = 'row' then $3 else parent_id end where starts_with(path, $2 || $4) or starts_with(path, $2 || $5)`, [path, rows[0]?.path, hall, placeId(10_000), placeId(10_001)]);
  await pool.query('vacuum analyze place');
  const { body, ms } = await call('POST', '/stock-takes', { placeId: hall });
  return { id: (body as { id: string }).id, ms };
}

async function addressOf(server: ChildProcess): Promise<string> {
  if (!server.stdout) throw new Error('the server has no output');
  for await (const line of createInterface({ input: server.stdout })) {
    const found = /Qige is at (http\S+)/.exec(line)?.[1];
    if (found) return found;
  }
  throw new Error('the server did not start');
}
