import type { Confidentiality, DepartmentId, Language, PartyId, PersonRow, RoleCode } from '@qige/wire';
import { PersonId } from '@qige/wire';
import type { Actor } from '../actor.ts';
import type { App } from '../app.ts';
import { recordAudit } from '../audit/audit.queries.ts';
import type { Db, Tx } from '../platform/db.ts';
import { notFound, Refusal } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import { findDepartmentParents } from './department.queries.ts';
import { refuseElsewhere, refuseToGive } from './giving.ts';
import { heldBy, lockOther } from './lock-other.ts';
import { hashPassword } from './password.ts';
import { refuseWeakPassword } from './password-strength.ts';
import { findPeople, findPerson, insertPerson, isEmailTaken, lockAdministrators, lockPerson, revokeKeysOf, updatePassword, updatePerson } from './people.queries.ts';
import { administratorVerdict } from './people.rules.ts';
import { findCompanies, lockRoles, type StoredRole } from './role.queries.ts';
import { deleteSessionsOf } from './session.queries.ts';

interface Listing {
  text?: string | undefined;
  left: boolean;
  departmentId?: DepartmentId | undefined;
  after?: string | undefined;
  limit: number;
}

export async function listPeople(app: App, { after, limit, ...filter }: Listing): Promise<{ people: PersonRow[]; next: string | null }> {
  const last = after === undefined ? undefined : await lastOf(app.db, after);
  const found = await findPeople(app.db, filter, last, limit + 1);
  const people = found.slice(0, limit).map(shown);
  return { people, next: found.length > limit ? (people.at(-1)?.id ?? null) : null };
}

async function lastOf(db: Db, after: string): Promise<{ name: string; id: PersonId }> {
  const id = PersonId.safeParse(after);
  const person = id.success ? await findPerson(db, id.data) : undefined;
  if (!person) throw new Refusal('invalid_request', 'Not valid: after.', { fields: [{ field: 'after', problem: 'unknown' }] });
  return person;
}

export interface AddPerson {
  name: string;
  email: string;
  password: string;
  roles: RoleCode[];
  departmentId: DepartmentId | null;
  companyIds?: PartyId[];
  clearance?: Confidentiality;
  language: Language;
}

export async function addPerson(app: App, actor: Actor, { password, ...person }: AddPerson): Promise<PersonRow> {
  refuseWeakPassword(password, person);
  const hash = await hashPassword(password);
  return app.db.transaction().execute(async (tx) => {
    const roles = rolesOf(await lockRoles(tx), person.roles);
    refuseToGive(actor, roles, person.clearance ?? 'internal');
    refuseElsewhere(actor, roles, person);
    await checkDepartment(tx, person.departmentId);
    await checkCompanies(tx, person.companyIds ?? []);
    const id = newId('per');
    if (!(await insertPerson(tx, { id, ...person }, hash))) throw emailTaken(person.email);
    await recordAudit(tx, actor, { kind: 'person.added', subjectId: id, facts: { name: person.name, email: person.email, roles: person.roles, clearance: person.clearance ?? 'internal' } });
    return read(tx, id);
  });
}

type PersonChange = { [K in 'name' | 'email' | 'password' | 'roles' | 'departmentId' | 'companyIds' | 'clearance']?: AddPerson[K] | undefined };

export async function changePerson(app: App, actor: Actor, personId: PersonId, { password, ...change }: PersonChange): Promise<PersonRow> {
  if (password !== undefined) refuseWeakPassword(password, { ...(await findPerson(app.db, personId)), ...change });
  const hash = password === undefined ? undefined : await hashPassword(password);
  return app.db.transaction().execute(async (tx) => {
    const administrators = await lockAdministrators(tx);
    const roles = await lockRoles(tx);
    const person = await lockPerson(tx, personId);
    if (!person) throw notFound();
    const rights = rightsChanged(person, change);
    if (personId === actor.id && rights.length > 0) throw new Refusal('own_rights', 'Nobody changes their own rights; somebody else has to.', { changed: rights });
    // Who resets a password can sign in as that person: all of their rights must be the changer's to give.
    if (personId !== actor.id) refuseToGive(actor, heldBy(roles, person), person.clearance);
    if (change.roles || change.clearance) refuseToGive(actor, change.roles ? rolesOf(roles, change.roles) : [], change.clearance ?? person.clearance);
    refuseElsewhere(actor, change.roles ? rolesOf(roles, change.roles) : heldBy(roles, person), {
      departmentId: rights.includes('departmentId') ? (change.departmentId ?? null) : null,
      companyIds: (change.companyIds ?? []).filter((id) => !person.companyIds.includes(id)),
    });
    if (change.roles) keepAdministrator(administrators, personId, { leaves: false, roles: change.roles });
    if (change.email !== undefined && (await isEmailTaken(tx, change.email, personId))) throw emailTaken(change.email);
    await checkDepartment(tx, change.departmentId ?? null);
    if (rights.includes('companyIds')) await checkCompanies(tx, change.companyIds ?? []);

    const now = app.clock.now();
    await updatePerson(tx, personId, change, now);
    if (hash !== undefined) {
      await updatePassword(tx, personId, hash, now);
      await deleteSessionsOf(tx, personId);
    }
    const changed = [...Object.keys(change), ...(hash === undefined ? [] : ['password'])];
    const { roles: held, clearance } = change;
    await recordAudit(tx, actor, { kind: 'person.changed', subjectId: personId, facts: { changed, ...(held ? { roles: held } : {}), ...(clearance ? { clearance } : {}) } });
    return read(tx, personId);
  });
}

