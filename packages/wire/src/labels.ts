import { z } from 'zod';
import { CopyCondition, CopyHolder, CopyKind } from './custody.ts';
import { Bytes, endpoint, paging } from './endpoint.ts';
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
      putBack: z.boolean(),
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

const Millimetres = z.number();

/** A sheet of labels, a roll of a label printer, or a whole page. */
export const LabelSize = z.object({
  id: z.string(),
  kind: z.enum(['sheet', 'roll', 'page']),
  page: z.object({ width: Millimetres, height: Millimetres }),
  width: Millimetres,
  height: Millimetres,
  columns: z.int(),
  rows: z.int(),
  left: Millimetres,
  top: Millimetres,
  gapX: Millimetres,
  gapY: Millimetres,
});
export type LabelSize = z.infer<typeof LabelSize>;

export const LabelTemplateId = z.enum(['item', 'stamp', 'cover', 'box', 'spine', 'shelf', 'card']);
export type LabelTemplateId = z.infer<typeof LabelTemplateId>;

export const LabelTemplate = z.object({ id: LabelTemplateId, subject: LabelSubject, sizes: z.array(z.string()) });
export type LabelTemplate = z.infer<typeof LabelTemplate>;

export const listLabelTemplatesEndpoint = endpoint('GET /labels/templates', {
  access: 'signed-in',
  summary: 'What can be printed, on which sheets and rolls; measures in millimetres.',
  reply: z.object({ templates: z.array(LabelTemplate), sizes: z.array(LabelSize) }),
});

export const LabelSubjectId = z.union([CopyId, PlaceId, PersonId]);

export const PrintLabels = z.object({
  template: LabelTemplateId,
  size: oneLine(40).min(1),
  /** Copies, places or people, as the template wants; printed in this order. */
  ids: z.array(LabelSubjectId).min(1).max(500),
  /** The first label goes to this place of the sheet, counted from 0 row by row: the ones before are used up. */
  startAt: z.int().min(0).max(500).default(0),
  format: z.enum(['pdf', 'zpl']).default('pdf'),
  /** Of the label printer. */
  dpi: z.union([z.literal(203), z.literal(300)]).default(203),
});
export type PrintLabels = z.infer<typeof PrintLabels>;

export const printLabelsEndpoint = endpoint('POST /labels/print', {
  access: 'places.see',
  summary: 'Labels as a PDF, or as ZPL for a label printer. Copies and cards are for those who keep papers, places also for those who set them up; what is not open to the asker or cannot be printed is left out; the header x-qige-left-out says how many, the preview says which.',
  body: PrintLabels,
  reply: Bytes,
  kind: 'file',
});

/** Why there is no label of something that was asked for. */
export const LabelRefused = z.object({ id: LabelSubjectId, why: z.enum(['not-found', 'not-filed', 'closed']) });
export type LabelRefused = z.infer<typeof LabelRefused>;

export const previewLabelsEndpoint = endpoint('POST /labels/preview', {
  access: 'places.see',
  summary: 'The first page of what would be printed, what would be left out and why, and characters that no outline is known of and that are printed by their number.',
  body: PrintLabels,
  reply: z.object({ labels: z.int(), pages: z.int(), refused: z.array(LabelRefused), unprintable: z.array(z.string()), svg: z.string().nullable() }),
});

export const LabelCandidate = z.object({
  id: LabelSubjectId,
  /** What stands largest on it: the archival code or contract number, the code of the place, the name. */
  name: z.string(),
  note: z.string(),
  /** Which copy of its contract it is. */
  ordinal: z.int().nullable(),
  /** When a label of it was last printed. */
  printedAt: Moment.nullable(),
});
export type LabelCandidate = z.infer<typeof LabelCandidate>;

export const listLabelCandidatesEndpoint = endpoint('GET /labels/candidates', {
  access: 'places.see',
  summary: 'What labels can be printed for: copies open to the asker (without a label yet, not filed yet, or all), places of a branch, or people.',
  query: z.object({
    template: LabelTemplateId,
    which: z.enum(['unprinted', 'unfiled', 'all']).default('unprinted'),
    /** Only what stands in this place or anywhere below it. */
    within: PlaceId.optional(),
    text: oneLine(100).optional(),
    ...paging,
  }),
  reply: z.object({ items: z.array(LabelCandidate), next: z.string().nullable() }),
});

export const printCatalogueEndpoint = endpoint('GET /places/:placeId/catalogue.pdf', {
  access: 'places.see',
  summary: '卷内目录: what stands in a box, as a table to print; only what is open to the asker, and how much is not.',
  params: z.object({ placeId: PlaceId }),
  reply: Bytes,
  kind: 'file',
});

export const printChainPdfEndpoint = endpoint('GET /copies/:copyId/chain.pdf', {
  access: 'contracts.see',
  and: ['contracts.print'],
  summary: '保管链: who has answered for a copy from the first day on, as a table to print; that it was printed is recorded.',
  params: z.object({ copyId: CopyId }),
  reply: Bytes,
  kind: 'file',
});

export const putByLabelEndpoint = endpoint('POST /labels/put', {
  access: 'paper.keep',
  and: ['places.see'],
  summary: 'Puts the paper with this label into the place with that one. For devices that scanned both without network: `actId`, `seenAt` and `sentAt` as everywhere.',
  body: z.object({ copy: oneLine(200).min(1), place: oneLine(200).min(1), overCapacity: oneLine(200).min(1).optional(), actId: z.uuid().optional(), seenAt: Moment.optional(), sentAt: Moment.optional() }),
  reply: z.object({ copyId: CopyId, contractNumber: z.string(), title: z.string(), ordinal: z.int(), from: CopyHolder, at: CopyHolder, seq: z.int() }),
});
