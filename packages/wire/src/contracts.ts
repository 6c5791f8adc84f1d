import { z } from 'zod';
import { AuditEntry } from './audit.ts';
import { Bytes, Done, endpoint, paging } from './endpoint.ts';
import { ContractId, ContractTypeId, DepartmentId, NoteId, NumberRuleId, PartyId, PersonId, RelationId } from './ids.ts';
import { NumberPattern } from './numbers.ts';
import { PartyKind } from './parties.ts';
import { Confidentiality } from './permissions.ts';
import { Moment, Money, PlainDate } from './plain-date.ts';
import { manyLines, oneLine } from './plain-text.ts';
import { ReadPayment } from './read-fields.ts';

export const ContractState = z.enum(['registered', 'performing', 'completed', 'terminated', 'voided']);
export type ContractState = z.infer<typeof ContractState>;
/** Seen from the contract that names the other: it is a supplement to, a renewal of, a replacement of, or otherwise related to it. */
export const RelationKind = z.enum(['supplement', 'renewal', 'replacement', 'related']);
export type RelationKind = z.infer<typeof RelationKind>;

export const ContractType = z.object({
  id: ContractTypeId,
  code: z.string(),
  name: z.string(),
  nameEn: z.string(),
  position: z.int(),
  /** No longer offered for new contracts. */
  retired: z.boolean(),
  /** Its contracts are seen by their owners, named readers and those who see what is closed. */
  closed: z.boolean(),
  numberRuleId: NumberRuleId,
  pattern: z.string(),
});
export type ContractType = z.infer<typeof ContractType>;

const typeName = oneLine(60).min(1);

export const listContractTypesEndpoint = endpoint('GET /contract-types', {
  access: 'signed-in',
  summary: 'Contract types in their order, retired ones too.',
  reply: z.object({ types: z.array(ContractType) }),
});
export const addContractTypeEndpoint = endpoint('POST /contract-types', {
  access: 'settings.manage',
  summary: 'Adds a contract type with its number rule. The code stands in its numbers and is never changed.',
  body: z.object({
    code: z.string().regex(/^[A-Z]{1,8}$/),
    name: typeName,
    nameEn: typeName,
    pattern: NumberPattern.default('{type}-{year}-{seq:4}'),
  }),
  reply: ContractType,
  status: 201,
});
export const changeContractTypeEndpoint = endpoint('PATCH /contract-types/:contractTypeId', {
  access: 'settings.manage',
  summary: 'Renames, moves, retires a contract type or offers it again.',
  params: z.object({ contractTypeId: ContractTypeId }),
  body: z.object({ name: typeName, nameEn: typeName, position: z.int().min(0).max(10_000), retired: z.boolean() }).partial(),
  reply: ContractType,
});

export const closeContractTypeEndpoint = endpoint('PUT /contract-types/:contractTypeId/closed', {
  access: 'closed.set',
  summary: 'Closes a contract type or opens it again: contracts of a closed type are seen only by owners, named readers and those who see what is closed.',
  params: z.object({ contractTypeId: ContractTypeId }),
  body: z.object({ closed: z.boolean() }),
  reply: ContractType,
});

/** What narrows the list; the same for the list, its summary and its export. */
export const ContractFilters = z.object({
  contractTypeId: ContractTypeId.optional(),
  state: ContractState.optional(),
  partyId: PartyId.optional(),
  departmentId: DepartmentId.optional(),
  ownerId: PersonId.optional(),
  /** Year of signing. */
  year: z.coerce.number().int().min(1900).max(2200).optional(),
  amountFrom: Money.optional(),
  amountTo: Money.optional(),
  signedFrom: PlainDate.optional(),
  signedTo: PlainDate.optional(),
  expiresFrom: PlainDate.optional(),
  expiresTo: PlainDate.optional(),
  /** The beginning of the number (ours or the printed one), of the title, or of a counterparty's name. */
  text: oneLine(100).optional(),
});
export type ContractFilters = z.infer<typeof ContractFilters>;

export const ContractSort = z.enum(['newest', 'signed', 'amount', 'expires', 'counterparty', 'number']);
export type ContractSort = z.infer<typeof ContractSort>;

const ordered = { sort: ContractSort.default('newest'), direction: z.enum(['asc', 'desc']).default('desc') };

export const ContractRow = z.object({
  id: ContractId,
  number: z.string(),
  printedNumber: z.string().nullable(),
  title: z.string(),
  contractTypeId: ContractTypeId,
  state: ContractState,
  confidentiality: Confidentiality,
  departmentId: DepartmentId.nullable(),
  ownerId: PersonId.nullable(),
  ownerName: z.string().nullable(),
  /** Names of the parties that are not our own, joined by `、`. */
  counterparty: z.string(),
  ownEntity: z.string(),
  signedOn: PlainDate.nullable(),
  effectiveOn: PlainDate.nullable(),
  expiresOn: PlainDate.nullable(),
  amount: Money.nullable(),
  currency: z.string(),
  pageCount: z.int(),
  findingCount: z.int(),
  registeredAt: Moment,
});
export type ContractRow = z.infer<typeof ContractRow>;

