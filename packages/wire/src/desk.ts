import { z } from 'zod';
import { endpoint, paging } from './endpoint.ts';
import { BatchId, ContractId, ContractTypeId, CopyId, DepartmentId, PageId, PartyId, PersonId, ScanId } from './ids.ts';
import { Moment, Money, PlainDate } from './plain-date.ts';
import { manyLines, oneLine } from './plain-text.ts';
import { ReadPayment } from './read-fields.ts';
import { ScanState } from './reading.ts';

export const DeskState = z.enum(['reading', 'read', 'set_aside', 'rescan', 'rejected']);
export type DeskState = z.infer<typeof DeskState>;

export const DeskItem = z.object({
  scanId: ScanId,
  name: z.string(),
  batchId: BatchId,
  batchName: z.string(),
  departmentId: DepartmentId.nullable(),
  state: ScanState,
  reason: z.string().nullable(),
  createdAt: Moment,
  pages: z.int(),
  /** How many pages are read or given up. */
  pagesDone: z.int(),
  pagesFailed: z.int(),
  title: z.string().nullable(),
  /** As the paper letters them, our own companies last: of a cut line the counterparty is what tells one scan from the next. */
  parties: z.array(z.string()),
  amount: Money.nullable(),
  signedOn: PlainDate.nullable(),
  /** Findings nobody has answered yet. */
  open: z.object({ errors: z.int(), warnings: z.int() }),
  nearDuplicateOf: ScanId.nullable(),
});
export type DeskItem = z.infer<typeof DeskItem>;

const deskFilter = { state: DeskState.default('read'), batchId: BatchId.optional() };

export const listDeskEndpoint = endpoint('GET /desk', {
  access: 'desk.register',
  and: ['scans.see', 'amounts.see'],
  summary: 'What waits at the desk in one state, oldest first (what was rejected newest first), and how many there are in each.',
  query: z.object({ ...deskFilter, ...paging }),
  reply: z.object({
    items: z.array(DeskItem),
    next: z.string().nullable(),
    counts: z.object({ reading: z.int(), read: z.int(), set_aside: z.int(), rescan: z.int(), rejected: z.int() }),
  }),
});

const oneScan = z.object({ scanId: ScanId });

export const showNeighboursEndpoint = endpoint('GET /desk/:scanId/neighbours', {
  access: 'desk.register',
  and: ['scans.see', 'amounts.see'],
  summary: 'The scans before and after this one in the queue, whether or not it still stands there itself.',
  params: oneScan,
  query: z.object(deskFilter),
  reply: z.object({ previous: ScanId.nullable(), next: ScanId.nullable() }),
});

const KnownParty = z.object({ id: PartyId, name: z.string(), uscc: z.string().nullable(), kind: z.enum(['own', 'counterparty']) });

export const PartyMatch = z.object({
  /** The side as lettered in the contract: A is 甲方. */
  side: z.string(),
  role: z.string().nullable(),
  name: z.string().nullable(),
  uscc: z.string().nullable(),
  /** What registering will do unless told otherwise: take the party found, or make a new one. */
  match: z.discriminatedUnion('by', [
    z.object({ by: z.literal('uscc'), party: KnownParty, nameDiffers: z.boolean() }),
    z.object({ by: z.literal('name'), party: KnownParty }),
    /** The register has this name under another code: the clerk must say which it is (its id, or `new`). */
    z.object({ by: z.literal('code-differs'), party: KnownParty }),
    z.object({ by: z.literal('new') }),
  ]),
  /** Parties whose name is nearly the same; a misread character is the usual cause. */
  near: z.array(KnownParty),
});
export type PartyMatch = z.infer<typeof PartyMatch>;

export const matchPartiesEndpoint = endpoint('GET /scans/:scanId/party-matches', {
  access: 'desk.register',
  and: ['scans.see', 'amounts.see'],
  summary: 'For every party of the scan: the party of the register it will be bound to, or that it is new, and parties with a similar name.',
  params: oneScan,
  reply: z.object({ parties: z.array(PartyMatch) }),
});

export const CopyOffer = z.object({
  contractId: ContractId,
  number: z.string(),
  title: z.string(),
  because: z.enum(['label', 'near-duplicate', 'printed-number']),
  /** The very copy that a label or cover sheet on the scan names. */
  copy: z.object({ id: CopyId, ordinal: z.int() }).nullable(),
});
export type CopyOffer = z.infer<typeof CopyOffer>;

export const offerCopiesEndpoint = endpoint('GET /scans/:scanId/copies', {
  access: 'desk.register',
  and: ['scans.see', 'amounts.see'],
  summary: 'Registered contracts of which this scan shows a copy, by its label, or looks like another; `waiting` names a scan at the desk that looks the same.',
  params: oneScan,
  reply: z.object({
    contracts: z.array(CopyOffer),
    waiting: ScanId.nullable(),
    /** A whole label of a copy that is not open to the asker. */
    labelNotOpen: z.string().nullable(),
  }),
});

const text = oneLine(500).min(1);

