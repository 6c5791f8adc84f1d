import { ArchiveCopyMismatch } from '@qige/ocr';
import type { ArchiveCopyState, ScanId } from '@qige/wire';
import { theSystem, type Person } from '../actor.ts';
import type { App } from '../app.ts';
import { recordAudit } from '../audit/audit.queries.ts';
import { notFound, Refusal } from '../platform/errors.ts';
import type { FileReply } from '../platform/http.ts';
import { tellLive } from '../platform/live.ts';
import { archiveCopyStates, failArchiveCopy, findArchiveScan, findVisibleArchiveScan, noArchiveCopy, saveArchiveCopy, wantArchiveCopy } from './archive-copy.queries.ts';
import { PageWithoutImage, writeCheckedCopy } from './archive-pdf.ts';
import { safeName } from './file-names.rules.ts';
import { markedArchiveCopy, markOf } from '../scans/marked.ts';
import { lockScan } from './scan-reading.queries.ts';
import { effectivePagesOfScan, textStamp } from './text.queries.ts';

/**
 * Makes the archive copy of a registered scan from its straightened images and its text as corrected, reads it back, and keeps it only if
 * it carries that text. A copy that does not is a failure people see; an older copy stays until a sound one takes its place. 'again' where
 * the text changed while the copy was made: what carries the older text must not take the place of one that carries the newer.
 */
export async function makeArchiveCopy(app: App, scanId: ScanId, signal: AbortSignal): Promise<'done' | 'again'> {
  const scan = await findArchiveScan(app.db, scanId);
  if (!scan) return 'done';
  await app.db.transaction().execute((tx) => wantArchiveCopy(tx, scanId));
  const stamp = await textStamp(app.db, scanId);
  const pages = await effectivePagesOfScan(app.db, scanId);
  try {
    const blob = await writeCheckedCopy(app, scan, pages, signal);
    return await app.db.transaction().execute(async (tx) => {
      await lockScan(tx, theSystem, scanId);
      if ((await textStamp(tx, scanId)) !== stamp) return 'again';
      await saveArchiveCopy(tx, scanId, blob);
      await recordAudit(tx, theSystem, { kind: 'archive-copy.made', subjectId: scanId, contractId: scan.contractId, facts: { sha256: blob.name, pages: pages.length } });
      await tellLive(tx, { topic: 'contracts', id: scan.contractId, within: scanId });
      return 'done';
    });
  } catch (error) {
    // Trying again would give the same copy: the text or a page is at fault, not the moment.
    if (!(error instanceof ArchiveCopyMismatch || error instanceof PageWithoutImage)) throw error;
    if ((await textStamp(app.db, scanId)) !== stamp) return 'again';
    await giveUpArchiveCopy(app, scanId, error);
    return 'done';
  }
}

export async function giveUpArchiveCopy(app: App, scanId: ScanId, error: Error): Promise<void> {
  const scan = await findArchiveScan(app.db, scanId);
  if (!scan) return;
  const failure = whyNot(error);
  await app.db.transaction().execute(async (tx) => {
    if (!(await failArchiveCopy(tx, scanId, failure))) return;
    await recordAudit(tx, theSystem, { kind: 'archive-copy.failed', subjectId: scanId, contractId: scan.contractId, facts: { failure, message: error.message } });
    await tellLive(tx, { topic: 'contracts', id: scan.contractId, within: scanId });
  });
}

/** A code, with the page it is about behind it. */
function whyNot(error: Error): string {
  if (error instanceof ArchiveCopyMismatch) return `mismatch:${error.page}`;
  if (error instanceof PageWithoutImage) return `page-unread:${error.page}`;
  return error.name === 'VaultFull' || (error as NodeJS.ErrnoException).code === 'ENOSPC' ? 'vault-full' : 'not-made';
}

export async function downloadArchiveCopy(app: App, actor: Person, scanId: ScanId): Promise<FileReply> {
  const mark = markOf(app, actor);
  const { sha256, name } = await app.db.transaction().execute(async (tx) => {
    const scan = await findVisibleArchiveScan(tx, actor, scanId);
    if (!scan) throw notFound();
    if (!scan.archiveSha256) {
      const { state, failure } = (await archiveCopyStates(tx, [scanId])).get(scanId) ?? noArchiveCopy;
      throw new Refusal('scan_not_ready', state === 'failed' ? 'The archive copy could not be made.' : 'The archive copy is still being made.', { state, failure });
    }
    const { archiveSha256, contractId, number, title, copyLabel } = scan;
    await recordAudit(tx, actor, { kind: 'contract.archive-copy-downloaded', subjectId: scanId, contractId, facts: { sha256: archiveSha256, marked: mark !== null } });
    return { sha256: archiveSha256, name: [number, title, copyLabel].filter(Boolean).join(' ') };
  });
  const reply = { mediaType: 'application/pdf', downloadAs: safeName(`${name}.pdf`) };
  if (!mark) return { ...reply, body: await app.vault.open(sha256), size: await app.vault.size(sha256) };
  const body = await markedArchiveCopy(app, sha256, mark);
  return { ...reply, body, size: body.length };
}

/** `ask` enqueues the work in the same transaction. */
export async function remakeArchiveCopy(app: App, actor: Person, scanId: ScanId, ask: (tx: Parameters<typeof wantArchiveCopy>[0]) => Promise<void>): Promise<ArchiveCopyState> {
  return app.db.transaction().execute(async (tx) => {
    const scan = await findVisibleArchiveScan(tx, actor, scanId);
    if (!scan) throw notFound();
    await wantArchiveCopy(tx, scanId);
    await ask(tx);
    await recordAudit(tx, actor, { kind: 'archive-copy.asked', subjectId: scanId, contractId: scan.contractId });
    return (await archiveCopyStates(tx, [scanId])).get(scanId) ?? noArchiveCopy;
  });
}
