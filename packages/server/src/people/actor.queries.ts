import { sql } from 'kysely';
import { type Confidentiality, type DepartmentId, type KeyId, type Language, type PartyId, PersonId, type RoleCode } from '@qige/wire';
import type { Db, Tx } from '../platform/db.ts';
import type { HeldRole } from './rights.rules.ts';

export interface PresentPerson {
  id: PersonId;
  name: string;
  email: string;
  language: Language;
  roles: RoleCode[];
  heldRoles: HeldRole[];
  /** The person's own, without what their roles add. */
  clearance: Confidentiality;
  companyIds: PartyId[];
  departmentId: DepartmentId | null;
  departmentName: string | null;
  departmentIds: DepartmentId[];
}

// The person's roles, their department and all below it, in the same statement: it runs on every request.
const present = (where: ReturnType<typeof sql>) => sql<PresentPerson>`
  select p.id, p.name, p.email, p.language, p.roles, p.clearance, p.company_ids as "companyIds", p.department_id as "departmentId", d.name as "departmentName",
    (select coalesce(json_agg(json_build_object('code', r.code, 'permissions', r.permissions, 'grants', r.grants,
      'scope', r.scope, 'clearance', r.clearance) order by r.position, r.code), '[]')
      from role r where r.code = any(p.roles)) as "heldRoles",
    array(with recursive below as (
      select id from department where id = p.department_id
      union select c.id from department c join below b on c.parent_id = b.id
    ) select id from below) as "departmentIds"
  from person p left join department d on d.id = p.department_id
  where p.left_at is null and ${where}`;

export async function findPresentPerson(db: Db, personId: string): Promise<PresentPerson | undefined> {
  const { rows } = await present(sql`p.id = ${personId}`).execute(db);
  return rows[0];
}

export async function findPresentByEmail(db: Db, email: string): Promise<PresentPerson | undefined> {
  const { rows } = await present(sql`p.email = ${email.toLowerCase()}`).execute(db);
  return rows[0];
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
