import { sql } from 'kysely';
import { type DepartmentId, type KeyId, type Language, PersonId, Role } from '@qige/wire';
import type { Db, Tx } from '../platform/db.ts';

export interface PresentPerson {
  id: PersonId;
  name: string;
  email: string;
  language: Language;
  roles: Role[];
  departmentId: DepartmentId | null;
  departmentName: string | null;
  departmentIds: DepartmentId[];
}

interface PersonRow extends Omit<PresentPerson, 'roles'> {
  roles: string[];
}

// The person's department and all below it, in the same statement: it runs on every request.
const present = (where: ReturnType<typeof sql>) => sql<PersonRow & { keyId: KeyId | null }>`
  select p.id, p.name, p.email, p.language, p.roles, p.department_id as "departmentId", d.name as "departmentName",
    array(with recursive below as (
      select id from department where id = p.department_id
      union select c.id from department c join below b on c.parent_id = b.id
    ) select id from below) as "departmentIds"
  from person p left join department d on d.id = p.department_id
  where p.left_at is null and ${where}`;

function known(row: PersonRow | undefined): PresentPerson | undefined {
  return row && { ...row, roles: row.roles.filter((role): role is Role => Role.safeParse(role).success) };
}

export async function findPresentPerson(db: Db, personId: string): Promise<PresentPerson | undefined> {
  const { rows } = await present(sql`p.id = ${personId}`).execute(db);
  return known(rows[0]);
}

export async function findPresentByEmail(db: Db, email: string): Promise<PresentPerson | undefined> {
  const { rows } = await present(sql`p.email = ${email.toLowerCase()}`).execute(db);
  return known(rows[0]);
}

/** Whose key this is, if it is in force; the time of its use is noted once a minute. */
export async function findKeyHolder(db: Db, hash: string, now: Date): Promise<{ keyId: KeyId; person: PresentPerson } | undefined> {
  const key = await db
    .selectFrom('apiKey')
    .select(['id', 'personId', 'lastUsedAt'])
    .where('hash', '=', hash)
    .where('revokedAt', 'is', null)
    .where((eb) => eb.or([eb('expiresAt', 'is', null), eb('expiresAt', '>', now)]))
    .executeTakeFirst();
  if (!key) return undefined;
  const person = await findPresentPerson(db, key.personId);
  if (!person) return undefined;
  if (!key.lastUsedAt || now.getTime() - key.lastUsedAt.getTime() > 60_000)
    await db.updateTable('apiKey').set({ lastUsedAt: now }).where('id', '=', key.id).execute();
  return { keyId: key.id, person };
}

export async function hasLeft(db: Db, personId: string): Promise<boolean> {
  const id = PersonId.safeParse(personId);
  return !id.success || (await findPresentPerson(db, id.data)) === undefined;
}

export async function updateLanguage(tx: Tx, personId: PersonId, language: Language): Promise<void> {
  await tx.updateTable('person').set({ language, updatedAt: new Date() }).where('id', '=', personId).execute();
}
