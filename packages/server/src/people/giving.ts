import type { Confidentiality, DepartmentId, PartyId } from '@qige/wire';
import type { Actor } from '../actor.ts';
import { Refusal } from '../platform/errors.ts';
import { giveVerdict, type HeldRole, rightsOf } from './rights.rules.ts';

/** Nobody gives, takes or puts into a role what they neither hold nor may give. */
export function refuseToGive(actor: Actor, roles: readonly HeldRole[], clearance: Confidentiality = 'public'): void {
  if (actor.kind === 'system') return;
  const verdict = giveVerdict(actor, roles, clearance);
  if (verdict.kind !== 'good') throw new Refusal('not_yours_to_give', 'That goes beyond the rights you hold or may give.', verdict);
}

/** Nor puts somebody who sees by department or company where they do not see themselves. */
export function refuseElsewhere(actor: Actor, roles: readonly HeldRole[], { departmentId, companyIds = [] }: { departmentId: DepartmentId | null; companyIds?: readonly PartyId[] }): void {
  if (actor.kind === 'system' || actor.permissions.has('roles.manage') || (actor.sees === 'all' && actor.handles === 'all')) return;
  const { sees, handles } = rightsOf(roles, 'public');
  if (sees === null && handles === null) return;
  const outside = [...(departmentId && !actor.departmentIds.includes(departmentId) ? [departmentId] : []), ...companyIds.filter((id) => !actor.companyIds.includes(id))];
  if (outside.length > 0) throw new Refusal('not_yours_to_give', 'That goes beyond the departments and companies you see.', { kind: 'elsewhere', outside });
}