export const RegisteredFields = z.object({
  title: oneLine(200),
  /** The number printed on the paper; the archive's own number is allocated. */
  printedNumber: oneLine(100).min(1).nullable().default(null),
  signedOn: PlainDate.nullable().default(null),
  signedPlace: text.nullable().default(null),
  effectiveOn: PlainDate.nullable().default(null),
  effectiveFrom: text.nullable().default(null),
  expiresOn: PlainDate.nullable().default(null),
  amount: Money.nullable().default(null),
  currency: z.string().regex(/^[A-Z]{3}$/).default('CNY'),
  amountUppercase: text.nullable().default(null),
  payments: z.array(ReadPayment).max(100).default([]),
  /** A day, or the period as printed. */
  deliveryBy: text.nullable().default(null),
  warranty: text.nullable().default(null),
  disputeResolution: text.nullable().default(null),
  copies: z.int().min(1).max(1000).nullable().default(null),
});
export type RegisteredFields = z.infer<typeof RegisteredFields>;

export const RegisteredParty = z.object({
  side: z.enum(['A', 'B', 'C', 'D', 'E']),
  role: oneLine(100).min(1).nullable().default(null),
  name: oneLine(200).min(1),
  uscc: oneLine(30).min(1).nullable().default(null),
  /** A party of the register, `new`, or left out: matched by code, then by name, else made. */
  party: z.union([PartyId, z.literal('new')]).optional(),
});
export type RegisteredParty = z.infer<typeof RegisteredParty>;

export const RegisterScan = z.object({
  contractTypeId: ContractTypeId,
  fields: RegisteredFields,
  parties: z.array(RegisteredParty).max(5),
  departmentId: DepartmentId.nullable().default(null),
  ownerId: PersonId.nullable().default(null),
  confidentiality: z.enum(['public', 'internal', 'confidential', 'secret']).default('internal'),
  /** The contract this one belongs to, by its number. */
  mainContract: z
    .object({ number: oneLine(100).min(1), kind: z.enum(['supplement', 'renewal', 'replacement', 'related']) })
    .nullable()
    .default(null),
  /** The version of the scan the clerk looked at; when it changed since, nothing is registered. */
  version: z.int().optional(),
});
export type RegisterScan = z.infer<typeof RegisterScan>;

/** What stands in the way of registering; in the details of `scan_not_ready`. */
export const Missing = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('still-reading'), pagesLeft: z.int() }),
  z.object({ kind: z.literal('title') }),
  z.object({ kind: z.literal('party') }),
  z.object({ kind: z.literal('findings'), findings: z.array(z.string()) }),
  z.object({ kind: z.literal('no-pages') }),
]);
export type Missing = z.infer<typeof Missing>;

export const registerScanEndpoint = endpoint('POST /scans/:scanId/register', {
  access: 'desk.register',
  and: ['scans.see', 'amounts.see'],
  summary: 'Registers the scan as a contract: number, parties, pages, audit, index, all or nothing.',
  params: oneScan,
  body: RegisterScan,
  reply: z.object({ contractId: ContractId, number: z.string() }),
  status: 201,
});

export const bindCopyEndpoint = endpoint('POST /scans/:scanId/bind', {
  access: 'desk.register',
  and: ['scans.see', 'amounts.see'],
  summary: 'Binds the scan to a registered contract: to the copy named, else as another copy of it.',
  params: oneScan,
  body: z.object({ contractId: ContractId, copyId: CopyId.optional(), copyLabel: oneLine(100).min(1).nullable().default(null) }),
  reply: z.object({ contractId: ContractId, number: z.string() }),
});

const reason = manyLines(500).min(1);
const Moved = z.object({ scanId: ScanId, state: ScanState });

export const rejectScanEndpoint = endpoint('POST /scans/:scanId/reject', {
  access: 'desk.register',
  and: ['scans.see', 'amounts.see'],
  summary: 'Turns the scan away for good; what was received is kept.',
  params: oneScan,
  body: z.object({ reason }),
  reply: Moved,
});
export const setScanAsideEndpoint = endpoint('POST /scans/:scanId/set-aside', {
  access: 'desk.register',
  and: ['scans.see', 'amounts.see'],
  summary: 'Puts the scan aside, to be taken up later.',
  params: oneScan,
  body: z.object({ reason }),
  reply: Moved,
});
export const askRescanEndpoint = endpoint('POST /scans/:scanId/rescan', {
  access: 'desk.register',
  and: ['scans.see', 'amounts.see'],
  summary: 'Asks for the paper, or some of its pages, to be scanned again.',
  params: oneScan,
  body: z.object({ reason, pageIds: z.array(PageId).max(2000).default([]) }),
  reply: Moved,
});
export const reopenScanEndpoint = endpoint('POST /scans/:scanId/reopen', {
  access: 'desk.register',
  and: ['scans.see', 'amounts.see'],
  summary: 'Brings a scan that was set aside, rejected or sent for rescanning back to the desk.',
  params: oneScan,
  reply: Moved,
});
