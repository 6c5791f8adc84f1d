import type { DepartmentId, PersonId, RoleCode } from '@qige/wire';

export type AdministratorVerdict = { kind: 'kept' } | { kind: 'last-administrator' };

/** The roles that can give every right. They are built in, so nobody can make them into something else. */
export const administering: readonly RoleCode[] = ['administrator', 'security'];

/** An archive in which nobody gives rights could never be given anybody who does. `administrators` are those who work here now. */
export function administratorVerdict(administrators: readonly PersonId[], personId: PersonId, change: { leaves: boolean; roles: readonly RoleCode[] }): AdministratorVerdict {
  const stays = !change.leaves && change.roles.some((role) => administering.includes(role));
  const others = administrators.some((id) => id !== personId);
  return stays || others || !administrators.includes(personId) ? { kind: 'kept' } : { kind: 'last-administrator' };
}

export type MoveVerdict = { kind: 'good' } | { kind: 'under-itself'; by: readonly DepartmentId[] } | { kind: 'no-such-parent' };

/** Whether a department may stand under another: the tree must stay a tree. `by` is the way from the new parent up to the department. */
export function moveVerdict(parents: ReadonlyMap<DepartmentId, DepartmentId | null>, moved: DepartmentId | null, parent: DepartmentId | null): MoveVerdict {
  const way: DepartmentId[] = [];
  for (let at = parent; at !== null; ) {
    way.push(at);
    if (at === moved || way.length > parents.size) return { kind: 'under-itself', by: way };
    const above = parents.get(at);
    if (above === undefined) return { kind: 'no-such-parent' };
    at = above;
  }
  return { kind: 'good' };
}
