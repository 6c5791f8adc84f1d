import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { gzipSync } from 'node:zlib';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type pg from 'pg';
import { hashPassword } from '../packages/server/src/people/password.ts';
import { openPool } from '../packages/server/src/platform/db.ts';
import { withMigratedDatabase } from '../packages/server/src/test/test-server.ts';
import { fillRegister } from './api-corpus.ts';
import { addReaders } from './readers.ts';
import { percentile, printTable, withRatios } from './table.ts';

/**
 * The served application, in a process of its own, over a generated register: list pages, summaries and contract pages as an archivist, for whom
 * nothing is filtered as for the system itself, and beside it as people with the full filter. Sessions and audit included.
 */
export async function run(argv: string[]): Promise<void> {
  const { values } = parseArgs({ args: argv, options: { contracts: { type: 'string', default: '200000' }, rounds: { type: 'string', default: '40' } } });
  await withMigratedDatabase((url) => measure(url, Number(values.contracts), Number(values.rounds)));
}

const password = 'for this measurement only';
const people = {
  'archivist, all': { role: 'archivist', department: null, company: null },
  'finance, all up to internal': { role: 'finance', department: null, company: null },
  'clerk, small department': { role: 'clerk', department: 30, company: null },
  'clerk, largest department': { role: 'clerk', department: 1, company: null },
  'one company': { role: 'bench-company', department: null, company: `pty_${'3'.padStart(20, '0')}` },
} as const;

async function measure(url: string, contracts: number, rounds: number): Promise<void> {
  const pool = openPool(url, 2);
  const began = performance.now();
  await fillRegister(pool, contracts);
  process.stderr.write(`${contracts} contracts in ${Math.round((performance.now() - began) / 1000)} s\n`);
  await addPeople(pool);
  const { rows: sizes } = await pool.query(`select pg_size_pretty(pg_table_size('contract')) as table, pg_size_pretty(pg_indexes_size('contract')) as indexes`);

  const folder = await mkdtemp(join(tmpdir(), 'qige-bench-'));
  const server = spawn(process.execPath, [new URL('../bin/qige.js', import.meta.url).pathname, 'serve'], {
    env: { ...process.env, DATABASE_URL: url, QIGE_DATA_DIR: folder, QIGE_PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const address = await addressOf(server);
    await pause(5_000);
    const idle = await residentMegabytes(server);
    const askers: Asker[] = [];
    for (const [n, who] of Object.keys(people).entries()) askers.push(await askerOf(address, who, await signIn(address, n)));
    const rows = await askAll(askers, rounds);
    const after = await residentMegabytes(server);
    const webKilobytes = await firstDownload(address);
    const compared = withRatios(rows, 'question');
    printTable(compared);
    console.log(`server idle ${idle} MB, after the run ${after} MB; contract table ${sizes[0].table}, its indexes ${sizes[0].indexes}; first download of the web ${webKilobytes} kB in gzip`);
    console.log(JSON.stringify({ bench: 'api', contracts, rounds, idleMegabytes: idle, afterMegabytes: after, webKilobytes, size: sizes[0], rows: compared }));
  } finally {
    server.kill('SIGTERM');
    if (server.exitCode === null) await once(server, 'exit');
    await pool.end();
    await rm(folder, { recursive: true, force: true });
  }
}

async function addPeople(pool: pg.Pool): Promise<void> {
  const hash = await hashPassword(password);
  for (const [n, { role, department, company }] of Object.values(people).entries()) {
    const id = `per_${String(n).padStart(20, '0')}`;
    const departmentId = department === null ? null : `dep_${String(department).padStart(20, '0')}`;
    await pool.query(`insert into person (id, name, email, roles, department_id, company_ids) values ($1, $1, $2, $3, $4, $5)`, [id, `p${n}@example.com`, [role], departmentId, company ? [company] : []]);
    await addReaders(pool, id);
    await pool.query(`insert into account (id, person_id, account_id, provider_id, password) values ($1, $1, $1, 'credential', $2)`, [id, hash]);
  }
}

async function signIn(address: string, n: number): Promise<string> {
  const reply = await fetch(`${address}/api/auth/sign-in/email`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ email: `p${n}@example.com`, password }) });
  if (!reply.ok) throw new Error(`sign-in answered ${reply.status}`);
  return reply.headers.getSetCookie().map((cookie) => cookie.split(';')[0]).join('; ');
}