export const ListContracts = ContractFilters.extend({
  ...ordered,
  after: oneLine(1000).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type ListContracts = z.infer<typeof ListContracts>;

export const listContractsEndpoint = endpoint('GET /contracts', {
  access: 'contracts.see',
  summary: 'The register: contracts the asker may see. What has no date or amount comes last in either direction.',
  query: ListContracts,
  reply: z.object({ contracts: z.array(ContractRow), next: z.string().nullable() }),
});

const Facet = z.array(z.object({ value: z.string(), label: z.string(), count: z.int() }));
export const ContractSummary = z.object({
  /** Counted up to 10,000; `capped` means there are more. */
  count: z.int(),
  capped: z.boolean(),
  /** How those counted fall; where capped, over the newest 10,000. */
  types: Facet,
  states: Facet,
  years: Facet,
  departments: Facet,
});
export type ContractSummary = z.infer<typeof ContractSummary>;

export const summariseContractsEndpoint = endpoint('GET /contracts/summary', {
  access: 'contracts.see',
  summary: 'How many contracts the filters leave (up to 10,000) and how they fall by type, state, year and department.',
  query: ContractFilters,
  reply: ContractSummary,
});

/** Contracts chosen in the list; in an address one may stand alone. */
export const ChosenIds = z.union([z.array(ContractId).min(1).max(200), ContractId.transform((id) => [id])]);

export const exportContractsEndpoint = endpoint('GET /contracts/export.xlsx', {
  access: 'contracts.export',
  summary: 'The list, or the contracts named, as an Excel workbook in the order and language asked for; only contracts the asker may see.',
  query: ContractFilters.extend({ ...ordered, contractId: ChosenIds.optional(), language: z.enum(['zh-CN', 'en']).default('zh-CN') }),
  reply: Bytes,
  kind: 'file',
});

export const ContractParty = z.object({
  partyId: PartyId,
  kind: PartyKind,
  /** As lettered in the contract: A is 甲方. */
  side: z.string(),
  role: z.string().nullable(),
  /** The name in the register today, and as printed in the contract. */
  name: z.string(),
  printedName: z.string(),
  uscc: z.string().nullable(),
});
export type ContractParty = z.infer<typeof ContractParty>;

export const ContractRelation = z.object({
  id: RelationId,
  kind: RelationKind,
  /** `to`: this contract names the other (it is a supplement to it); `from`: the other names this one. */
  direction: z.enum(['to', 'from']),
  contract: z.object({ id: ContractId, number: z.string(), title: z.string(), state: ContractState, signedOn: PlainDate.nullable() }),
});
export type ContractRelation = z.infer<typeof ContractRelation>;

export const ContractNote = z.object({
  id: NoteId,
  person: z.object({ id: PersonId, name: z.string() }),
  text: z.string(),
  createdAt: Moment,
});
export type ContractNote = z.infer<typeof ContractNote>;

/** Somebody who sees this one contract whatever their scope and clearance. */
export const ContractReader = z.object({
  person: z.object({ id: PersonId, name: z.string() }),
  /** Null: for good. */
  until: Moment.nullable(),
  reason: z.string(),
  namedBy: z.string(),
  namedAt: Moment,
});
export type ContractReader = z.infer<typeof ContractReader>;

export const Contract = ContractRow.extend({
  contractType: z.object({ id: ContractTypeId, code: z.string(), name: z.string(), nameEn: z.string() }),
  departmentName: z.string().nullable(),
  effectiveFrom: z.string().nullable(),
  signedPlace: z.string().nullable(),
  amountUppercase: z.string().nullable(),
  /** A day, or the period as printed. */
  deliveryBy: z.string().nullable(),
  warranty: z.string().nullable(),
  disputeResolution: z.string().nullable(),
  copies: z.int().nullable(),
  registeredBy: z.string(),
  updatedAt: Moment,
  /** Hand it back with a change; it is refused when somebody else changed the contract meanwhile. */
  version: z.int(),
  /** Why the number was voided, where it was. */
  voidReason: z.string().nullable(),
  /** Whether its type or a party is closed. */
  closed: z.boolean(),
  /** Who is named now; for the owner and those who name readers, else empty. */
  readers: z.array(ContractReader),
  parties: z.array(ContractParty),
  /** Empty, as the amounts are null, for whoever may not see amounts. */
  payments: z.array(ReadPayment),
  relations: z.array(ContractRelation),
  notes: z.array(ContractNote),
  may: z.object({
    edit: z.boolean(),
    note: z.boolean(),
    relate: z.boolean(),
    download: z.boolean(),
    print: z.boolean(),
    seePages: z.boolean(),
    seeAmounts: z.boolean(),
    setLevel: z.boolean(),
    nameReaders: z.boolean(),
    /** States it can move to now. */
    states: z.array(ContractState),
  }),
});
export type Contract = z.infer<typeof Contract>;

const oneContract = z.object({ contractId: ContractId });

export const showContractEndpoint = endpoint('GET /contracts/:contractId', {
  access: 'contracts.see',
  summary: 'One contract with its parties, payments, relations and notes. Being looked at is recorded.',
  params: oneContract,
  reply: Contract,
});

const text = oneLine(500).min(1);
export const ContractChange = z
  .object({
    title: oneLine(200).min(1),
    printedNumber: oneLine(100).min(1).nullable(),
    contractTypeId: ContractTypeId,
    confidentiality: Confidentiality,
    departmentId: DepartmentId.nullable(),
    ownerId: PersonId.nullable(),
    signedOn: PlainDate.nullable(),
    effectiveOn: PlainDate.nullable(),
    effectiveFrom: text.nullable(),
    expiresOn: PlainDate.nullable(),
    signedPlace: text.nullable(),
    amount: Money.nullable(),
    currency: z.string().regex(/^[A-Z]{3}$/),
    amountUppercase: text.nullable(),
    deliveryBy: text.nullable(),
    warranty: text.nullable(),
    disputeResolution: text.nullable(),
    copies: z.int().min(1).max(1000).nullable(),
    payments: z.array(ReadPayment).max(100),
    parties: z
      .array(
        z.object({
          side: z.enum(['A', 'B', 'C', 'D', 'E']),
          role: oneLine(100).min(1).nullable().default(null),
          name: oneLine(200).min(1),
          uscc: oneLine(30).min(1).nullable().default(null),
          /** A party of the register, `new`, or left out: matched by code, then by name, else made. */
          party: z.union([PartyId, z.literal('new')]).optional(),
        }),
      )
      .min(1)
      .max(5),
  })
  .partial();
export type ContractChange = z.infer<typeof ContractChange>;

export const changeContractEndpoint = endpoint('PATCH /contracts/:contractId', {
  access: 'contracts.edit',
  summary: 'Changes what the register says of a contract; the number never changes, not even with the type. The level is for those who set levels, amounts for those who see them.',
  params: oneContract,
  body: ContractChange.extend({ version: z.int() }),
  reply: Contract,
});
export const moveContractEndpoint = endpoint('POST /contracts/:contractId/state', {
  access: 'contracts.edit',
  summary: 'Moves a contract to another state; terminating and voiding ask for the reason. Voiding voids the number, for those who manage numbers.',
  params: oneContract,
  body: z.object({ to: ContractState, reason: manyLines(500).min(1).optional(), version: z.int() }),
  reply: Contract,
});

const oneReader = oneContract.extend({ personId: PersonId });

export const nameReaderEndpoint = endpoint('PUT /contracts/:contractId/readers/:personId', {
  access: 'contracts.see',
  summary: 'Lets one person see this one contract, for so many days or for good; by its owner or those who name readers.',
  params: oneReader,
  body: z.object({ days: z.int().min(1).max(3650).nullable(), reason: oneLine(200).default('') }),
  reply: z.object({ readers: z.array(ContractReader) }),
});
export const dropReaderEndpoint = endpoint('DELETE /contracts/:contractId/readers/:personId', {
  access: 'contracts.see',
  summary: 'Takes a named reader away at once.',
  params: oneReader,
  reply: z.object({ readers: z.array(ContractReader) }),
});

export const relateContractsEndpoint = endpoint('POST /contracts/:contractId/relations', {
  access: 'contracts.edit',
  summary: 'Says that this contract is a supplement to, renewal of, replacement of, or related to another, named by id or number.',
  params: oneContract,
  body: z.object({ to: z.union([ContractId, oneLine(100).min(1)]), kind: RelationKind }),
  reply: ContractRelation,
  status: 201,
});
export const unrelateContractsEndpoint = endpoint('DELETE /contracts/:contractId/relations/:relationId', {
  access: 'contracts.edit',
  summary: 'Takes a relation away, from either of its two contracts.',
  params: oneContract.extend({ relationId: RelationId }),
  reply: Done,
});

export const noteContractEndpoint = endpoint('POST /contracts/:contractId/notes', {
  access: 'contracts.edit',
  summary: 'Writes a note; notes are not changed afterwards.',
  params: oneContract,
  body: z.object({ text: manyLines(4000).min(1) }),
  reply: ContractNote,
  status: 201,
});

export const listContractHistoryEndpoint = endpoint('GET /contracts/:contractId/history', {
  access: 'contracts.see',
  summary: 'What happened to the contract, newest first; views and network addresses only for those who read the audit trail.',
  params: oneContract,
  query: z.object(paging),
  reply: z.object({ entries: z.array(AuditEntry), next: z.string().nullable() }),
});
