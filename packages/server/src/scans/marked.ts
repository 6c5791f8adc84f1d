import type { Person } from '../actor.ts';
import type { App } from '../app.ts';
import { Refusal } from '../platform/errors.ts';
import { gate } from '../platform/gate.ts';
import { keepMarked } from '../platform/mark/keep-marked.ts';
import { markImage } from '../platform/mark/mark-image.ts';
import { markPdfApart } from '../platform/mark/mark-pdf-apart.ts';
import { Unmarkable } from '../platform/mark/unmarkable.ts';
import { carriesVerdict, type Mark, markVerdict } from './mark.rules.ts';

// Each holds a page or a whole PDF in memory.
const drawPage = gate(2);
// What somebody brought can be made to take long; what we made ourselves does not wait for it.
const drawOurs = gate(1);
const drawReceived = gate(1, { ms: 30_000, refuse: () => new Refusal('unavailable', 'Other files are being marked just now. Try again in a minute.', { kind: 'marking' }) });

export const markOf = (app: App, actor: Person): Mark | null => markVerdict(actor, momentOf(app));

/** A minute in the archive's own zone: `2026-03-17 09:05`. */
export function momentOf(app: App): string {
  return app.clock.now().toLocaleString('sv-SE', { timeZone: app.config.timeZone, dateStyle: 'short', timeStyle: 'short' });
}

/** A page image of the vault with the mark on it, as a JPEG. For a day the same person at the same address gets the same bytes, with the time of their first look. */
export function markedPage(app: App, sha256: string, { words, owner }: Mark): Promise<Buffer> {
  return keepMarked(`${sha256}|${owner}`, async () => {
    const image = await app.vault.read(sha256);
    return drawPage(() => markImage(image, words, app.config.maxPixels));
  });
}

export const markedPicture = (app: App, image: Buffer, { words }: Mark): Promise<Buffer> => drawPage(() => markImage(image, words, app.config.maxPixels));

async function markedPdf(app: App, sha256: string, { words }: Mark): Promise<Buffer> {
  return Buffer.from(await markPdfApart(await app.vault.read(sha256), words));
}

/** The archive copy is ours, so it can carry a mark; only its size can stand against it. */
export async function markedArchiveCopy(app: App, sha256: string, mark: Mark): Promise<Buffer> {
  const verdict = carriesVerdict({ kind: 'pdf', size: await app.vault.size(sha256), encrypted: false });
  if (verdict.kind !== 'carries') throw cannotCarry(verdict.why);
  return drawOurs(() => markedPdf(app, sha256, mark));
}

interface Received {
  sha256: string;
  kind: string | null;
  size: number;
  encrypted: boolean;
  name: string;
}

/** A file as it was received, with the mark on it; pictures become JPEGs. What cannot carry one is not given out without. */
export async function markedFile(app: App, file: Received, mark: Mark): Promise<{ bytes: Buffer; mediaType: string; name: string }> {
  const verdict = carriesVerdict(file);
  if (verdict.kind !== 'carries') throw cannotCarry(verdict.why);
  try {
    if (file.kind === 'pdf') return { bytes: await drawReceived(() => markedPdf(app, file.sha256, mark)), mediaType: 'application/pdf', name: file.name };
    return { bytes: await markedPage(app, file.sha256, mark), mediaType: 'image/jpeg', name: file.name.replace(/(\.(png|webp|jpe?g))?$/i, '.jpg') };
  } catch (error) {
    if (error instanceof Unmarkable) throw cannotCarry(error.message);
    throw error;
  }
}

const cannotCarry = (why: string): Refusal =>
  new Refusal('forbidden', 'This file cannot carry a watermark, so only those who may download without one get it. The archive PDF carries one: take that.', { kind: 'cannot-carry-mark', why });
