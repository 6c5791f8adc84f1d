import { readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Kysely, PostgresDialect, sql } from 'kysely';
import type pg from 'pg';
import { z } from 'zod';
import { Sentence } from './sentence.ts';

interface Migration {
  name: string;
  up(db: Kysely<never>): Promise<void>;
}

interface Ledger {
  migration: { name: string; applied_at: Date };
}

// One number for every Qige, so that processes that start together take turns.
const migrationLock = 7_443_001;
const oldest = 15;

/**
 * Brings the database to what this code expects, one transaction a migration, and returns what it applied. Any number of
 * processes may call it at once. A database that is ahead of the code is refused: there is no way back.
 */
export async function migrate(pool: pg.Pool, folder = new URL('../migrations/', import.meta.url)): Promise<string[]> {
  const db = new Kysely<Ledger>({ dialect: new PostgresDialect({ pool }) }); // not destroyed: the pool is the caller's
  await refuseOldServer(db);
  const migrations = await readMigrations(folder);
  await prepareLedger(db);
  await refuseNewerDatabase(db, migrations);
  const applied: string[] = [];
  for (const migration of migrations) {
    if (await applyOnce(db, migration)) applied.push(migration.name);
  }
  return applied;
}

async function readMigrations(folder: URL): Promise<Migration[]> {
  const files = readdirSync(fileURLToPath(folder)).filter((name) => /^\d{4}-.+\.ts$/.test(name) && !name.endsWith('.test.ts'));
  return Promise.all(
    files.toSorted().map(async (file) => {
      const module: unknown = await import(new URL(file, folder).href);
      return { name: basename(file, '.ts'), up: moduleShape.parse(module).up };
    }),
  );
}

const moduleShape = z.object({ up: z.custom<Migration['up']>((value) => typeof value === 'function', 'a migration exports up()') });

async function prepareLedger(db: Kysely<Ledger>): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(${migrationLock})`.execute(tx);
    await sql`create table if not exists migration (name text primary key, applied_at timestamptz not null default now())`.execute(tx);
  });
}

async function applyOnce(db: Kysely<Ledger>, migration: Migration): Promise<boolean> {
  return db.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(${migrationLock})`.execute(tx);
    const done = await tx.selectFrom('migration').select('name').where('name', '=', migration.name).executeTakeFirst();
    if (done) return false;
    await migration.up(tx as unknown as Kysely<never>);
    await sql`insert into migration (name) values (${migration.name})`.execute(tx);
    return true;
  });
}

async function refuseOldServer(db: Kysely<Ledger>): Promise<void> {
  const { rows } = await sql<{ server_version_num: string }>`show server_version_num`.execute(db);
  const major = Math.floor(Number(rows[0]?.server_version_num) / 10_000);
  if (major < oldest) throw new Sentence(`The database server is PostgreSQL ${major}; Qige needs ${oldest} or later.`);
}

async function refuseNewerDatabase(db: Kysely<Ledger>, known: readonly Migration[]): Promise<void> {
  const names = new Set(known.map(({ name }) => name));
  const applied = await db.selectFrom('migration').select('name').orderBy('name').execute();
  const stranger = applied.find(({ name }) => !names.has(name));
  if (stranger) throw new Sentence(`The database was already changed by a later Qige (migration ${stranger.name}); start that version or a later one.`);
}
