import { randomUUID } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { verifyArchivePdf, writeArchivePdf, type ArchivePage, type ReadLine } from '@qige/ocr';
import type { App } from '../app.ts';
import { clearLeftovers } from '../platform/leftovers.ts';
import type { StoredBlob } from '../platform/vault/vault.ts';
import type { ArchiveScan } from './archive-copy.queries.ts';
import { asReadLine } from './corrections.rules.ts';
import type { EffectivePage } from './text.queries.ts';

/** A copy without one of its pages is none. */
export class PageWithoutImage extends Error {
  override name = 'PageWithoutImage';
  readonly page: number;
  constructor(page: number) {
    super(`Page ${page} could not be read, so there is no image of it.`);
    this.page = page;
  }
}

// On the vault's own disk, so that the finished file is moved and not copied.
const makingFolder = (app: App): string => join(app.config.dataDir, 'making');

/** What killed processes left half-made is cleared away once, when this one begins to work. */
export function clearHalfMade(app: App): { stop(): Promise<void> } {
  const clearing = clearLeftovers(makingFolder(app));
  return { stop: () => clearing };
}

/** Writes the copy beside the vault, reads it back against the text it must carry, and only then hands it to the vault. */
export async function writeCheckedCopy(app: App, scan: ArchiveScan, pages: readonly EffectivePage[], signal: AbortSignal): Promise<StoredBlob> {
  const without = pages.findIndex(({ imageSha256 }) => imageSha256 === null);
  if (without >= 0 || pages.length === 0) throw new PageWithoutImage(without + 1);
  const folder = makingFolder(app);
  await mkdir(folder, { recursive: true });
  const path = join(folder, `${scan.id}-${randomUUID()}.pdf`);
  try {
    await writeArchivePdf(withImages(app, pages, signal), path, { title: `${scan.number} ${scan.title}`, createdAt: app.clock.now() });
    await verifyArchivePdf(path, pages.map((page) => ({ lines: linesOf(page) })));
    return await app.vault.adopt(path);
  } finally {
    await rm(path, { force: true });
  }
}

async function* withImages(app: App, pages: readonly EffectivePage[], signal: AbortSignal): AsyncGenerator<ArchivePage> {
  for (const page of pages) {
    signal.throwIfAborted();
    const image = await app.vault.read(page.imageSha256 ?? '');
    yield { image, page: { width: page.width, height: page.height, lines: linesOf(page), quality: { dpi: page.quality?.dpi ?? null } } };
  }
}

const linesOf = (page: EffectivePage): ReadLine[] => page.lines.map(asReadLine);
