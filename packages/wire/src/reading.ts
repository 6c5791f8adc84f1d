import { z } from 'zod';
import { ChosenIds } from './contracts.ts';
import { Bytes, endpoint } from './endpoint.ts';
import { BatchId, ContractId, DepartmentId, FileId, PageId, ScanId } from './ids.ts';
import { Moment } from './plain-date.ts';
import { manyLines, oneLine } from './plain-text.ts';
import { FieldName, FieldValue } from './read-fields.ts';

/** `[x0, y0, x1, y1]` in pixels of the straightened page image, origin top left. */
export const PageBox = z.tuple([z.number(), z.number(), z.number(), z.number()]);
export type PageBox = z.infer<typeof PageBox>;

export const ScanState = z.enum(['reading', 'read', 'set_aside', 'rescan', 'rejected', 'registered', 'merged']);
export type ScanState = z.infer<typeof ScanState>;

export const PageQuality = z.object({
  /** Null where it could not be measured. */
  dpi: z.number().nullable(),
  rotation: z.literal([0, 90, 180, 270]),
  /** Degrees clockwise before straightening. */
  skew: z.number(),
  /** 0 sharp, 1 unreadable. */
  blur: z.number(),
  blank: z.boolean(),
  cut: z.boolean(),
  colour: z.enum(['bilevel', 'grey', 'colour']),
  photo: z.boolean(),
  /** Of a scanned sheet: how large its print is in mm (in the middle, and of its hundred smallest characters), how many characters a sheet of A4 would hold, and how far ink stands off the paper, 0..1. */
  print: z.object({ size: z.number().nullable(), fine: z.number().nullable(), perSheet: z.int(), contrast: z.number().nullable() }).optional(),
  /** A picture in continuous tones stands on a sheet not scanned in colour. */
  picture: z.boolean().optional(),
  /** It begins with a red head (红头). */
  redHead: z.boolean().optional(),
});
export type PageQuality = z.infer<typeof PageQuality>;

/** What a rule of digitising says of a page: `fault` wants a rescan, `notice` is worth knowing. */
export const QualityVerdict = z.object({
  rule: z.enum([
    'resolution', 'resolution-unknown', 'small-text', 'dense-text', 'faint-text', 'skew', 'blur', 'blank', 'cut', 'seal-not-in-colour', 'red-head-not-in-colour', 'picture-not-in-colour', 'photo', 'doubtful-text',
  ]),
  severity: z.enum(['fault', 'notice']),
  /** The standard and its clause, or `house` where no standard gives a number. */
  source: z.string(),
  measured: z.union([z.number(), z.string(), z.null()]),
  limit: z.union([z.number(), z.string(), z.null()]),
});
export type QualityVerdict = z.infer<typeof QualityVerdict>;

export const SealSeen = z.object({ box: PageBox, shape: z.enum(['round', 'oval', 'square', 'paging']), partial: z.boolean() });
export type SealSeen = z.infer<typeof SealSeen>;

/** Why a page could not be read; the screen has a sentence and an advice for each. */
export const PageFailure = z.enum(['broken', 'empty', 'too-large', 'unsupported', 'cut-short', 'password-needed', 'file-missing', 'vault-full', 'crashed', 'unreadable']);
export type PageFailure = z.infer<typeof PageFailure>;

export const ReadingPage = z.object({
  pageId: PageId,
  /** Counted from 1 over the pages that are kept. */
  number: z.int(),
  state: z.enum(['waiting', 'read', 'failed']),
  failure: PageFailure.nullable(),
  width: z.int().nullable(),
  height: z.int().nullable(),
  quality: PageQuality.nullable(),
  verdicts: z.array(QualityVerdict),
  seals: z.array(SealSeen),
  /** How many lines were read, and on how many of them a person corrected the text. */
  lines: z.int(),
  corrected: z.int(),
});
export type ReadingPage = z.infer<typeof ReadingPage>;

/** Where a value stands; one box a line. */
export const FieldPlace = z.object({ pageId: PageId, boxes: z.array(PageBox) });

export const ReadField = z.object({
  field: FieldName,
  /** What counts: the person's value where there is one, else the engine's. */
  value: FieldValue,
  engine: z.object({ value: FieldValue, printed: z.string().nullable(), confidence: z.number(), suggested: z.boolean() }).nullable(),
  corrected: z.object({ value: FieldValue, by: z.string(), at: Moment }).nullable(),
  place: FieldPlace.nullable(),
});
export type ReadField = z.infer<typeof ReadField>;

