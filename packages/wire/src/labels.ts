import { z } from 'zod';
import { CopyCondition, CopyHolder, CopyKind } from './custody.ts';
import { endpoint } from './endpoint.ts';
import { ContractId, CopyId, HandOverId, LoanId, PersonId, PlaceId } from './ids.ts';
import { Moment } from './plain-date.ts';
import { oneLine } from './plain-text.ts';
import { PlaceHolds } from './places.ts';

export const LabelSubject = z.enum(['copy', 'place', 'person']);
export type LabelSubject = z.infer<typeof LabelSubject>;

const labelled = {
  /** The code as it is printed, whatever was scanned or typed. */
  code: z.string(),
};

/** What a label stands on, told in words, and what may be done there by who asks. */
export const Resolved = z.discriminatedUnion('subject', [
  z.object({
    ...labelled,
    subject: z.literal('copy'),
    copyId: CopyId,
    contractId: ContractId,
    contractNumber: z.string(),
    title: z.string(),
    ordinal: z.int(),
    kind: CopyKind,
    condition: CopyCondition,
    pageCount: z.int(),
    archivalCode: z.string().nullable(),
    at: CopyHolder,
    since: Moment,
    /** It is offered to somebody who has not confirmed yet. */
    handOver: z.object({ id: HandOverId, toMe: z.boolean() }).nullable(),
    /** It is out on this loan. */
    loanId: LoanId.nullable(),
    /** An approved loan waits for this copy to be handed out. */
    waitingLoanId: LoanId.nullable(),
    may: z.object({
      file: z.boolean(),
      move: z.boolean(),
      take: z.boolean(),
      handOver: z.boolean(),
      confirmHandOver: z.boolean(),
      borrow: z.boolean(),
      lend: z.boolean(),
      takeBack: z.boolean(),
      find: z.boolean(),
      note: z.boolean(),
      count: z.boolean(),
    }),
  }),
  z.object({
    ...labelled,
    subject: z.literal('place'),
    placeId: PlaceId,
    kind: z.string(),
    kindName: z.string(),
    kindNameEn: z.string(),
    placeCode: z.string(),
    name: z.string(),
    /** From the site down. */
    where: z.string(),
    holds: PlaceHolds,
    safe: z.boolean(),
    closed: z.boolean(),
    /** What stands directly in it; millimetres side by side. */
    fill: z.object({ held: z.int(), heldMm: z.number(), capacity: z.int().nullable(), capacityMm: z.int().nullable() }),
    may: z.object({ put: z.boolean(), move: z.boolean(), count: z.boolean() }),
  }),
  z.object({
    ...labelled,
    subject: z.literal('person'),
    personId: PersonId,
    name: z.string(),
    department: z.string().nullable(),
    /** How many papers they answer for now. */
    holds: z.int(),
    may: z.object({ handOver: z.boolean(), lend: z.boolean() }),
  }),
]);
export type Resolved = z.infer<typeof Resolved>;

export const resolveLabelEndpoint = endpoint('POST /labels/resolve', {
  access: 'signed-in',
  summary: 'What a scanned or typed label stands on, and what may be done there. `label_unreadable` says why not, by its kind: torn, elsewhere, not-a-label, unknown.',
  body: z.object({ text: oneLine(200).min(1) }),
  reply: Resolved,
});

export const putByLabelEndpoint = endpoint('POST /labels/put', {
  access: 'paper.keep',
  and: ['places.see'],
  summary: 'Puts the paper with this label into the place with that one. For devices that scanned both without network: `actId`, `seenAt` and `sentAt` as everywhere.',
  body: z.object({ copy: oneLine(200).min(1), place: oneLine(200).min(1), overCapacity: oneLine(200).min(1).optional(), actId: z.uuid().optional(), seenAt: Moment.optional(), sentAt: Moment.optional() }),
  reply: z.object({ copyId: CopyId, contractNumber: z.string(), title: z.string(), ordinal: z.int(), from: CopyHolder, at: CopyHolder, seq: z.int() }),
});
