import { z } from 'zod';
import { CopyCondition } from './custody.ts';
import { Bytes, Done, endpoint, paging } from './endpoint.ts';
import { ContractId, CopyId, HandOverId, LoanId, PlaceId } from './ids.ts';
import { PaperRules } from './paper-rules.ts';
import { fromDevice, PaperAnswer, PaperRef, PersonRef, Signature } from './paper-refs.ts';
import { Moment, PlainDate } from './plain-date.ts';
import { manyLines, oneLine } from './plain-text.ts';

export const LoanState = z.enum(['asked', 'approved', 'refused', 'withdrawn', 'handing-out', 'out', 'closed']);
export type LoanState = z.infer<typeof LoanState>;

/** In what state the seal of a paper came back; `none`: it had none. */
export const SealBack = z.enum(['whole', 'broken', 'none']);
export type SealBack = z.infer<typeof SealBack>;

/** Where a paper is, as far as somebody who wants to borrow it must know. */
export const PaperStanding = z.enum(['in-place', 'in-hands', 'handing-over', 'on-loan', 'outside', 'lost', 'destroyed']);
export type PaperStanding = z.infer<typeof PaperStanding>;

export const LoanPaper = PaperRef.extend({
  standing: PaperStanding,
  condition: CopyCondition,
  /** Numbers of the seals on it that are whole. */
  seals: z.array(z.string()),
  /** Out on this loan now. */
  out: z.boolean(),
  /** How many approved loans come before this one; null once it was handed out. */
  before: z.int().nullable(),
  /** Where it stood before it was taken out. */
  home: z.object({ placeId: PlaceId, where: z.string() }).nullable(),
  pagesOut: z.int().nullable(),
  pagesBack: z.int().nullable(),
  sealBack: SealBack.nullable(),
  conditionBack: CopyCondition.nullable(),
  note: z.string(),
  outcome: z.enum(['back', 'lost', 'not-lent']).nullable(),
  checkedBy: z.string().nullable(),
  checkedAt: Moment.nullable(),
  hasPhoto: z.boolean(),
});
export type LoanPaper = z.infer<typeof LoanPaper>;

export const LoanStep = z.object({
  kind: z.enum(['department', 'across']),
  why: z.enum(['always', 'other-department', 'level']),
  departmentName: z.string().nullable(),
  state: z.enum(['waiting', 'approved', 'refused']),
  decidedBy: z.string().nullable(),
  decidedAt: Moment.nullable(),
  reason: z.string(),
});
export type LoanStep = z.infer<typeof LoanStep>;

export const Loan = z.object({
  id: LoanId,
  contract: z.object({ id: ContractId, number: z.string(), title: z.string() }),
  asker: PersonRef.extend({ departmentName: z.string().nullable() }),
  purpose: z.string(),
  whyPaper: z.string(),
  /** Read in the archive's reading place, and back the same day. */
  onSite: z.boolean(),
  /** Working days granted. */
  days: z.int(),
  dueOn: PlainDate,
  /** Days past the due day; 0 where it is not out, or not yet due. */
  overdueDays: z.int(),
  escalated: z.boolean(),
  state: LoanState,
  renewsId: LoanId.nullable(),
  handOverId: HandOverId.nullable(),
  askedAt: Moment,
  approvedAt: Moment.nullable(),
  outAt: Moment.nullable(),
  closedAt: Moment.nullable(),
  steps: z.array(LoanStep),
  papers: z.array(LoanPaper),
  /** At least one of its papers can be handed out now. */
  ready: z.boolean(),
  may: z.object({ decide: z.boolean(), withdraw: z.boolean(), handOut: z.boolean(), takeBack: z.boolean(), confirm: z.boolean(), renew: z.boolean(), reportLost: z.boolean() }),
});
export type Loan = z.infer<typeof Loan>;

const oneLoan = z.object({ loanId: LoanId });
const oneLoanPaper = z.object({ loanId: LoanId, copyId: CopyId });
const Pages = z.int().min(0).max(10_000);

export const LoanView = z.enum(['mine', 'deciding', 'to-hand-out', 'queue', 'out', 'overdue', 'escalated', 'all']);
export type LoanView = z.infer<typeof LoanView>;

