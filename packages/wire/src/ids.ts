import { z } from 'zod';

// Every id carries its kind, so a log line, a URL or a printed label explains itself.
const id = <P extends string>(prefix: P) => z.templateLiteral([prefix, '_', z.string().regex(/[0-9a-z]{20}/)]);

export const PersonId = id('per');
export type PersonId = z.infer<typeof PersonId>;
export const DepartmentId = id('dep');
export type DepartmentId = z.infer<typeof DepartmentId>;
export const KeyId = id('key');
export type KeyId = z.infer<typeof KeyId>;
export const PasskeyId = id('pky');
export type PasskeyId = z.infer<typeof PasskeyId>;
export const NumberRuleId = id('nrl');
export type NumberRuleId = z.infer<typeof NumberRuleId>;
export const PartyId = id('pty');
export type PartyId = z.infer<typeof PartyId>;
export const ContractTypeId = id('cty');
export type ContractTypeId = z.infer<typeof ContractTypeId>;
export const ContractId = id('ctr');
export type ContractId = z.infer<typeof ContractId>;
export const RelationId = id('rel');
export type RelationId = z.infer<typeof RelationId>;
export const NoteId = id('nte');
export type NoteId = z.infer<typeof NoteId>;
export const BatchId = id('bat');
export type BatchId = z.infer<typeof BatchId>;
export const FileId = id('fil');
export type FileId = z.infer<typeof FileId>;
export const ScanId = id('scn');
export type ScanId = z.infer<typeof ScanId>;
export const PageId = id('pag');
export type PageId = z.infer<typeof PageId>;
export const ArrangementId = id('arr');
export type ArrangementId = z.infer<typeof ArrangementId>;
export const SavedSearchId = id('svs');
export type SavedSearchId = z.infer<typeof SavedSearchId>;
