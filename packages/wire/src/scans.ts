import { z } from 'zod';
import { Bytes, endpoint, paging } from './endpoint.ts';
import { BatchId, ContractId, DepartmentId, FileId, PageId, ScanId } from './ids.ts';
import { Moment } from './plain-date.ts';

export const FileState = z.enum(['received', 'opened', 'quarantined', 'duplicate', 'dismissed']);
/** Why a file was set aside; the screen has a sentence and an advice for each. */
export const QuarantineReason = z.enum([
  'empty', 'unsupported', 'broken', 'cut_short', 'password_needed', 'password_wrong', 'too_many_pages', 'too_many_pixels', 'too_large', 'crashed',
]);
export type QuarantineReason = z.infer<typeof QuarantineReason>;

export const ReceivedFile = z.object({
  id: FileId,
  batchId: BatchId,
  batchName: z.string(),
  name: z.string(),
  /** Folder inside the batch, `''` at its top. */
  folder: z.string(),
  size: z.int(),
  sha256: z.string(),
  kind: z.string().nullable(),
  state: FileState,
  reason: QuarantineReason.nullable(),
  /** Numbers for the sentence: pages, limit … */
  reasonDetails: z.record(z.string(), z.union([z.string(), z.number()])).nullable(),
  pageCount: z.int().nullable(),
  receivedAt: Moment,
  /** The file these bytes are already here as; its names only where the asker may see it. */
  duplicateOf: z.object({ fileId: FileId, name: z.string(), batchName: z.string(), scanId: ScanId.nullable(), contractId: ContractId.nullable() }).nullable(),
});
export type ReceivedFile = z.infer<typeof ReceivedFile>;

export const BatchSource = z.enum(['browser', 'inbox', 'cli', 'api', 'demo']);
export const BatchProgress = z.object({
  files: z.int(),
  received: z.int(),
  quarantined: z.int(),
  duplicates: z.int(),
  scans: z.int(),
  reading: z.int(),
  read: z.int(),
  registered: z.int(),
  pages: z.int(),
  pagesRead: z.int(),
  pagesFailed: z.int(),
});
export const Batch = z.object({
  id: BatchId,
  name: z.string(),
  source: BatchSource,
  departmentId: DepartmentId.nullable(),
  createdAt: Moment,
  createdBy: z.string(),
  progress: BatchProgress,
  /** Estimate until every page is read, from the speed so far; null where there is nothing to go by. */
  secondsLeft: z.int().nullable(),
});
export type Batch = z.infer<typeof Batch>;

export const ScanSummary = z.object({
  id: ScanId,
  batchId: BatchId,
  name: z.string(),
  state: z.enum(['reading', 'read', 'set_aside', 'rescan', 'rejected', 'registered', 'merged']),
  reason: z.string().nullable(),
  contractId: ContractId.nullable(),
  nearDuplicateOf: ScanId.nullable(),
  pages: z.int(),
  pagesRead: z.int(),
  pagesFailed: z.int(),
  firstPageId: PageId.nullable(),
  version: z.int(),
});
export type ScanSummary = z.infer<typeof ScanSummary>;

export const ScanPage = z.object({
  id: PageId,
  /** Order within the scan, dropped pages and separator sheets included, from 0. */
  position: z.int(),
  fileId: FileId,
  /** Page within the file as received, from 1. */
  filePage: z.int(),
  turned: z.int(),
  dropped: z.boolean(),
  separator: z.boolean(),
  state: z.enum(['waiting', 'read', 'failed']),
  failure: z.string().nullable(),
  width: z.int().nullable(),
  height: z.int().nullable(),
  hasImage: z.boolean(),
});
export type ScanPage = z.infer<typeof ScanPage>;
export const Scan = ScanSummary.extend({
  batchName: z.string(),
  sheets: z.array(ScanPage),
  may: z.object({ arrange: z.boolean(), undo: z.boolean() }),
});
export type Scan = z.infer<typeof Scan>;

const batchParams = z.object({ batchId: BatchId });
const fileParams = z.object({ fileId: FileId });
const scanParams = z.object({ scanId: ScanId });
const pageParams = z.object({ pageId: PageId });

