import { open } from 'node:fs/promises';
import { countImages, openPdf, PasswordNeeded, UnreadableImage, UnreadablePdf } from '@qige/ocr';
import type { QuarantineReason } from '@qige/wire';
import type { Config } from '../platform/config.ts';
import { countPictures } from './decode-once.ts';
import { type FileKind, kindOf } from './kinds.rules.ts';
import { type Ends, endsTooSoon, tailBytes } from './whole.rules.ts';

export type Inside =
  | { kind: 'opened'; fileKind: FileKind; pages: number }
  | { kind: 'quarantined'; fileKind: FileKind | null; reason: QuarantineReason; details?: Record<string, string | number> };

type Limits = Pick<Config, 'maxPages' | 'maxPixels'>;

/** Looks whether a file can be taken apart into pages. Says no in words; throws only where trying again may help. */
export async function lookInside(path: string, limits: Limits, password: string | undefined): Promise<Inside> {
  const ends = await endsOf(path);
  if (ends.size === 0) return { kind: 'quarantined', fileKind: null, reason: 'empty' };
  const fileKind = kindOf(ends.head);
  if (!fileKind) return { kind: 'quarantined', fileKind, reason: 'unsupported' };
  if (endsTooSoon(fileKind, ends)) return { kind: 'quarantined', fileKind, reason: 'cut_short' };
  try {
    const found = await countPages(path, fileKind, limits, password);
    if (typeof found === 'string') return quarantined(fileKind, found, limits);
    if (found > limits.maxPages) return { kind: 'quarantined', fileKind, reason: 'too_many_pages', details: { pages: found, limit: limits.maxPages } };
    return { kind: 'opened', fileKind, pages: found };
  } catch (error) {
    const reason = reasonOf(error);
    if (!reason) throw error;
    return quarantined(fileKind, reason, limits);
  }
}

async function countPages(path: string, fileKind: FileKind, { maxPixels }: Limits, password: string | undefined): Promise<number | QuarantineReason> {
  if (fileKind === 'pdf') {
    const pdf = await openPdf(path, password === undefined ? {} : { password });
    pdf.close();
    return pdf.pageCount;
  }
  // These lie decoded in memory as a whole, which is for the reading process: here their headers have to do.
  if (fileKind === 'bmp' || fileKind === 'heic') return countImages(path, { maxPixels });
  return countPictures(path, maxPixels);
}

function quarantined(fileKind: FileKind, reason: QuarantineReason, { maxPixels }: Limits): Inside {
  return { kind: 'quarantined', fileKind, reason, ...(reason === 'too_many_pixels' ? { details: { limit: maxPixels } } : {}) };
}

const reasons = { broken: 'broken', empty: 'empty', 'too-large': 'too_many_pixels', unsupported: 'unsupported', 'cut-short': 'cut_short' } as const;

function reasonOf(error: unknown): QuarantineReason | undefined {
  if (error instanceof PasswordNeeded) return error.given ? 'password_wrong' : 'password_needed';
  if (error instanceof UnreadableImage || error instanceof UnreadablePdf) return reasons[error.code];
  return undefined;
}

async function endsOf(path: string): Promise<Ends> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const from = Math.max(0, size - tailBytes);
    const head = await file.read(Buffer.alloc(1100), 0, 1100, 0);
    const tail = await file.read(Buffer.alloc(size - from), 0, size - from, from);
    return { head: head.buffer.subarray(0, head.bytesRead), tail: tail.buffer.subarray(0, tail.bytesRead), size };
  } finally {
    await file.close();
  }
}
