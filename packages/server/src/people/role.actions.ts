import { randomInt } from 'node:crypto';
import type { Permission, Role, RoleCode } from '@qige/wire';
import type { Person } from '../actor.ts';
import type { App } from '../app.ts';
import { recordAudit } from '../audit/audit.queries.ts';
import { notFound, Refusal } from '../platform/errors.ts';
import { refuseToGive } from './giving.ts';
import { giveVerdict } from './rights.rules.ts';
import { countHolders, deleteRole, findRoles, insertRole, lockRoles, type RoleText, type StoredRole, updateRole } from './role.queries.ts';

export async function listRoles(app: App, actor: Person): Promise<{ roles: Role[] }> {
  return { roles: (await findRoles(app.db)).map((role) => shown(actor, role)) };
}

export async function addRole(app: App, actor: Person, role: RoleText): Promise<Role> {
  const code = `made-${Array.from({ length: 8 }, () => randomInt(36).toString(36)).join('')}`;
  refuseToGive(actor, [{ code, ...role }]);
  return app.db.transaction().execute(async (tx) => {
    await lockRoles(tx);
    await insertRole(tx, code, role);
    await recordAudit(tx, actor, { kind: 'role.added', subjectId: code, facts: factsOf(role) });
    return shown(actor, { code, ...role, builtIn: false, people: 0 });
  });
}

/** Holds at once for all who hold the role; nobody changes their own rights this way either. */
export async function changeRole(app: App, actor: Person, code: RoleCode, change: { [K in keyof RoleText]?: RoleText[K] | undefined }): Promise<Role> {
  return app.db.transaction().execute(async (tx) => {
    const before = refuseFixed(await lockRoles(tx), actor, code);
    const { name, nameEn, permissions, grants, scope, clearance } = { ...before, ...given(change) };
    const after = { name, nameEn, permissions: [...permissions], grants: [...grants], scope, clearance };
    refuseToGive(actor, [before, { code, ...after }]);
    await updateRole(tx, code, after, app.clock.now());
    const gone = before.permissions.filter((one) => !after.permissions.includes(one));
    await recordAudit(tx, actor, { kind: 'role.changed', subjectId: code, facts: { ...factsOf(after), added: after.permissions.filter((one) => !before.permissions.includes(one)), taken: gone } });
    return shown(actor, { ...before, ...after });
  });
}

export async function removeRole(app: App, actor: Person, code: RoleCode): Promise<Record<string, never>> {
  return app.db.transaction().execute(async (tx) => {
    const role = refuseFixed(await lockRoles(tx), actor, code);
    refuseToGive(actor, [role]);
    const people = await countHolders(tx, code);
    if (people > 0) throw new Refusal('role_in_use', 'Somebody holds this role; give them another one first.', { people });
    await deleteRole(tx, code);
    await recordAudit(tx, actor, { kind: 'role.removed', subjectId: code, facts: { name: role.name } });
    return {};
  });
}

function refuseFixed(roles: ReadonlyMap<RoleCode, StoredRole>, actor: Person, code: RoleCode): StoredRole {
  const role = roles.get(code);
  if (!role) throw notFound();
  if (role.builtIn) throw new Refusal('role_built_in', 'This role stays as it is; change a copy of it.');
  if (actor.roles.includes(code)) throw new Refusal('own_rights', 'You hold this role yourself; somebody else has to change it.');
  return role;
}

/** Only what was said: a field left out stays. */
function given<T extends object>(change: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as { [K in keyof T]: Exclude<T[K], undefined> };
}

const factsOf = ({ name, permissions, grants, scope, clearance }: Omit<RoleText, 'nameEn'>): Record<string, string | null | Permission[]> => ({ name, permissions, grants, scope, clearance });

function shown(actor: Person, role: StoredRole): Role {
  const give = giveVerdict(actor, [role], 'public').kind === 'good';
  const change = give && actor.permissions.has('roles.manage') && !role.builtIn && !actor.roles.includes(role.code);
  return { ...role, permissions: [...role.permissions], grants: [...role.grants], may: { give: give && actor.permissions.has('people.manage'), change, remove: change && role.people === 0 } };
}
