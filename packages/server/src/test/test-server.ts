import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type pg from 'pg';
import { openPool } from '../platform/db.ts';
import { startEmbeddedPostgres } from '../platform/embedded-postgres.ts';
import { newId } from '../platform/ids.ts';
import { prepareQueues } from '../platform/jobs.ts';
import { silentLog } from '../platform/log.ts';
import { migrate } from '../platform/migrate.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    postgresUrl: string;
    /** Tells one test run from another on a server that outlives both. */
    runId: string;
  }
}

export interface TestServer {
  url: string;
  stop(): Promise<void>;
}

// A test's database is thrown away: it need not survive the power going out.
const hasty = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '200' };

/** A PostgreSQL in a folder that goes with it; or, with QIGE_TEST_DATABASE_URL, the server named there. */
export async function startTestServer(): Promise<TestServer> {
  const given = process.env['QIGE_TEST_DATABASE_URL'];
  if (given) return { url: given, stop: async () => {} };
  const dataDir = await mkdtemp(join(tmpdir(), 'qige-test-'));
  const server = await startEmbeddedPostgres({ dataDir, log: silentLog, settings: hasty });
  return {
    url: server.url,
    async stop() {
      await server.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** An empty archive: a database of its own with every migration and job queue, copied from one made once a run. */
export async function makeTestDatabase(): Promise<{ url: string; drop(): Promise<void> }> {
  const { inject } = await import('vitest');
  const server = inject('postgresUrl');
  const admin = openPool(server, 1);
  const name = `t_${newId('x').slice(2)}`;
  const template = templateOf(inject('runId'));
  await ensureTemplate(admin, server, template);
  await admin.query(`create database ${name} template ${template}`);
  return {
    url: databaseOn(server, name),
    async drop() {
      await admin.query(`drop database ${name} with (force)`);
      await admin.end();
    },
  };
}

const templateOf = (runId: string): string => `template_${runId}`;

/** For a server that outlives the run. */
export async function dropTemplate(server: string, runId: string): Promise<void> {
  const admin = openPool(server, 1);
  await admin.query(`drop database if exists ${templateOf(runId)}`);
  await admin.end();
}

export function databaseOn(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}

/** Test files start together: the first one makes the template, the others wait for it. */
async function ensureTemplate(admin: pg.Pool, server: string, template: string): Promise<void> {
  const client = await admin.connect();
  try {
    await client.query(`select pg_advisory_lock(hashtext('${template}'))`);
    const { rowCount } = await client.query(`select from pg_database where datname = '${template}'`);
    if (rowCount === 0) {
      await client.query(`create database ${template}_making template template0 encoding 'UTF8'`);
      await fill(databaseOn(server, `${template}_making`));
      await client.query(`alter database ${template}_making rename to ${template}`);
    }
  } finally {
    await client.query(`select pg_advisory_unlock(hashtext('${template}'))`);
    client.release();
  }
}

/** Imported late, so that a test of the platform does not load every room. */
async function fill(url: string): Promise<void> {
  const { rooms } = await import('../rooms.ts');
  const pool = openPool(url, 1);
  await migrate(pool);
  await pool.end();
  await prepareQueues(url, rooms.flatMap((room) => room.jobs ?? []));
}

/** For scripts outside the test run: a server of its own, with the tables of the migrations. */
export async function withMigratedDatabase<T>(use: (url: string) => Promise<T>): Promise<T> {
  const server = await startTestServer();
  try {
    const pool = openPool(server.url, 1);
    await migrate(pool);
    await pool.end();
    return await use(server.url);
  } finally {
    await server.stop();
  }
}
