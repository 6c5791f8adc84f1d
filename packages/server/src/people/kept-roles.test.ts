import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Kysely, PostgresDialect } from 'kysely';
import { expect, inject, test } from 'vitest';
import { openDb, openPool } from '../platform/db.ts';
import { newId } from '../platform/ids.ts';
import { visibleTo } from '../contracts/visible.queries.ts';
import { databaseOn } from '../test/test-server.ts';
import { findPresentPerson } from './actor.queries.ts';
import { personFrom } from './sessions.ts';

const folder = new URL('../migrations/', import.meta.url);

test('an archive from before roles were data keeps its people, who see and may do what they could', async () => {
  const server = inject('postgresUrl');
  const name = `k_${newId('x').slice(2)}`;
  const admin = openPool(server, 1);
  await admin.query(`create database ${name}`);
  const pool = openPool(databaseOn(server, name), 2);
  const bare = new Kysely<never>({ dialect: new PostgresDialect({ pool }) });
  const migrations = readdirSync(fileURLToPath(folder)).filter((file) => /^\d{4}-/.test(file)).toSorted();
  const up = async (file: string): Promise<void> => ((await import(new URL(file, folder).href)) as { up(db: Kysely<never>): Promise<void> }).up(bare);
  for (const file of migrations.filter((one) => one < '0050')) await up(file);

  const [own, contract] = [newId('pty'), newId('ctr')];
  await pool.query(`insert into department (id, name) values ('dep_1', '销售部')`);
  for (const role of ['administrator', 'archivist', 'clerk', 'reader']) await pool.query(`insert into person (id, name, email, roles, department_id) values ($1, $1, $1, $2, 'dep_1')`, [`per_${role}`, [role]]);
  await pool.query(`insert into party (id, kind, name, name_folded) values ($1, 'own', '我方', '我方')`, [own]);
  await pool.query(`insert into allocated_number (number, rule_id, period, sequence, allocated_by) select 'XS-1', id, '', 1, 'system' from number_rule limit 1`);
  await pool.query(`insert into contract (id, number, title, contract_type_id, department_id, confidentiality, registered_by) select $1, 'XS-1', 'x', id, 'dep_1', 'secret', 'system' from contract_type limit 1`, [contract]);
  await pool.query(`insert into contract_party (contract_id, position, party_id, side, printed_name) values ($1, 0, $2, 'A', 'x')`, [contract, own]);
  for (const file of migrations.filter((one) => one >= '0050')) await up(file);

  const db = openDb(pool);
  expect((await db.selectFrom('contract').select(['closed', 'companyIds']).execute())[0]).toEqual({ closed: false, companyIds: [own] });
  const found = await Promise.all(['administrator', 'archivist', 'clerk', 'reader'].map((role) => findPresentPerson(db, `per_${role}`)));
  const people = found.flatMap((one) => (one ? [personFrom(one)] : []));
  expect(people.map(({ roles, sees, handles, clearance }) => [roles[0], sees, handles, clearance])).toEqual([
    ['administrator', 'all', 'all', 'secret'],
    ['archivist', 'all', 'all', 'secret'],
    ['clerk', 'department', 'department', 'internal'],
    ['reader', 'department', null, 'internal'],
  ]);
  expect(people.every(({ permissions }) => ['contracts.see', 'scans.see', 'amounts.see', 'contracts.download'].every((one) => permissions.has(one as never)))).toBe(true);
  const seen = await Promise.all(people.map(async (person) => (await db.selectFrom('contract').select('contract.id').where(visibleTo(person)).execute()).length));
  expect(seen).toEqual([1, 1, 0, 0]); // what was marked secret is now read only by the cleared
  await db.destroy();
  await admin.query(`drop database ${name} with (force)`);
  await admin.end();
});