/** From the commit on nobody acts in that name: sessions and keys are gone with it. */
export async function recordLeaving(app: App, actor: Actor, personId: PersonId): Promise<PersonRow> {
  return app.db.transaction().execute(async (tx) => {
    const administrators = await lockAdministrators(tx);
    const person = await lockOther(tx, actor, personId);
    keepAdministrator(administrators, personId, { leaves: true, roles: [] });

    const now = app.clock.now();
    if (person.leftAt === null) {
      await updatePerson(tx, personId, { leftAt: now }, now);
      await deleteSessionsOf(tx, personId);
      await revokeKeysOf(tx, personId, now);
      await recordAudit(tx, actor, { kind: 'person.left', subjectId: personId });
    }
    return read(tx, personId);
  });
}

export async function recordReturn(app: App, actor: Actor, personId: PersonId): Promise<PersonRow> {
  return app.db.transaction().execute(async (tx) => {
    await lockOther(tx, actor, personId);
    await updatePerson(tx, personId, { leftAt: null }, app.clock.now());
    await recordAudit(tx, actor, { kind: 'person.changed', subjectId: personId, facts: { changed: ['leftAt'] } });
    return read(tx, personId);
  });
}

/** What decides over what a person sees and does, and would be another. */
function rightsChanged(person: NonNullable<Awaited<ReturnType<typeof lockPerson>>>, change: PersonChange): string[] {
  const same = (a: readonly string[], b: readonly string[]): boolean => a.toSorted().join() === b.toSorted().join();
  return [
    ...(change.roles && !same(change.roles, person.roles) ? ['roles'] : []),
    ...(change.clearance && change.clearance !== person.clearance ? ['clearance'] : []),
    ...(change.companyIds && !same(change.companyIds, person.companyIds) ? ['companyIds'] : []),
    ...(change.departmentId !== undefined && change.departmentId !== person.departmentId ? ['departmentId'] : []),
  ];
}

function rolesOf(roles: ReadonlyMap<RoleCode, StoredRole>, codes: readonly RoleCode[]): StoredRole[] {
  return codes.map((code) => {
    const role = roles.get(code);
    if (!role) throw new Refusal('invalid_request', 'There is no such role.', { fields: [{ field: 'roles', problem: 'unknown' }] });
    return role;
  });
}

async function checkCompanies(tx: Tx, companyIds: readonly PartyId[]): Promise<void> {
  if (companyIds.length === 0) return;
  const ours = new Set((await findCompanies(tx)).map(({ id }) => id));
  if (companyIds.every((id) => ours.has(id))) return;
  throw new Refusal('invalid_request', 'There is no such company of ours.', { fields: [{ field: 'companyIds', problem: 'unknown' }] });
}

function keepAdministrator(administrators: PersonId[], personId: PersonId, change: { leaves: boolean; roles: readonly RoleCode[] }): void {
  const verdict = administratorVerdict(administrators, personId, change);
  if (verdict.kind !== 'kept') throw new Refusal('last_administrator', 'This is the last administrator; name another one first.', verdict);
}

async function checkDepartment(tx: Tx, departmentId: DepartmentId | null): Promise<void> {
  if (departmentId !== null && !(await findDepartmentParents(tx)).has(departmentId)) {
    throw new Refusal('invalid_request', 'There is no such department.', { fields: [{ field: 'departmentId', problem: 'unknown' }] });
  }
}

const emailTaken = (email: string): Refusal => new Refusal('email_taken', 'Another person has this e-mail address.', { email });

async function read(tx: Tx, personId: PersonId): Promise<PersonRow> {
  const row = await findPerson(tx, personId);
  if (!row) throw notFound();
  return shown(row);
}

function shown(row: NonNullable<Awaited<ReturnType<typeof findPerson>>>): PersonRow {
  return {
    ...row,
    companyIds: row.companyIds as PartyId[],
    language: row.language === 'en' ? 'en' : 'zh-CN',
    leftAt: row.leftAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
    lastSeenAt: row.lastSeenAt?.toISOString() ?? null,
  };
}
