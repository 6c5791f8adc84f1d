import type { Permission, Role } from '@qige/wire';

const reading: readonly Permission[] = ['contracts.see', 'contracts.download', 'parties.see', 'numbers.see', 'keys.own'];
const clerking: readonly Permission[] = [...reading, 'intake.add', 'intake.see', 'scans.arrange', 'text.correct', 'desk.register', 'contracts.edit', 'contracts.export', 'parties.edit'];
const archiving: readonly Permission[] = [...clerking, 'numbers.manage', 'audit.read', 'contracts.download-clean', 'shares.manage'];

const permissionsByRole: Readonly<Record<Role, readonly Permission[]>> = {
  reader: reading,
  clerk: clerking,
  archivist: archiving,
  administrator: [...archiving, 'people.manage', 'settings.manage'],
};

export function permissionsOf(roles: readonly Role[]): ReadonlySet<Permission> {
  return new Set(roles.flatMap((role) => permissionsByRole[role]));
}
