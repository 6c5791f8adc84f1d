import { sql } from 'kysely';
import type { Confidentiality, PartyId, Permission, RoleCode, Scope } from '@qige/wire';
import type { Db, Tx } from '../platform/db.ts';
import type { HeldRole } from './rights.rules.ts';

export interface StoredRole extends HeldRole {
  name: string;
  nameEn: string;
  builtIn: boolean;
  people: number;
}

const rows = (db: Db) =>
  db
    .selectFrom('role')
    .select(['role.code', 'role.name', 'role.nameEn', 'role.permissions', 'role.grants', 'role.scope', 'role.clearance', 'role.builtIn'])
    .select((eb) =>
      eb
        .selectFrom('person')
        .select((p) => p.fn.countAll<number>().as('count'))
        .where('person.leftAt', 'is', null)
        .where(sql<boolean>`role.code = any(person.roles)`)
        .as('people'),
    )
    .orderBy('role.position')
    .orderBy('role.code');

const read = (row: Awaited<ReturnType<ReturnType<typeof rows>['execute']>>[number]): StoredRole => ({
  ...row,
  permissions: row.permissions as Permission[],
  grants: row.grants as Permission[],
  people: row.people ?? 0,
});

export async function findRoles(db: Db): Promise<StoredRole[]> {
  return (await rows(db).execute()).map(read);
}

/** The roles as they stand, none of them changed until the transaction ends: what was checked against them stays true. */
export async function lockRoles(tx: Tx): Promise<Map<RoleCode, StoredRole>> {
  await sql`select pg_advisory_xact_lock(hashtext('roles'))`.execute(tx);
  return new Map((await findRoles(tx)).map((role) => [role.code, role]));
}

export interface RoleText {
  name: string;
  nameEn: string;
  permissions: Permission[];
  grants: Permission[];
  scope: Scope;
  clearance: Confidentiality | null;
}

export async function insertRole(tx: Tx, code: RoleCode, role: RoleText): Promise<void> {
  await tx
    .insertInto('role')
    .values((eb) => ({ ...role, code, position: eb.selectFrom('role').select((r) => r(r.fn.coalesce(r.fn.max('position'), r.lit(0)), '+', 10).as('next')) }))
    .execute();
}

export async function updateRole(tx: Tx, code: RoleCode, update: { [K in keyof RoleText]?: RoleText[K] | undefined }, at: Date): Promise<void> {
  await tx.updateTable('role').set({ ...update, updatedAt: at }).where('code', '=', code).execute();
}

/** How many hold it, those who left too: who comes back comes back with it. */
export async function countHolders(tx: Tx, code: RoleCode): Promise<number> {
  const { count } = await tx
    .selectFrom('person')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where(sql<boolean>`${code} = any(roles)`)
    .executeTakeFirstOrThrow();
  return count;
}

export async function deleteRole(tx: Tx, code: RoleCode): Promise<void> {
  await tx.deleteFrom('role').where('code', '=', code).execute();
}

export async function findCompanies(db: Db): Promise<{ id: PartyId; name: string }[]> {
  return db.selectFrom('party').select(['id', 'name']).where('kind', '=', 'own').orderBy('name').orderBy('id').execute();
}
