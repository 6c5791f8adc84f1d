import { CamelCasePlugin, Kysely, PostgresDialect, type Transaction } from 'kysely';
import pg from 'pg';
import type { Tables } from '../tables.ts';

/** Reading is possible with either; a function that writes asks for a `Tx`, so it cannot run outside one. */
export type Db = Kysely<Tables>;
export type Tx = Transaction<Tables>;

pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);
// Sizes, counts and sequences stay far below 2^53; money is numeric and stays text.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);

/** `longestMs`: a statement that runs longer is given up, so that one question cannot hold the pool. */
export function openPool(url: string, size = 10, longestMs = 0): pg.Pool {
  const pool = new pg.Pool({ connectionString: url, max: size, connectionTimeoutMillis: 5_000, ...(longestMs > 0 ? { statement_timeout: longestMs } : {}) });
  pool.on('error', () => {}); // an idle connection was lost; the next query opens another
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}

export function openDb(pool: pg.Pool): Db {
  return new Kysely<Tables>({
    dialect: new PostgresDialect({ pool }),
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
  });
}
