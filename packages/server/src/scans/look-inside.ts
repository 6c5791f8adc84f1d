import { open, stat } from 'node:fs/promises';
import { countImages, openPdf, PasswordNeeded, UnreadableImage, UnreadablePdf } from '@qige/ocr';
import type { QuarantineReason } from '@qige/wire';
import type { Config } from '../platform/config.ts';
import { type FileKind, kindOf } from './kinds.rules.ts';

export type Inside =
  | { kind: 'opened'; fileKind: FileKind; pages: number }
  | { kind: 'quarantined'; fileKind: FileKind | null; reason: QuarantineReason; details?: Record<string, string | number> };

/** Looks whether a file can be taken apart into pages. Says no in words; throws only where trying again may help. */
export async function lookInside(path: string, config: Pick<Config, 'maxPages' | 'maxPixels'>, password: string | undefined): Promise<Inside> {
  if ((await stat(path)).size === 0) return { kind: 'quarantined', fileKind: null, reason: 'empty' };
  const fileKind = kindOf(await headOf(path));
  if (!fileKind) return { kind: 'quarantined', fileKind, reason: 'unsupported' };
  try {
    const pages = fileKind === 'pdf' ? await countPdfPages(path, password) : await countImages(path);
    if (pages > config.maxPages) return { kind: 'quarantined', fileKind, reason: 'too_many_pages', details: { pages, limit: config.maxPages } };
    return { kind: 'opened', fileKind, pages };
  } catch (error) {
    const reason = reasonOf(error);
    if (!reason) throw error;
    return { kind: 'quarantined', fileKind, reason, ...(reason === 'too_many_pixels' ? { details: { limit: config.maxPixels } } : {}) };
  }
}

async function countPdfPages(path: string, password: string | undefined): Promise<number> {
  const pdf = await openPdf(path, password === undefined ? {} : { password });
  pdf.close();
  return pdf.pageCount;
}

const reasons = { broken: 'broken', empty: 'empty', 'too-large': 'too_many_pixels', unsupported: 'unsupported', 'cut-short': 'cut_short' } as const;

function reasonOf(error: unknown): QuarantineReason | undefined {
  if (error instanceof PasswordNeeded) return error.given ? 'password_wrong' : 'password_needed';
  if (error instanceof UnreadableImage || error instanceof UnreadablePdf) return reasons[error.code];
  return undefined;
}

async function headOf(path: string): Promise<Buffer> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(1100), 0, 1100, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