export const Finding = z.object({
  /** Stays the same when the scan is read again, as long as it is the same thing that does not add up. */
  id: z.string(),
  /** What does not add up: amountMismatch, usccInvalid, missingPage …; the screen has a sentence for each, filled from `params`. */
  type: z.string(),
  /** error: contradicts itself or the law; warning: a person must look; uncertain: may be the scan, not the paper; note: incomplete. */
  severity: z.enum(['error', 'warning', 'uncertain', 'note']),
  /** Law or standard the rule comes from. */
  source: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
  /** Fields it is about, for jumping there. */
  fields: z.array(FieldName),
  places: z.array(FieldPlace),
  answer: z.object({ answer: z.enum(['accepted', 'dismissed']), note: z.string(), by: z.string(), at: Moment }).nullable(),
});
export type Finding = z.infer<typeof Finding>;

/** A correction for which the page, read again, has no line any more. */
export const UnplacedCorrection = z.object({ pageId: PageId, box: PageBox, lineText: z.string(), text: z.string() });

export const ScanReading = z.object({
  scanId: ScanId,
  name: z.string(),
  state: ScanState,
  reason: z.string().nullable(),
  batchId: BatchId,
  batchName: z.string(),
  departmentId: DepartmentId.nullable(),
  contractId: ContractId.nullable(),
  nearDuplicateOf: ScanId.nullable(),
  /** Pages of which a new scan was asked for; empty where it is all of them, or none. */
  rescanPageIds: z.array(PageId),
  version: z.int(),
  /** Null until every page was read or given up. */
  readAt: Moment.nullable(),
  pages: z.array(ReadingPage),
  fields: z.array(ReadField),
  findings: z.array(Finding),
  unplaced: z.array(UnplacedCorrection),
  may: z.object({ correct: z.boolean(), register: z.boolean(), reopen: z.boolean(), arrange: z.boolean() }),
});
export type ScanReading = z.infer<typeof ScanReading>;

export const showReadingEndpoint = endpoint('GET /scans/:scanId/reading', {
  access: 'scans.see',
  summary: 'What was read from a scan: its pages with their quality, the fields with their places, the findings with their answers.',
  params: z.object({ scanId: ScanId }),
  reply: ScanReading,
});

export const PageLine = z.object({
  box: PageBox,
  /** What counts: corrected where somebody corrected it. */
  text: z.string(),
  /** What the engine read, where that differs. */
  engineText: z.string().nullable(),
  confidence: z.number(),
  /** Left and right edge of every character of `text` (by code point): `[l0, r0, l1, r1, …]`. */
  edges: z.array(z.int()),
  part: z.enum(['header', 'body', 'footer']),
});
export type PageLine = z.infer<typeof PageLine>;

const pageOfScan = z.object({ scanId: ScanId, pageId: PageId });

export const showPageLinesEndpoint = endpoint('GET /scans/:scanId/pages/:pageId/lines', {
  access: 'scans.see',
  summary: 'The lines of a page in reading order, with the place of every character, for text selectable over its image.',
  params: pageOfScan,
  reply: z.object({ pageId: PageId, width: z.int(), height: z.int(), lines: z.array(PageLine) }),
});

export const correctLineEndpoint = endpoint('PUT /pages/:pageId/lines', {
  access: 'text.correct',
  and: ['scans.see', 'amounts.see'],
  summary: 'Says what really stands in a line. The engine’s own text is kept beside it; its own text again, or null, takes the correction back.',
  params: z.object({ pageId: PageId }),
  body: z.object({ box: PageBox, text: oneLine(2000).nullable() }),
  reply: z.object({ line: PageLine.nullable() }),
});

export const correctFieldEndpoint = endpoint('PUT /scans/:scanId/fields/:field', {
  access: 'text.correct',
  and: ['scans.see', 'amounts.see'],
  summary: 'Sets a field of a scan that is not registered yet; null means the contract does not say. Kept apart from what the engine read.',
  params: z.object({ scanId: ScanId, field: FieldName }),
  body: z.object({ value: FieldValue }),
  reply: ReadField,
});

export const uncorrectFieldEndpoint = endpoint('DELETE /scans/:scanId/fields/:field', {
  access: 'text.correct',
  and: ['scans.see', 'amounts.see'],
  summary: 'Takes a correction back: what the engine read counts again.',
  params: z.object({ scanId: ScanId, field: FieldName }),
  reply: ReadField,
});

export const answerFindingEndpoint = endpoint('POST /scans/:scanId/findings/:findingId/answer', {
  access: 'text.correct',
  and: ['scans.see', 'amounts.see'],
  summary: 'Answers a finding: accepted (it is so, and the note says why the contract is taken in) or dismissed (it is not so).',
  params: z.object({ scanId: ScanId, findingId: z.string().min(1).max(200) }),
  body: z.object({ answer: z.enum(['accepted', 'dismissed']).nullable(), note: manyLines(1000).default('') }),
  reply: Finding,
});

