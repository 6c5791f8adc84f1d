import { expect, inject, test } from 'vitest';
import { newId } from './ids.ts';
import { openPool } from './db.ts';
import { migrate } from './migrate.ts';
import { databaseOn } from '../test/test-server.ts';

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
