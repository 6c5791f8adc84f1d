import { Confidentiality, type Permission, type RoleCode, Scope } from '@qige/wire';

/** A role as it bears on what its holder may do. */
export interface HeldRole {
  code: RoleCode;
  permissions: readonly Permission[];
  grants: readonly Permission[];
  scope: Scope;
  clearance: Confidentiality | null;
}

/** What somebody may do, all their roles taken together. */
export interface Rights {
  permissions: ReadonlySet<Permission>;
  /** What they may give to others: what they hold, and what their roles let them give. */
  mayGive: ReadonlySet<Permission>;
  /** How far they see registered contracts, and what has arrived and is not registered; null: not at all. */
  sees: Scope | null;
  handles: Scope | null;
  clearance: Confidentiality;
}

/** The widest of each; a role that lets nobody see contracts widens nobody's view of them. */
export function rightsOf(roles: readonly HeldRole[], own: Confidentiality): Rights {
  const permissions = new Set(roles.flatMap((role) => role.permissions));
  const widest = (permission: Permission): Scope | null => highest(Scope.options, roles.filter((role) => role.permissions.includes(permission)).map((role) => role.scope));
  return {
    permissions,
    mayGive: new Set([...permissions, ...roles.flatMap((role) => role.grants)]),
    sees: widest('contracts.see'),
    handles: widest('intake.see'),
    clearance: highest(Confidentiality.options, [own, ...roles.flatMap((role) => role.clearance ?? [])]) ?? own,
  };
}

function highest<T>(order: readonly T[], of: readonly T[]): T | null {
  return order.findLast((one) => of.includes(one)) ?? null;
}

export type GiveVerdict = { kind: 'good' } | { kind: 'not-held'; permissions: readonly Permission[] } | { kind: 'too-wide'; scope: Scope } | { kind: 'too-high'; clearance: Confidentiality };

/**
 * Whether somebody may give these rights to another, or take them: only what they hold or may give. Those who manage roles see no contract
 * themselves, so scope and clearance are theirs to give; anybody else gives neither a wider scope nor a higher clearance than their own.
 */
export function giveVerdict(giver: Rights, roles: readonly HeldRole[], clearance: Confidentiality): GiveVerdict {
  const permissions = [...new Set(roles.flatMap((role) => [...role.permissions, ...role.grants]))].filter((one) => !giver.mayGive.has(one));
  if (permissions.length > 0) return { kind: 'not-held', permissions };
  if (giver.permissions.has('roles.manage')) return { kind: 'good' };
  const given = rightsOf(roles, clearance);
  const reach = (scope: Scope | null): number => (scope === null ? -1 : Scope.options.indexOf(scope));
  const wide = ([['sees', given.sees], ['handles', given.handles]] as const).find(([key, scope]) => reach(scope) > reach(giver[key]));
  if (wide?.[1]) return { kind: 'too-wide', scope: wide[1] };
  if (Confidentiality.options.indexOf(given.clearance) > Confidentiality.options.indexOf(giver.clearance)) return { kind: 'too-high', clearance: given.clearance };
  return { kind: 'good' };
}