export const openBatchEndpoint = endpoint('POST /batches', {
  access: 'intake.add',
  summary: 'Opens a batch for files that arrive together.',
  body: z.object({ name: z.string().trim().max(200).default(''), departmentId: DepartmentId.nullable().optional(), source: z.enum(['browser', 'api', 'cli']).default('api') }),
  reply: Batch,
  status: 201,
});
export const listBatchesEndpoint = endpoint('GET /batches', {
  access: 'intake.see',
  summary: 'Batches, newest first, with their progress.',
  query: z.object(paging),
  reply: z.object({ batches: z.array(Batch), next: z.string().nullable() }),
});
export const showBatchEndpoint = endpoint('GET /batches/:batchId', {
  access: 'intake.see',
  summary: 'One batch with its first thousand files and the scans made of them; the other files are listed after `nextFile`.',
  params: batchParams,
  reply: z.object({ batch: Batch, files: z.array(ReceivedFile), nextFile: z.string().nullable(), scans: z.array(ScanSummary) }),
});
export const listBatchFilesEndpoint = endpoint('GET /batches/:batchId/files', {
  access: 'intake.see',
  summary: 'Files of a batch as they came, or only those that want somebody: in quarantine, or duplicates waiting for a decision.',
  params: batchParams,
  query: z.object({ ...paging, wanting: z.enum(['true', 'false']).transform((text) => text === 'true').optional() }),
  reply: z.object({ files: z.array(ReceivedFile), next: z.string().nullable() }),
});
export const receiveFileEndpoint = endpoint('POST /batches/:batchId/files', {
  access: 'intake.add',
  summary: 'Takes in one file; its bytes are the body. Answered only when they are safe on disk. Large files: resumable uploads (tus) at /api/uploads.',
  params: batchParams,
  query: z.object({ name: z.string().min(1).max(255), folder: z.string().max(500).default('') }),
  reply: ReceivedFile,
  status: 201,
});
export const listSetAsideFilesEndpoint = endpoint('GET /files', {
  access: 'intake.see',
  summary: 'Files in quarantine, or duplicates waiting for a decision; newest first.',
  query: z.object({ ...paging, state: z.enum(['quarantined', 'duplicate']).default('quarantined') }),
  reply: z.object({ files: z.array(ReceivedFile), next: z.string().nullable() }),
});
export const downloadReceivedFileEndpoint = endpoint('GET /files/:fileId/original', {
  access: 'contracts.download',
  and: ['scans.see'],
  summary: 'The file as it was received; with a watermark where the asker may not download clean copies.',
  params: fileParams,
  reply: Bytes,
  kind: 'file',
});
export const retryFileEndpoint = endpoint('POST /files/:fileId/retry', {
  access: 'intake.add', summary: 'Tries a quarantined file again.', params: fileParams, reply: ReceivedFile, status: 202,
});
export const givePasswordEndpoint = endpoint('POST /files/:fileId/password', {
  access: 'intake.add',
  summary: 'Gives the password of an encrypted PDF and tries it again. The password is kept sealed, for the pages yet to be read.',
  params: fileParams,
  body: z.object({ password: z.string().min(1).max(200) }),
  reply: ReceivedFile,
  status: 202,
});
export const dismissFileEndpoint = endpoint('POST /files/:fileId/dismiss', {
  access: 'intake.add', summary: 'Puts a quarantined or duplicate file aside for good; its bytes stay in the vault.', params: fileParams, reply: ReceivedFile,
});
export const takeDuplicateEndpoint = endpoint('POST /files/:fileId/take', {
  access: 'intake.add', summary: 'Takes a duplicate in all the same, as another copy.', params: fileParams, reply: ReceivedFile, status: 202,
});

export const showScanEndpoint = endpoint('GET /scans/:scanId', {
  access: 'scans.see', summary: 'A scan with its pages as they are arranged now.', params: scanParams, reply: Scan,
});

const some = z.array(PageId).min(1).max(2000);
export const ArrangeAct = z.discriminatedUnion('act', [
  z.object({ act: z.literal('turn'), pageIds: some, by: z.literal([90, 180, 270]) }),
  z.object({ act: z.literal('drop'), pageIds: some }),
  z.object({ act: z.literal('restore'), pageIds: some }),
  /** Every page of the scan, in the new order. */
  z.object({ act: z.literal('order'), pageIds: some }),
  /** That page and all after it become a scan of their own. */
  z.object({ act: z.literal('split'), before: PageId }),
  /** All pages of the other scan come behind the pages of this one. */
  z.object({ act: z.literal('merge'), scanId: ScanId }),
  z.object({ act: z.literal('move'), pageIds: some, to: ScanId }),
]);
export type ArrangeAct = z.infer<typeof ArrangeAct>;
/** The scan arranged, and another where the act made one or emptied one. */
const Arranged = z.object({ scan: Scan, other: Scan.nullable() });
export const arrangeScanEndpoint = endpoint('POST /scans/:scanId/arrange', {
  access: 'scans.arrange',
  and: ['scans.see'],
  summary: 'Turns, orders, drops, restores, splits, merges or moves pages. Nothing received is changed, and every act can be undone.',
  params: scanParams,
  body: z.object({ version: z.int(), act: ArrangeAct }),
  reply: Arranged,
});
export const undoArrangementEndpoint = endpoint('POST /scans/:scanId/undo', {
  access: 'scans.arrange', and: ['scans.see'], summary: 'Takes back the last arrangement of a scan.', params: scanParams, reply: Arranged,
});

export const showPageImageEndpoint = endpoint('GET /pages/:pageId/image', {
  access: 'scans.see', summary: 'The straightened image of a page; as received until it is read. With a watermark where the asker may not download clean copies.', params: pageParams, reply: Bytes, kind: 'file',
});
export const showThumbnailEndpoint = endpoint('GET /pages/:pageId/thumbnail', {
  access: 'scans.see', summary: 'A small image of a page.', params: pageParams, reply: Bytes, kind: 'file',
});
export const showReceivedPageEndpoint = endpoint('GET /pages/:pageId/received', {
  access: 'scans.see', summary: 'The page as it came, before it was straightened.', params: pageParams, reply: Bytes, kind: 'file',
});
export const printSeparatorsEndpoint = endpoint('GET /separators.pdf', {
  access: 'intake.add',
  summary: 'Separator sheets to lay between the contracts of a pile that is scanned in one go.',
  query: z.object({ count: z.coerce.number().int().min(1).max(100).default(1) }),
  reply: Bytes,
  kind: 'file',
});

/** What changed, by id; the screen asks anew for what it shows. Only things the asker may see are told. */
export const hearEventsEndpoint = endpoint('GET /events', {
  access: 'signed-in', summary: 'A stream of what changes: event `changed`, data {topic, id, within?}.', reply: Bytes, kind: 'events',
});

/** Where resumable uploads (tus 1.0) go; metadata: batchId, name, folder. */
export const uploadsPath = '/api/uploads';
