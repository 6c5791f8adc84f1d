import { expect, inject, test } from 'vitest';
import { newId } from './ids.ts';
import { openPool } from './db.ts';
import { migrate } from './migrate.ts';
import { prepareQueues } from './jobs.ts';
import { debianPostgres, startDebianPostgres } from '../test/debian-postgres.ts';
import { databaseOn, withMigratedDatabase } from '../test/test-server.ts';
import { describeTables } from '../test/write-tables.ts';

async function emptyDatabase() {
  const server = inject('postgresUrl');
  const name = `m_${newId('x').slice(2)}`;
  const admin = openPool(server, 1);
  await admin.query(`create database ${name}`);
  const pool = openPool(databaseOn(server, name), 4);
  return {
    pool,
    url: databaseOn(server, name),
    async drop() {
      await pool.end();
      await admin.query(`drop database ${name} with (force)`);
      await admin.end();
    },
  };
}

test('several processes that start together apply each migration once', async () => {
  const { pool, url, drop } = await emptyDatabase();
  const pools = [pool, openPool(url, 2), openPool(url, 2)];
  const applied = (await Promise.all(pools.map((one) => migrate(one)))).flat();
  const { rows } = await pool.query<{ name: string }>('select name from migration order by name');
  expect(applied.toSorted()).toEqual(rows.map(({ name }) => name));
  expect(rows[0]?.name).toBe('0001-first');
  expect(await migrate(pool)).toEqual([]);
  await Promise.all(pools.slice(1).map((one) => one.end()));
  await drop();
});

test('a database that a later version changed is refused', async () => {
  const { pool, drop } = await emptyDatabase();
  await migrate(pool);
  await pool.query(`insert into migration (name) values ('9999-from-tomorrow')`);
  await expect(migrate(pool)).rejects.toThrow('migration 9999-from-tomorrow');
  await drop();
});

const servers = debianPostgres();
if (servers.length === 0) console.log("Debian's PostgreSQL is not on this machine: the migrations were tried on the embedded one alone.");

for (const [version, bin] of servers) {
  test(`every migration and the job queues apply to Debian's PostgreSQL ${version}, with the same tables as on the embedded one`, async () => {
    const server = await startDebianPostgres(bin);
    try {
      const pool = openPool(server.url, 2);
      expect(await migrate(pool)).toContain('0001-first');
      await prepareQueues(server.url, []);
      expect(await migrate(pool)).toEqual([]);
      await pool.end();
      expect(await describeTables(server.url)).toBe(await withMigratedDatabase(describeTables));
    } finally {
      await server.stop();
    }
  });
}
