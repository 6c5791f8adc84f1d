import { z } from 'zod';
import { actDetails, actedOn, ActRefused } from './copies.ts';
import { CopyHolder, CopyKind } from './custody.ts';
import { Done, endpoint } from './endpoint.ts';
import { ErrorCode } from './errors.ts';
import { ContractId, ContractTypeId, CopyId, DepartmentId, PlaceId } from './ids.ts';
import { PlainDate } from './plain-date.ts';
import { oneLine } from './plain-text.ts';

/** 永久, 30年, 10年 (DA/T 22-2015). */
export const ArchiveRetention = z.enum(['Y', 'D30', 'D10']);
export type ArchiveRetention = z.infer<typeof ArchiveRetention>;
const departmentCode = z.string().regex(/^[0-9A-Z]{3}$/);

export const FilingScheme = z.object({
  fonds: z.string().regex(/^[0-9A-Z]{4}$/),
  category: z.string().regex(/^[A-Z]{2}$/),
  template: oneLine(100).min(1),
  /** Of what belongs to no department that has a code. */
  department: departmentCode,
  /** Paper is to be filed within so many working days of coming into somebody's hands. */
  fileWithinDays: z.int().min(1).max(365),
});
export type FilingScheme = z.infer<typeof FilingScheme>;

export const FilingSchemePage = z.object({
  scheme: FilingScheme,
  departments: z.array(z.object({ id: DepartmentId, name: z.string(), code: departmentCode.nullable() })),
  types: z.array(z.object({ id: ContractTypeId, name: z.string(), nameEn: z.string(), retention: ArchiveRetention })),
  /** How many codes have been given; a change of the scheme is for those to come. */
  given: z.int(),
  may: z.object({ change: z.boolean() }),
});
export type FilingSchemePage = z.infer<typeof FilingSchemePage>;

export const showFilingSchemeEndpoint = endpoint('GET /filings/scheme', {
  access: 'paper.keep',
  summary: 'How archival codes are made: fonds, category, template, the departments’ codes, the retention of each contract type.',
  reply: FilingSchemePage,
});
export const changeFilingSchemeEndpoint = endpoint('PUT /filings/scheme', {
  access: 'paper.keep',
  and: ['places.manage'],
  summary: 'Changes the scheme for what is filed from now on. Codes that were given stay.',
  body: FilingScheme,
  reply: FilingSchemePage,
});
export const setDepartmentCodeEndpoint = endpoint('PUT /filings/scheme/departments/:departmentId', {
  access: 'paper.keep',
  and: ['places.manage'],
  summary: 'Sets the code under which a department’s contracts are filed; without one, those of the department above it.',
  params: z.object({ departmentId: DepartmentId }),
  body: z.object({ code: departmentCode.nullable() }),
  reply: Done,
});
export const setTypeRetentionEndpoint = endpoint('PUT /filings/scheme/contract-types/:contractTypeId', {
  access: 'paper.keep',
  and: ['places.manage'],
  summary: 'Sets how long contracts of a type are kept, as it stands in their archival codes.',
  params: z.object({ contractTypeId: ContractTypeId }),
  body: z.object({ retention: ArchiveRetention }),
  reply: Done,
});

const copyIds = z.union([z.array(CopyId).min(1).max(200), CopyId.transform((id) => [id])]);