export const listLoansEndpoint = endpoint('GET /loans', {
  access: 'contracts.see',
  summary: 'Loans of contracts the asker sees: their own, and others’ for those who approve loans or keep the paper. Those waiting or out come in the order in which they must be seen to.',
  query: z.object({ view: LoanView.default('mine'), contractId: ContractId.optional(), text: oneLine(60).optional(), ...paging }),
  reply: z.object({ loans: z.array(Loan), next: z.string().nullable() }),
});
export const countLoansEndpoint = endpoint('GET /loans/counts', {
  access: 'contracts.see',
  summary: 'How many loans each view holds for the asker.',
  reply: z.object({ mine: z.int(), deciding: z.int(), 'to-hand-out': z.int(), queue: z.int(), out: z.int(), overdue: z.int(), escalated: z.int() }),
});
export const showLoanEndpoint = endpoint('GET /loans/:loanId', {
  access: 'contracts.see',
  summary: 'A loan with its approvals and papers, and what the asker may do with it.',
  params: oneLoan,
  reply: Loan,
});
export const showLendingEndpoint = endpoint('GET /contracts/:contractId/lending', {
  access: 'paper.borrow',
  summary: 'What of a contract can be borrowed, where each copy is and how many wait for it, and the rules of lending.',
  params: z.object({ contractId: ContractId }),
  reply: z.object({
    papers: z.array(PaperRef.extend({ partyName: z.string().nullable(), standing: PaperStanding, waiting: z.int() })),
    /** The asker's own loan of it that is not over yet. */
    loanId: LoanId.nullable(),
    rules: PaperRules,
    today: PlainDate,
  }),
});
export const askLoanEndpoint = endpoint('POST /contracts/:contractId/loans', {
  access: 'paper.borrow',
  summary: 'Asks for originals of a contract. Without copies named, the best that can be had is chosen. A renewal is a new request that names the loan it renews.',
  params: z.object({ contractId: ContractId }),
  body: z.object({
    copyIds: z.array(CopyId).min(1).max(50).optional(),
    purpose: manyLines(500).min(1),
    whyPaper: manyLines(500).min(1),
    onSite: z.boolean().default(false),
    days: z.int().min(1).max(365).default(1),
    renewsId: LoanId.optional(),
  }),
  reply: Loan,
  status: 201,
});
export const decideLoanEndpoint = endpoint('POST /loans/:loanId/decision', {
  access: 'contracts.see',
  summary: 'Approves the step that waits, or refuses the loan with a reason. Nobody decides over their own.',
  params: oneLoan,
  body: z.discriminatedUnion('answer', [z.object({ answer: z.literal('approved'), reason: oneLine(300).default('') }), z.object({ answer: z.literal('refused'), reason: oneLine(300).min(1) })]),
  reply: Loan,
});
export const withdrawLoanEndpoint = endpoint('POST /loans/:loanId/withdraw', {
  access: 'contracts.see',
  summary: 'The asker no longer wants it, or who keeps the paper ends what is not fetched. What is out stays out.',
  params: oneLoan,
  reply: Loan,
});

/** An answer of an act over papers of several loans. */
const LoanAnswer = PaperAnswer.extend({ loanId: LoanId.nullable() });

export const handOutEndpoint = endpoint('POST /loans/hand-outs', {
  access: 'paper.keep',
  summary: 'Hands papers of approved loans out, counted. Each is answered by itself; nobody overtakes who was approved before. With a signature the borrowers take over here and now, else they confirm on a device of their own.',
  body: z.object({
    papers: z.array(z.object({ loanId: LoanId, copyId: CopyId, pageCount: Pages })).min(1).max(200),
    note: oneLine(300).default(''),
    signature: Signature.optional(),
    ...fromDevice,
  }),
  reply: z.object({ answers: z.array(LoanAnswer), handOverIds: z.array(HandOverId) }),
});
export const takeBackEndpoint = endpoint('POST /loans/returns', {
  access: 'paper.keep',
  summary: 'The return check: pages counted, seal, condition. Each paper is answered by itself, whichever loan it is out on. Missing pages and damage open an incident.',
  body: z.object({
    papers: z
      .array(
        z.object({
          copyId: CopyId,
          pagesBack: Pages,
          seal: SealBack,
          condition: CopyCondition,
          note: oneLine(300).default(''),
          /** Where it goes; null: it stays in the asker's hands. */
          placeId: PlaceId.nullable().default(null),
          overCapacity: oneLine(200).min(1).optional(),
        }),
      )
      .min(1)
      .max(200),
    ...fromDevice,
  }),
  reply: z.object({ answers: z.array(LoanAnswer.extend({ incident: z.boolean() })) }),
});
export const reportLostEndpoint = endpoint('POST /loans/:loanId/lost', {
  access: 'contracts.see',
  summary: 'The borrower, or who keeps the paper, says that papers of a loan are lost: an incident with a day until which it must be reported.',
  params: oneLoan,
  body: z.object({ copyIds: z.array(CopyId).min(1).max(50), what: manyLines(1000).min(1) }),
  reply: Loan,
});
export const keepReturnPhotoEndpoint = endpoint('PUT /loans/:loanId/papers/:copyId/photo', {
  access: 'paper.keep',
  summary: 'Keeps a photo of a paper as it came back; the bytes are the body. Kept once, after the return check.',
  params: oneLoanPaper,
  reply: Done,
});
export const showReturnPhotoEndpoint = endpoint('GET /loans/:loanId/papers/:copyId/photo', {
  access: 'contracts.see',
  summary: 'The photo of a paper as it came back.',
  params: oneLoanPaper,
  reply: Bytes,
  kind: 'file',
});
