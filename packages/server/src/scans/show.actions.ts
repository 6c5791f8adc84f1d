import type { BatchId, FileId, PageId, ReceivedFile, Scan, ScanId } from '@qige/wire';
import type { Person } from '../actor.ts';
import type { App } from '../app.ts';
import { aDay, recordAudit, recordLook } from '../audit/audit.queries.ts';
import { notFound } from '../platform/errors.ts';
import type { FileReply } from '../platform/http.ts';
import { markedFile, markedPage, markedPicture, markOf } from './marked.ts';
import { mediaTypeOf, receivedPage, visiblePage } from './page-images.queries.ts';
import { receivedAsImage } from './received-image.ts';
import { findBatch, findFile, holdsHiddenPages, sealedPassword } from './receive.queries.ts';
import { batches, batchFiles, filesOf, hasArrangement, scanSummaries, sheetsOf } from './show.queries.ts';

const firstFiles = 1_000;

export async function showBatch(app: App, actor: Person, batchId: BatchId) {
  const [batch] = await batches(app.db, actor, { id: batchId, limit: 1 });
  if (!batch) throw notFound();
  const { files, next } = cut(await batchFiles(app.db, actor, batchId, { limit: firstFiles + 1 }), firstFiles);
  return { batch, files, nextFile: next, scans: await scanSummaries(app.db, actor, { batchId }) };
}

export async function listBatchFiles(app: App, actor: Person, batchId: BatchId, { wanting, after, limit }: { wanting?: boolean | undefined; after?: string | undefined; limit: number }) {
  if (!(await findBatch(app.db, actor, batchId))) throw notFound();
  return cut(await batchFiles(app.db, actor, batchId, { wanting: wanting ?? false, after, limit: limit + 1 }), limit);
}

export async function listBatches(app: App, actor: Person, { after, limit }: { after?: string | undefined; limit: number }) {
  const found = await batches(app.db, actor, { after, limit: limit + 1 });
  return { batches: found.slice(0, limit), next: found.length > limit ? (found[limit - 1]?.id ?? null) : null };
}

export async function listSetAside(app: App, actor: Person, { state, after, limit }: { state: 'quarantined' | 'duplicate'; after?: string | undefined; limit: number }) {
  return cut(await filesOf(app.db, actor, { state, after, limit: limit + 1 }), limit);
}

/** One more than is shown was asked for: it tells whether there is more. */
function cut(files: ReceivedFile[], limit: number): { files: ReceivedFile[]; next: FileId | null } {
  return { files: files.slice(0, limit), next: files.length > limit ? (files[limit - 1]?.id ?? null) : null };
}

export async function showFile(app: App, actor: Person, fileId: FileId) {
  const [file] = await filesOf(app.db, actor, { fileId, limit: 1 });
  if (!file) throw notFound();
  return file;
}

export async function showScan(app: App, actor: Person, scanId: ScanId): Promise<Scan> {
  const [scan] = await scanSummaries(app.db, actor, { scanId });
  if (!scan) throw notFound();
  const mayArrange = actor.permissions.has('scans.arrange') && ['reading', 'read', 'set_aside', 'rescan', 'merged'].includes(scan.state);
  return {
    ...scan,
    sheets: await sheetsOf(app.db, scanId),
    may: { arrange: mayArrange && scan.state !== 'merged', undo: mayArrange && (await hasArrangement(app.db, scanId)) },
  };
}

export async function showPageImage(app: App, actor: Person, pageId: PageId): Promise<FileReply> {
  const page = await visiblePage(app.db, actor, pageId);
  if (!page) throw notFound();
  await noteView(app, actor, pageId, page.contractId);
  if (!page.imageSha256) return showMarkedAsReceived(app, actor, pageId);
  const mark = markOf(app, actor);
  if (mark) return { body: await markedPage(app, page.imageSha256, mark), mediaType: 'image/jpeg' };
  return fromVault(app, page.imageSha256, await mediaTypeOf(app.db, page.imageSha256));
}

/** Small enough to recognise a page, too small to read it: not a view, and it carries no mark. */
export async function showThumbnail(app: App, actor: Person, pageId: PageId): Promise<FileReply> {
  const page = await visiblePage(app.db, actor, pageId);
  if (!page) throw notFound();
  return page.thumbnailSha256 ? fromVault(app, page.thumbnailSha256, 'image/webp') : { body: await asReceived(app, pageId, 240), mediaType: 'image/jpeg' };
}

export async function showReceivedPage(app: App, actor: Person, pageId: PageId): Promise<FileReply> {
  const page = await visiblePage(app.db, actor, pageId);
  if (!page) throw notFound();
  await noteView(app, actor, pageId, page.contractId);
  return showMarkedAsReceived(app, actor, pageId);
}

async function showMarkedAsReceived(app: App, actor: Person, pageId: PageId): Promise<FileReply> {
  const mark = markOf(app, actor);
  const image = await asReceived(app, pageId);
  return { body: mark ? await markedPicture(app, image, mark) : image, mediaType: 'image/jpeg' };
}

async function asReceived(app: App, pageId: PageId, width?: number): Promise<Buffer> {
  const page = await receivedPage(app.db, pageId);
  if (!page) throw notFound();
  return receivedAsImage(app, page, width);
}

async function noteView(app: App, actor: Person, pageId: PageId, contractId: string | null): Promise<void> {
  await app.db.transaction().execute((tx) => recordLook(tx, actor, { kind: 'page.viewed', subjectId: pageId, ...(contractId ? { contractId } : {}) }, aDay));
}

async function fromVault(app: App, sha256: string, mediaType: string): Promise<FileReply> {
  return { body: await app.vault.open(sha256), mediaType, size: await app.vault.size(sha256) };
}

export async function downloadFile(app: App, actor: Person, fileId: FileId): Promise<FileReply> {
  const file = await findFile(app.db, actor, fileId);
  if (!file || (await holdsHiddenPages(app.db, actor, fileId))) throw notFound();
  // What somebody brought and nothing came of yet, they may take back as they brought it: to mend it, or because it was set aside.
  const own = file.receivedBy === actor.id && file.state !== 'opened';
  const mark = own ? null : markOf(app, actor);
  const marked = mark && (await markedFile(app, { ...file, encrypted: (await sealedPassword(app.db, fileId)) !== undefined }, mark));
  await app.db.transaction().execute((tx) => recordAudit(tx, actor, { kind: 'file.downloaded', subjectId: fileId, facts: { name: file.name, marked: mark !== null } }));
  if (marked) return { body: marked.bytes, mediaType: marked.mediaType, size: marked.bytes.length, downloadAs: marked.name };
  return { ...(await fromVault(app, file.sha256, await mediaTypeOf(app.db, file.sha256))), downloadAs: file.name };
}
