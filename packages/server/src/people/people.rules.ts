import type { DepartmentId, PersonId, Role } from '@qige/wire';

export type AdministratorVerdict = { kind: 'kept' } | { kind: 'last-administrator' };

/** An archive without an administrator could never be given one again. `administrators` are those who work here now. */
export function administratorVerdict(administrators: readonly PersonId[], personId: PersonId, change: { leaves: boolean; roles: readonly Role[] }): AdministratorVerdict {
  const stays = !change.leaves && change.roles.includes('administrator');
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
