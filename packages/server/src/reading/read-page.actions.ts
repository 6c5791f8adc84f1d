import { UnreadableImage, UnreadablePdf, PasswordNeeded, type PageWithImage } from '@qige/ocr';
import type { PageFailure, PageId, ScanId } from '@qige/wire';
import { theSystem } from '../actor.ts';
import type { App } from '../app.ts';
import { recordAudit } from '../audit/audit.queries.ts';
import type { Tx } from '../platform/db.ts';
import { tellLive } from '../platform/live.ts';
import { BlobMissing, VaultFull } from '../platform/vault/vault.ts';
import { keepPageImages, pageSource, savePageImages } from '../scans/page-images.ts';
import { countWaitingPages, findPageToRead, lockPageToRead, markPageFailed, markPageRead, savePageReading, type PageToRead } from './page-reading.queries.ts';
import { fingerprintOf } from './fingerprint.rules.ts';
import { lookAt } from './page-look.ts';
import { packLine } from './stored-lines.rules.ts';
import { turnedImage, turnPage, type Turn } from './turn-page.ts';

const engine = 'pp-ocrv4';

/** Called in the transaction that settles the last page of a scan. */
export type WhenAllRead = (tx: Tx, scanId: ScanId) => Promise<void>;

/**
 * Reads one page and keeps what was read. Reading takes seconds and happens outside any transaction; what it found is kept only if the
 * page still waits then, so a page delivered twice is kept once. A page that cannot be read is marked with the reason, and the rest
 * of its scan goes on.
 */
export async function readPage(app: App, pageId: PageId, signal: AbortSignal, whenAllRead: WhenAllRead): Promise<void> {
  const page = await findPageToRead(app.db, pageId);
  if (page?.state !== 'waiting') return;
  const started = performance.now();
  let read: PageWithImage;
  try {
    read = await readSource(app, pageId, signal);
  } catch (error) {
    const code = permanentFailure(error);
    if (!code) throw error;
    return failPage(app, pageId, code, whenAllRead);
  }
  const seconds = (performance.now() - started) / 1000;
  const images = await keepPageImages(app, read);
  const quality = { ...read.quality, ...(await lookAt(read)) };
  const text = read.lines.map((line) => line.text).join('\n');
  const lines = read.lines.map(packLine);

  await app.db.transaction().execute(async (tx) => {
    const waiting = await lockPageToRead(tx, page);
    if (waiting?.state !== 'waiting' || waiting.turned !== page.turned) return;
    await savePageImages(tx, pageId, images);
    await savePageReading(tx, pageId, { lines, seals: read.seals, text, engine, confidence: meanConfidence(read), seconds });
    await markPageRead(tx, pageId, { width: read.width, height: read.height, quality, fingerprint: fingerprintOf(text) });
    await settled(tx, waiting, whenAllRead);
  });
}

async function readSource(app: App, pageId: PageId, signal: AbortSignal): Promise<PageWithImage> {
  const { source, index, turn, done } = await pageSource(app, pageId);
  const options = { maxPixels: app.config.maxPixels, signal };
  try {
    const read = await app.ocr.readImage(source, { ...options, ...(index === undefined ? {} : { index }) });
    return turn === 90 || turn === 180 || turn === 270 ? await readTurned(app, read, turn, options) : read;
  } finally {
    await done();
  }
}

/** Somebody turned the page, so it stands the way they said; it is read anew that way up, unless the engine would turn it back. */
async function readTurned(app: App, read: PageWithImage, turn: Turn, options: { maxPixels: number; signal: AbortSignal }): Promise<PageWithImage> {
  const image = await turnedImage(read, turn);
  const again = await app.ocr.readImage(image, options);
  if (again.quality.rotation !== 0) return turnPage(read, turn, image);
  const { dpi, skew, photo } = read.quality;
  return { ...again, from: read.from, quality: { ...again.quality, dpi, skew, photo } };
}

/** Says on the page why it could not be read. */
export async function failPage(app: App, pageId: PageId, code: PageFailure, whenAllRead: WhenAllRead): Promise<void> {
  const page = await findPageToRead(app.db, pageId);
  if (!page) return;
  await app.db.transaction().execute(async (tx) => {
    const waiting = await lockPageToRead(tx, page);
    if (waiting?.state !== 'waiting') return;
    await markPageFailed(tx, pageId, code);
    await recordAudit(tx, theSystem, { kind: 'scan.read-failed', subjectId: waiting.scanId, facts: { pageId, code } });
    await settled(tx, waiting, whenAllRead);
  });
}

async function settled(tx: Tx, { id, scanId }: PageToRead, whenAllRead: WhenAllRead): Promise<void> {
  if ((await countWaitingPages(tx, scanId)) === 0) await whenAllRead(tx, scanId);
  await tellLive(tx, { topic: 'reading', id, within: scanId });
}

/** Undefined where trying again may help: the process crashed, the disk is full, the database was away. */
function permanentFailure(error: unknown): PageFailure | undefined {
  if (error instanceof UnreadableImage || error instanceof UnreadablePdf) return error.code;
  if (error instanceof PasswordNeeded) return 'password-needed';
  return error instanceof BlobMissing ? 'file-missing' : undefined;
}

/** What to say of a page when the last attempt has failed. */
export function lastFailure(error: Error): PageFailure {
  if (error instanceof VaultFull) return 'vault-full';
  return error.name === 'ReaderCrashed' ? 'crashed' : 'unreadable';
}

function meanConfidence({ lines }: PageWithImage): number | null {
  return lines.length === 0 ? null : lines.reduce((sum, line) => sum + line.confidence, 0) / lines.length;
}