const lists: Readonly<Record<string, string>> = {
  'list, newest': '',
  'list, by signing date': 'sort=signed',
  'list, oldest signing first': 'sort=signed&direction=asc',
  'list, by amount': 'sort=amount',
  'list, expires soonest': 'sort=expires&direction=asc',
  'list, by counterparty': 'sort=counterparty&direction=asc',
  'list, by number': 'sort=number',
  'list of a year': 'year=2020',
  'list of a state, by amount': 'state=terminated&sort=amount',
  'list of a party': 'partyId=pty_00000000000000000400',
  'list, number begins with': 'text=XX-2019-01',
  'list, counterparty begins with': `text=${encodeURIComponent('上海')}`,
  'list, nothing begins so': 'text=nothing',
  'list, amounts from to': 'amountFrom=500000&amountTo=510000',
};

const others: Readonly<Record<string, string>> = {
  'list, deep page': `/contracts?sort=amount&after=${Buffer.from(JSON.stringify(['amount-desc', '20000.00', 'ctr_00000000000000005000'])).toString('base64url')}`,
  'summary of all': '/contracts/summary',
  'summary of a year': '/contracts/summary?year=2020',
  'register of numbers': '/numbers',
  'parties, any part': `/parties?limit=10&text=${encodeURIComponent('贸易')}`,
  'all parties': '/parties',
  'search, no words': '/search?words=',
};

interface Asker {
  who: string;
  get(path: string): Promise<number>;
  /** Some contracts the person sees. */
  contracts: readonly string[];
}

async function askerOf(address: string, who: string, cookie: string): Promise<Asker> {
  const answer = async (path: string): Promise<Record<string, unknown>> => {
    const reply = await fetch(`${address}/api${path}`, { headers: { cookie } });
    const body = (await reply.json()) as Record<string, unknown>;
    if (!reply.ok) throw new Error(`${path}: ${JSON.stringify(body)}`);
    return body;
  };
  const get = async (path: string): Promise<number> => {
    const start = performance.now();
    await answer(path);
    return performance.now() - start;
  };
  const { contracts } = (await answer('/contracts?limit=200')) as { contracts: { id: string }[] };
  return { who, get, contracts: contracts.map(({ id }) => id) };
}

/** Each question by all in turns: what warms up, or else runs on the machine, falls to everybody alike. */
async function askAll(askers: readonly Asker[], rounds: number): Promise<Record<string, string | number>[]> {
  const rows: Record<string, string | number>[] = [];
  const paths: [string, (asker: Asker, round: number) => string][] = [
    ...Object.entries(lists).map(([question, query]): [string, () => string] => [question, () => `/contracts?${query}`]),
    ...Object.entries(others).map(([question, path]): [string, () => string] => [question, () => path]),
    ['contract page', ({ contracts }, round) => `/contracts/${contracts[round % contracts.length]}`],
  ];
  for (const [question, pathOf] of paths) {
    const times = askers.map((): number[] => []);
    for (let round = -2; round < rounds; round++) {
      for (const [n, asker] of askers.entries()) {
        const ms = await asker.get(pathOf(asker, Math.max(0, round)));
        if (round >= 0) times[n]?.push(ms);
      }
    }
    for (const [n, { who }] of askers.entries()) {
      const all = times[n] ?? [];
      rows.push({ who, question, least: Math.round(Math.min(...all) * 10) / 10, p50: percentile(all, 0.5), p95: percentile(all, 0.95) });
    }
  }
  return rows;
}

async function addressOf(server: ChildProcess): Promise<string> {
  if (!server.stdout) throw new Error('the server has no output');
  for await (const line of createInterface({ input: server.stdout })) {
    const found = /Qige is at (http\S+)/.exec(line)?.[1];
    if (found) return found;
  }
  throw new Error('the server did not start');
}

/** Kilobytes of what a browser fetches before the first screen stands: the page and what it names, as gzip. */
async function firstDownload(address: string): Promise<number> {
  const page = await (await fetch(address, { headers: { accept: 'text/html' } })).text();
  const named = [...page.matchAll(/(?:src|href)="(\/[^"]+\.(?:js|css))"/g)].map(([, path]) => path ?? '');
  const parts = await Promise.all(named.map(async (path) => Buffer.from(await (await fetch(address + path)).arrayBuffer())));
  return Math.round([Buffer.from(page), ...parts].reduce((sum, part) => sum + gzipSync(part).length, 0) / 1024);
}

async function residentMegabytes(server: ChildProcess): Promise<number> {
  const status = await readFile(`/proc/${server.pid}/status`, 'utf8').catch(() => '');
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? Number.NaN) / 1024);
}
