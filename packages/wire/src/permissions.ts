import { z } from 'zod';

/** What somebody may do at all; which contracts they may do it to is `visibleTo`'s answer. */
export const Permission = z.enum([
  'intake.add',
  'intake.see',
  'scans.arrange',
  'text.correct',
  'desk.register',
  'contracts.see',
  'contracts.edit',
  'contracts.download',
  'contracts.download-clean',
  'shares.manage',
  'contracts.export',
  'parties.see',
  'parties.edit',
  'numbers.see',
  'numbers.manage',
  'people.manage',
  'keys.own',
  'audit.read',
  'settings.manage',
]);
export type Permission = z.infer<typeof Permission>;

export const Role = z.enum(['administrator', 'archivist', 'clerk', 'reader']);
export type Role = z.infer<typeof Role>;
