import { z } from 'zod';
import { CopyCondition, CopyHolder, CopyKind } from './custody.ts';
import { Bytes, endpoint, paging } from './endpoint.ts';
import { ErrorCode } from './errors.ts';
import { ContractId, CopyId, HandOverId, IncidentId, LoanId, PartyId, PersonId, PlaceId, ScanId, SealId } from './ids.ts';
import { Language } from './people.ts';
import { Moment, PlainDate } from './plain-date.ts';
import { oneLine } from './plain-text.ts';

export const PagingSeal = z.enum(['yes', 'no', 'unknown']);
export type PagingSeal = z.infer<typeof PagingSeal>;

/** One signed copy: a paper of its own, with exactly one who answers for it. */
export const Copy = z.object({
  id: CopyId,
  /** What stands on its label. */
  label: z.string(),
  contract: z.object({ id: ContractId, number: z.string(), title: z.string() }),
  /** Which of the contract's copies: 1, 2, 3 … */
  ordinal: z.int(),
  kind: CopyKind,
  /** Whose copy it is by the contract. */
  party: z.object({ id: PartyId, name: z.string() }).nullable(),
  pageCount: z.int(),
  thicknessMm: z.number(),
  pagingSeal: PagingSeal,
  attachments: z.string(),
  condition: CopyCondition,
  conditionNote: z.string(),
  archivalCode: z.string().nullable(),
  filedAt: Moment.nullable(),
  holder: CopyHolder,
  since: Moment,
  /** Of the last link of its chain. Whoever acts hands it back, so that what happened meanwhile is not overrun. */
  seq: z.int(),
  handOverId: HandOverId.nullable(),
  loanId: LoanId.nullable(),
  version: z.int(),
});
export type Copy = z.infer<typeof Copy>;

export const CopyPage = Copy.extend({
  createdBy: z.string(),
  createdAt: Moment,
  filedBy: z.string().nullable(),
  seals: z.array(z.object({ id: SealId, number: z.string(), appliedBy: z.string(), appliedAt: Moment, brokenBy: z.string().nullable(), brokenAt: Moment.nullable(), brokenWhy: z.string().nullable() })),
  /** The incident that is not closed yet. */
  incident: z.object({ id: IncidentId, kind: z.enum(['lost', 'damaged', 'leaked']), what: z.string(), foundAt: Moment, reportBy: PlainDate }).nullable(),
  scans: z.array(z.object({ scanId: ScanId, pages: z.int() })),
  /** Where it goes back to when it is put back. */
  putBackTo: z.object({ placeId: PlaceId, place: z.string() }).nullable(),
  may: z.object({ change: z.boolean(), file: z.boolean(), unfile: z.boolean(), move: z.boolean(), take: z.boolean() }),
});
export type CopyPage = z.infer<typeof CopyPage>;

const ofCopy = z.object({ copyId: CopyId });

export const listContractCopiesEndpoint = endpoint('GET /contracts/:contractId/copies', {
  access: 'contracts.see',
  summary: 'The copies of a contract in their order: where each is, in what condition, what the asker may do with it.',
  params: z.object({ contractId: ContractId }),
  reply: z.object({ copies: z.array(CopyPage), parties: z.array(z.object({ id: PartyId, name: z.string() })), unbound: z.array(z.object({ scanId: ScanId, pages: z.int() })), may: z.object({ add: z.boolean() }) }),
});

const CopyFacts = z.object({
  kind: CopyKind,
  partyId: PartyId.nullable(),
  pageCount: z.int().min(0).max(20_000),
  thicknessMm: z.number().min(0.1).max(2_000).multipleOf(0.1),
  pagingSeal: PagingSeal,
  attachments: oneLine(500),
  condition: CopyCondition,
  conditionNote: oneLine(500),
});
export const addCopyEndpoint = endpoint('POST /contracts/:contractId/copies', {
  access: 'paper.keep',
  summary: 'Enters another copy of a contract. It is in the asker’s hands, or, where it is said, with the party outside whose copy it is.',
  params: z.object({ contractId: ContractId }),
  body: z.object({
    ...CopyFacts.partial().shape,
    kind: CopyKind,
    pageCount: CopyFacts.shape.pageCount,
    /** Their copy, which never came into the house. */
    outside: z.boolean().default(false),
    scanId: ScanId.optional(),
  }),
  reply: CopyPage,
  status: 201,
});
export const showCopyEndpoint = endpoint('GET /copies/:copyId', { access: 'contracts.see', summary: 'One copy.', params: ofCopy, reply: CopyPage });
export const changeCopyEndpoint = endpoint('PATCH /copies/:copyId', {
  access: 'paper.keep',
  summary: 'Corrects what is written of a copy. What was seen of the paper itself (pages, seal, condition) becomes a link of its chain.',
  params: ofCopy,
  body: CopyFacts.partial().extend({ version: z.int(), reason: oneLine(500).optional() }),
  reply: CopyPage,
});
export const bindScanToCopyEndpoint = endpoint('PUT /copies/:copyId/scans/:scanId', {
  access: 'paper.keep',
  summary: 'Says that a scan of the contract shows this very copy.',
  params: z.object({ copyId: CopyId, scanId: ScanId }),
  reply: CopyPage,
});
export const unbindScanFromCopyEndpoint = endpoint('DELETE /copies/:copyId/scans/:scanId', {
  access: 'paper.keep',
  summary: 'The scan does not show this copy after all.',
  params: z.object({ copyId: CopyId, scanId: ScanId }),
  reply: CopyPage,
});

