import { sql } from 'kysely';
import type { Confidentiality, DepartmentId, Language, PartyId, PersonId, RoleCode } from '@qige/wire';
import type { Db, Tx } from '../platform/db.ts';
import { newId } from '../platform/ids.ts';
import { administering } from './people.rules.ts';

export interface PeopleFilter {
  text?: string | undefined;
  left: boolean;
  departmentId?: DepartmentId | undefined;
}

const rows = (db: Db) =>
  db
    .selectFrom('person')
    .leftJoin('department', 'department.id', 'person.departmentId')
    .select(['person.id', 'person.name', 'person.email', 'person.roles', 'person.departmentId', 'department.name as departmentName', 'person.companyIds', 'person.clearance', 'person.language', 'person.leftAt', 'person.createdAt'])
    .select((eb) => eb.selectFrom('session').select((s) => s.fn.max('session.updatedAt').as('seen')).whereRef('session.personId', '=', 'person.id').as('lastSeenAt'));

export async function findPeople(db: Db, filter: PeopleFilter, after: { name: string; id: PersonId } | undefined, limit: number) {
  let query = rows(db).orderBy('person.name').orderBy('person.id').limit(limit);
  if (!filter.left) query = query.where('person.leftAt', 'is', null);
  if (filter.departmentId) query = query.where('person.departmentId', '=', filter.departmentId);
  if (filter.text) {
    const text = filter.text.toLowerCase();
    query = query.where((eb) => eb.or([sql<boolean>`strpos(lower(person.name), ${text}) > 0`, sql<boolean>`strpos(person.email, ${text}) > 0`]));
  }
  if (after) query = query.where(sql<boolean>`(person.name, person.id) > (${after.name}, ${after.id})`);
  return query.execute();
}

export async function findPerson(db: Db, personId: PersonId) {
  return rows(db).where('person.id', '=', personId).executeTakeFirst();
}

export async function findColleagues(db: Db) {
  return db.selectFrom('person').select(['id', 'name', 'departmentId']).where('leftAt', 'is', null).orderBy('name').orderBy('id').execute();
}

/** Those who can give every right now. The lock makes two demotions at once wait for each other. */
export async function lockAdministrators(tx: Tx): Promise<PersonId[]> {
  await sql`select pg_advisory_xact_lock(hashtext('administrators'))`.execute(tx);
  const found = await tx
    .selectFrom('person')
    .select('id')
    .where('leftAt', 'is', null)
    .where(sql<boolean>`roles && ${[...administering]}::text[]`)
    .execute();
  return found.map((row) => row.id);
}

export async function lockPerson(tx: Tx, personId: PersonId) {
  return tx.selectFrom('person').select(['id', 'name', 'email', 'roles', 'departmentId', 'companyIds', 'clearance', 'leftAt']).where('id', '=', personId).forUpdate().executeTakeFirst();
}

export interface NewPerson {
  id: PersonId;
  name: string;
  email: string;
  roles: RoleCode[];
  departmentId: DepartmentId | null;
  companyIds?: PartyId[];
  clearance?: Confidentiality;
  language: Language;
}

/** False where the address is taken. */
export async function insertPerson(tx: Tx, person: NewPerson, passwordHash: string): Promise<boolean> {
  const inserted = await tx.insertInto('person').values(person).onConflict((conflict) => conflict.column('email').doNothing()).returning('id').executeTakeFirst();
  if (!inserted) return false;
  await tx.insertInto('account').values({ id: newId('acc'), personId: person.id, accountId: person.id, providerId: 'credential', password: passwordHash }).execute();
  return true;
}

export interface PersonUpdate {
  name?: string | undefined;
  email?: string | undefined;
  roles?: RoleCode[] | undefined;
  departmentId?: DepartmentId | null | undefined;
  companyIds?: PartyId[] | undefined;
  clearance?: Confidentiality | undefined;
  leftAt?: Date | null | undefined;
}

export async function updatePerson(tx: Tx, personId: PersonId, update: PersonUpdate, at: Date): Promise<void> {
  await tx.updateTable('person').set({ ...update, updatedAt: at }).where('id', '=', personId).execute();
}

export async function isEmailTaken(tx: Tx, email: string, by: PersonId): Promise<boolean> {
  return (await tx.selectFrom('person').select('id').where('email', '=', email).where('id', '<>', by).executeTakeFirst()) !== undefined;
}

export async function updatePassword(tx: Tx, personId: PersonId, passwordHash: string, at: Date): Promise<void> {
  const account = { id: newId('acc'), personId, accountId: personId, providerId: 'credential', password: passwordHash };
  await tx
    .insertInto('account')
    .values(account)
    .onConflict((conflict) => conflict.columns(['providerId', 'accountId']).doUpdateSet({ password: passwordHash, updatedAt: at }))
    .execute();
}

export async function revokeKeysOf(tx: Tx, personId: PersonId, at: Date): Promise<void> {
  await tx.updateTable('apiKey').set({ revokedAt: at }).where('personId', '=', personId).where('revokedAt', 'is', null).execute();
}