/** What a copy would be filed under. The item is given when it is filed. */
export const FilingProposal = z.object({
  copyId: CopyId,
  seq: z.int(),
  contract: z.object({ id: ContractId, number: z.string(), title: z.string() }),
  ordinal: z.int(),
  kind: CopyKind,
  pageCount: z.int(),
  thicknessMm: z.number(),
  holder: CopyHolder,
  year: z.string(),
  yearFrom: z.enum(['signed', 'registered']),
  retention: ArchiveRetention,
  department: departmentCode,
  departmentFrom: z.enum(['own', 'above', 'default']),
  series: z.string(),
  /** Why it cannot be filed now. */
  problem: z.object({ code: ErrorCode, details: z.unknown() }).nullable(),
});
export type FilingProposal = z.infer<typeof FilingProposal>;
export const proposeFilingEndpoint = endpoint('GET /filings/proposal', {
  access: 'paper.keep',
  summary: 'Under what these copies would be filed, and which cannot be.',
  query: z.object({ copyId: copyIds }),
  reply: z.object({ proposals: z.array(FilingProposal) }),
});
export const fileCopiesEndpoint = endpoint('POST /filings', {
  access: 'paper.keep',
  summary: 'Files copies into a place: each gets the next archival code of its series, in the order of their ids, which is then fixed. Each is done or refused for itself.',
  body: z.object({
    copies: z.array(actedOn.extend({ year: z.string().regex(/^(19|20|21)\d\d$/).optional(), retention: ArchiveRetention.optional(), department: departmentCode.optional() })).min(1).max(200),
    placeId: PlaceId,
    overCapacity: oneLine(200).min(1).optional(),
    ...actDetails,
  }),
  reply: z.object({ done: z.array(z.object({ copyId: CopyId, seq: z.int(), archivalCode: z.string(), holder: CopyHolder })), refused: z.array(ActRefused) }),
});
export const unfileCopyEndpoint = endpoint('POST /copies/:copyId/unfile', {
  access: 'paper.keep',
  and: ['places.manage'],
  summary: 'Takes a filing back as wrong: the paper comes into the asker’s hands, its code is void for ever and given to nothing else.',
  params: z.object({ copyId: CopyId }),
  body: z.object({ reason: oneLine(500).min(1), seq: z.int().min(1).optional(), actId: z.uuid().optional() }),
  reply: z.object({ copyId: CopyId, seq: z.int() }),
});
export const listOverdueFilingEndpoint = endpoint('GET /filings/overdue', {
  access: 'paper.keep',
  summary: 'Papers in the asker’s hands that should have been filed by now, the oldest first.',
  query: z.object({ limit: z.coerce.number().int().min(1).max(50).default(6) }),
  reply: z.object({ count: z.int(), waiting: z.int(), days: z.int(), copies: z.array(z.object({ copyId: CopyId, contractId: ContractId, number: z.string(), title: z.string(), since: z.iso.datetime() })) }),
});

/** A line of the contents list 卷内目录 (DA/T 22-2015). */
export const CatalogueItem = z.object({
  copyId: CopyId,
  contractId: ContractId,
  item: z.int().nullable(),
  archivalCode: z.string().nullable(),
  /** 责任者: the parties. */
  author: z.string(),
  title: z.string(),
  number: z.string(),
  date: PlainDate.nullable(),
  pages: z.int(),
  note: z.string(),
  kind: CopyKind,
  ordinal: z.int(),
});
export type CatalogueItem = z.infer<typeof CatalogueItem>;
export const Catalogue = z.object({
  place: z.object({ id: PlaceId, code: z.string(), name: z.string(), kind: z.string(), where: z.string(), thicknessMm: z.int().nullable() }),
  items: z.array(CatalogueItem),
  /** Stand there too, but are not open to the asker. */
  others: z.int(),
  /** What stands on the spine of the box. */
  spine: z.object({ fonds: z.array(z.string()), years: z.array(z.string()), retentions: z.array(ArchiveRetention), departments: z.array(z.string()), firstItem: z.int().nullable(), lastItem: z.int().nullable() }),
  next: z.string().nullable(),
});
export type Catalogue = z.infer<typeof Catalogue>;
export const showCatalogueEndpoint = endpoint('GET /places/:placeId/catalogue', {
  access: 'places.see',
  summary: 'The contents list of a place and what stands below it, as far as it is open to the asker; with what stands on its spine.',
  params: z.object({ placeId: PlaceId }),
  query: z.object({ after: oneLine(200).optional(), limit: z.coerce.number().int().min(1).max(1_000).default(500) }),
  reply: Catalogue,
});
/** The six cells of the filing stamp 归档章, 45 × 16 mm (DA/T 22-2015). */
export const FilingStamp = z.object({ copyId: CopyId, archivalCode: z.string(), fonds: z.string(), year: z.string(), item: z.int(), department: z.string(), retention: ArchiveRetention, pages: z.int() });
export type FilingStamp = z.infer<typeof FilingStamp>;
export const listFilingStampsEndpoint = endpoint('GET /filings/stamps', {
  access: 'paper.keep',
  summary: 'What stands in the filing stamps of these copies; those that are not filed are left out.',
  query: z.object({ copyId: copyIds }),
  reply: z.object({ stamps: z.array(FilingStamp) }),
});