export const CopyFilters = z.object({
  filed: z.enum(['no', 'yes', 'any']).default('any'),
  holder: z.enum(['place', 'person', 'outside', 'lost', 'destroyed']).optional(),
  personId: PersonId.optional(),
  /** In this place or anywhere below it. */
  placeId: PlaceId.optional(),
  condition: CopyCondition.optional(),
  /** Begins the number, title, archival code or label. */
  text: oneLine(100).optional(),
});
export type CopyFilters = z.infer<typeof CopyFilters>;
export const listCopiesEndpoint = endpoint('GET /copies', {
  access: 'paper.keep',
  summary: 'Copies of the contracts the asker sees, newest first.',
  query: z.object({ ...CopyFilters.shape, ...paging }),
  reply: z.object({ copies: z.array(Copy), next: z.string().nullable() }),
});
export const exportCopiesEndpoint = endpoint('GET /copies/export', {
  access: 'paper.keep',
  and: ['contracts.export'],
  summary: 'The list of copies as an Excel workbook. At most 1,048,575 lines.',
  query: z.object({ ...CopyFilters.shape, language: Language.default('zh-CN') }),
  reply: Bytes,
  kind: 'file',
});
const contractIds = z.union([z.array(ContractId).min(1).max(200), ContractId.transform((id) => [id])]);
export const listWhereaboutsEndpoint = endpoint('GET /copies/whereabouts', {
  access: 'contracts.see',
  summary: 'Where the first copy of each of these contracts is, in a word; those with none are left out.',
  query: z.object({ contractId: contractIds }),
  reply: z.object({ whereabouts: z.array(z.object({ contractId: ContractId, copyId: CopyId, holder: CopyHolder, loaned: z.boolean(), copies: z.int() })) }),
});

/** What a device says of an act: its own name for it, so that it is done once; and, if it was without network, when it was done and when it was sent. */
export const actDetails = {
  actId: z.uuid().optional(),
  seenAt: Moment.optional(),
  sentAt: Moment.optional(),
  note: oneLine(500).optional(),
};
const actedOn = z.object({ copyId: CopyId, seq: z.int().min(1).optional() });
const manyActedOn = z.array(actedOn).min(1).max(200);
export const ActRefused = z.object({ copyId: CopyId, code: ErrorCode, message: z.string(), details: z.unknown().optional() });
export type ActRefused = z.infer<typeof ActRefused>;
export const CopiesActed = z.object({
  done: z.array(z.object({ copyId: CopyId, seq: z.int(), holder: CopyHolder })),
  /** One alone that is refused is the answer itself (404 or 409) instead. */
  refused: z.array(ActRefused),
});
export type CopiesActed = z.infer<typeof CopiesActed>;

export const moveCopiesEndpoint = endpoint('POST /copies/move', {
  access: 'paper.keep',
  summary: 'Puts copies into a place: from another, or from somebody’s hands. Into a full one only with a reason. Each is done or refused for itself.',
  body: z.object({ copies: manyActedOn, placeId: PlaceId, overCapacity: oneLine(200).min(1).optional(), ...actDetails }),
  reply: CopiesActed,
});
export const takeCopiesEndpoint = endpoint('POST /copies/take', {
  access: 'paper.keep',
  summary: 'Takes copies out, into the asker’s own hands.',
  body: z.object({ copies: manyActedOn, ...actDetails }),
  reply: CopiesActed,
});
export const putBackCopiesEndpoint = endpoint('POST /copies/put-back', {
  access: 'paper.keep',
  summary: 'Puts each copy back where it stood last.',
  body: z.object({ copies: manyActedOn, overCapacity: oneLine(200).min(1).optional(), ...actDetails }),
  reply: CopiesActed,
});
export { actedOn };

const by = z.object({ kind: z.string(), id: z.string(), name: z.string().nullable() });
export const ChainLine = z.discriminatedUnion('line', [
  z.object({
    line: z.literal('act'),
    seq: z.int(),
    act: z.string(),
    at: Moment,
    /** By the device's corrected clock, where the act was done without network. */
    seenAt: Moment.nullable(),
    by,
    from: CopyHolder.nullable(),
    /** A place as it was called and stood then. */
    to: CopyHolder,
    pageCount: z.int().nullable(),
    note: z.string(),
    facts: z.record(z.string(), z.unknown()),
    handOverId: HandOverId.nullable(),
    loanId: LoanId.nullable(),
  }),
  /** The box it was in, or what that stood in, was moved with it. */
  z.object({ line: z.literal('carried-along'), at: Moment, by, placeId: PlaceId, name: z.string(), from: z.string(), to: z.string(), reason: z.string() }),
]);
export type ChainLine = z.infer<typeof ChainLine>;
/** Whether the links follow from each other and come to what the books say; or the first that does not, and why. */
export const ChainVerdict = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('whole'), links: z.int() }),
  z.object({ kind: z.literal('broken'), seq: z.int(), why: z.enum(['gap', 'not-opened', 'from', 'impossible', 'row']) }),
]);
export type ChainVerdict = z.infer<typeof ChainVerdict>;
export const Chain = z.object({ copy: Copy, lines: z.array(ChainLine), verdict: ChainVerdict });
export type Chain = z.infer<typeof Chain>;
export const showChainEndpoint = endpoint('GET /copies/:copyId/chain', {
  access: 'contracts.see',
  summary: 'Who has answered for a copy from the first day on, with the moves of the boxes it was in; replayed and compared with the books.',
  params: ofCopy,
  reply: Chain,
});
