import { z } from 'zod';
import { Done, endpoint } from './endpoint.ts';
import { PartyId } from './ids.ts';
import { Confidentiality, Permission, RoleCode, Scope } from './permissions.ts';
import { oneLine } from './plain-text.ts';

const RoleName = oneLine(40).min(1);
const Permissions = z.array(Permission).max(100);

export const Role = z.object({
  code: RoleCode,
  name: z.string(),
  nameEn: z.string(),
  permissions: z.array(Permission),
  /** What its holders may give to others though they do not use it themselves. */
  grants: z.array(Permission),
  /** Which contracts and scans its holders see, where they may see any. */
  scope: Scope,
  /** Holders see at least so far down the levels; null: as far as their own clearance. */
  clearance: Confidentiality.nullable(),
  /** Kept as it is; a copy of it can be changed. */
  builtIn: z.boolean(),
  /** How many who work here hold it. */
  people: z.int(),
  may: z.object({
    /** Whether the asker may give it to others, or take it from them. */
    give: z.boolean(),
    change: z.boolean(),
    remove: z.boolean(),
  }),
});
export type Role = z.infer<typeof Role>;

const oneRole = z.object({ roleCode: RoleCode });
const RoleText = z.object({ name: RoleName, nameEn: RoleName, permissions: Permissions, grants: Permissions, scope: Scope, clearance: Confidentiality.nullable() });

export const listRolesEndpoint = endpoint('GET /roles', {
  access: 'signed-in',
  summary: 'All roles with what they allow; those that every archive has come first.',
  reply: z.object({ roles: z.array(Role) }),
});
export const addRoleEndpoint = endpoint('POST /roles', {
  access: 'roles.manage',
  summary: 'Adds a role. Nobody puts into a role what they neither hold nor may give.',
  body: RoleText.extend({ grants: Permissions.default([]), clearance: Confidentiality.nullable().default(null) }),
  reply: Role,
  status: 201,
});
export const changeRoleEndpoint = endpoint('PATCH /roles/:roleCode', {
  access: 'roles.manage',
  summary: 'Changes a role that is not built in, at once for all who hold it. Nobody changes a role they hold themselves.',
  params: oneRole,
  body: RoleText.partial(),
  reply: Role,
});
export const removeRoleEndpoint = endpoint('DELETE /roles/:roleCode', {
  access: 'roles.manage',
  summary: 'Removes a role that is not built in and that nobody holds.',
  params: oneRole,
  reply: Done,
});

export const listCompaniesEndpoint = endpoint('GET /companies', {
  access: 'people.manage',
  summary: 'Our own companies, for choosing which of them a person works for.',
  reply: z.object({ companies: z.array(z.object({ id: PartyId, name: z.string() })) }),
});
