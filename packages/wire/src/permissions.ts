import { z } from 'zod';

/** What somebody may do at all; which contracts they may do it to is `visibleTo`'s answer. Those of one thing stand together, before the dot. */
export const Permission = z.enum([
  'intake.add',
  'intake.see',
  'scans.see',
  'scans.arrange',
  'text.correct',
  'desk.register',
  'contracts.see',
  'contracts.edit',
  'contracts.download',
  'contracts.print',
  'contracts.download-clean',
  'shares.manage',
  'contracts.export',
  'amounts.see',
  'levels.set',
  'readers.name',
  'closed.see',
  'closed.set',
  'places.see',
  'places.manage',
  'paper.keep',
  'paper.borrow',
  'loans.approve',
  'loans.approve-across',
  'stock.count',
  'stock.sign',
  'climate.see',
  'climate.manage',
  'parties.see',
  'parties.edit',
  'numbers.see',
  'numbers.manage',
  'people.manage',
  'roles.manage',
  'rights.oversee',
  'keys.own',
  'audit.read',
  'settings.manage',
]);
export type Permission = z.infer<typeof Permission>;

/** Roles that every archive has; more are made from them. */
export const BuiltInRole = z.enum(['administrator', 'archivist', 'clerk', 'business', 'head', 'legal', 'finance', 'executive', 'auditor', 'reader', 'system', 'security', 'audit']);
export type BuiltInRole = z.infer<typeof BuiltInRole>;
export const RoleCode = z.string().regex(/^[a-z][a-z0-9-]{1,39}$/);
export type RoleCode = z.infer<typeof RoleCode>;

/** Each includes the one before: their own, and their departments', and their companies', and all. */
export const Scope = z.enum(['own', 'department', 'company', 'all']);
export type Scope = z.infer<typeof Scope>;

/** From what anybody may know to what few may. */
export const Confidentiality = z.enum(['public', 'internal', 'confidential', 'secret']);
export type Confidentiality = z.infer<typeof Confidentiality>;