export const readAgainEndpoint = endpoint('POST /scans/:scanId/read-again', {
  access: 'text.correct',
  and: ['scans.see', 'amounts.see'],
  summary: 'Reads the pages (all, or those named) again. What people corrected stays.',
  params: z.object({ scanId: ScanId }),
  body: z.object({ pageIds: z.array(PageId).min(1).max(2000).optional() }).default({}),
  reply: z.object({ pages: z.int() }),
  status: 202,
});

export const ArchiveCopyState = z.object({
  state: z.enum(['none', 'making', 'made', 'failed']),
  /** Why the last attempt failed: `mismatch:PAGE`, `page-unread:PAGE`, `vault-full`, `not-made`; the copy is then not there or an older one. */
  failure: z.string().nullable(),
  madeAt: Moment.nullable(),
  /** True where the text was corrected after the copy was made. */
  outdated: z.boolean(),
});
export type ArchiveCopyState = z.infer<typeof ArchiveCopyState>;

export const downloadArchiveCopyEndpoint = endpoint('GET /scans/:scanId/archive.pdf', {
  access: 'contracts.download',
  and: ['scans.see'],
  summary: 'The archive copy: PDF/A-2u with the straightened images and the text, checked when it was made.',
  params: z.object({ scanId: ScanId }),
  reply: Bytes,
  kind: 'file',
});

export const remakeArchiveCopyEndpoint = endpoint('POST /scans/:scanId/archive-copy', {
  access: 'contracts.edit',
  summary: 'Makes the archive copy anew, for instance after it failed.',
  params: z.object({ scanId: ScanId }),
  reply: ArchiveCopyState,
  status: 202,
});

export const downloadOriginalEndpoint = endpoint('GET /contracts/:contractId/original', {
  access: 'contracts.download',
  and: ['scans.see'],
  summary: 'The files as they were received: one file as it is, several as a ZIP. Untouched for those who may download clean copies, else with a watermark.',
  params: z.object({ contractId: ContractId }),
  reply: Bytes,
  kind: 'file',
});

export const ContractScan = z.object({
  scanId: ScanId,
  name: z.string(),
  copyLabel: z.string().nullable(),
  createdAt: Moment,
  pages: z.array(
    z.object({
      pageId: PageId,
      /** Counted from 1 over all pages of the contract. */
      number: z.int(),
      state: z.enum(['waiting', 'read', 'failed']),
      failure: PageFailure.nullable(),
      width: z.int().nullable(),
      height: z.int().nullable(),
      verdicts: z.array(QualityVerdict),
    }),
  ),
  /** `given`: false where the file cannot carry a watermark and the asker gets nothing without one. */
  files: z.array(z.object({ fileId: FileId, name: z.string(), size: z.int(), given: z.boolean() })),
  archiveCopy: ArchiveCopyState,
});
export type ContractScan = z.infer<typeof ContractScan>;

export const listContractScansEndpoint = endpoint('GET /contracts/:contractId/scans', {
  access: 'contracts.see',
  and: ['scans.see'],
  summary: 'The scans of a contract: pages in order, files received, and how its archive copy stands.',
  params: z.object({ contractId: ContractId }),
  reply: z.object({ scans: z.array(ContractScan) }),
});

export const ChosenAct = z.enum(['export', 'download']);
export type ChosenAct = z.infer<typeof ChosenAct>;
export const ChosenRefusal = z.object({
  contractId: ContractId,
  /** Null where the asker may not know of it. */
  number: z.string().nullable(),
  title: z.string().nullable(),
  why: z.enum(['not-found', 'no-pages', 'no-archive-copy', 'too-large']),
});
export type ChosenRefusal = z.infer<typeof ChosenRefusal>;

export const lookAtChosenEndpoint = endpoint('POST /contracts/chosen', {
  access: 'contracts.download',
  summary: 'Which of the chosen contracts an act would reach, and which not and why; each is asked about by itself.',
  body: z.object({ contractIds: z.array(ContractId).min(1).max(200), act: ChosenAct }),
  reply: z.object({ given: z.array(z.object({ contractId: ContractId, number: z.string() })), refused: z.array(ChosenRefusal) }),
});

export const downloadChosenEndpoint = endpoint('GET /contracts/archive.zip', {
  access: 'contracts.download',
  and: ['scans.see'],
  summary: 'The archive PDFs of the chosen contracts as a ZIP, with watermarks where the asker may not download clean copies, and a list of what is not in it.',
  query: z.object({ contractId: ChosenIds, language: z.enum(['zh-CN', 'en']).default('zh-CN') }),
  reply: Bytes,
  kind: 'file',
});
