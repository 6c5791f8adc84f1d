import type { PageId } from '@qige/wire';
import type { App } from '../app.ts';
import { findSetting } from '../people/setting.queries.ts';
import { readCodes } from '../scans/page-codes.ts';
import { copiesByLabel } from './scan-label.queries.ts';
import { labelOnPage, saysLabel, scanLabelVerdict, type ScanLabel, type SeenLabel } from './scan-label.rules.ts';
import type { EffectivePage } from './text.queries.ts';

/** A code of 16 mm on A4 has some four dots to a square at this size. */
const lookedAt = 2000;

const linesOf = (page: EffectivePage) => page.lines.map(({ text, stored }) => ({ text, box: [...stored.b] as [number, number, number, number] }));

async function labelsOn(app: App, page: EffectivePage, installation: string): Promise<SeenLabel[]> {
  const codes = page.imageSha256 ? await readCodes(await app.vault.read(page.imageSha256), lookedAt) : [];
  return labelOnPage(page.pageId, codes, linesOf(page), installation);
}

/** Labels on the first page, where they belong, and on others whose text says that there is one. */
export async function findLabels(app: App, pages: readonly EffectivePage[], cover: ScanLabel | undefined): Promise<{ seen: SeenLabel[]; label: ScanLabel | undefined }> {
  const installation = String(await findSetting(app.db, 'archive.installation'));
  const seen: SeenLabel[] = [];
  for (const [i, page] of pages.entries()) if (i === 0 || saysLabel(page.lines)) seen.push(...(await labelsOn(app, page, installation)));
  const verdict = scanLabelVerdict(seen, await copiesByLabel(app.db, numbersIn(seen)), cover);
  return { seen, label: verdict && { ...verdict, cover: cover !== undefined && verdict.code === cover.code } };
}

const coverWords = /扫描封面页/;

/** Cover sheets among the pages, with what the code on each says. A sheet whose code cannot be read at all stays a page, for somebody to look at. */
export async function findCovers(app: App, pages: readonly EffectivePage[]): Promise<Map<PageId, ScanLabel>> {
  const covers = new Map<PageId, ScanLabel>();
  const suspected = pages.filter(({ lines }) => lines.length < 20 && lines.some(({ text }) => coverWords.test(text.replaceAll(/\s/g, ''))));
  if (suspected.length === 0) return covers;
  const installation = String(await findSetting(app.db, 'archive.installation'));
  for (const page of suspected) {
    const seen = await labelsOn(app, page, installation);
    const verdict = scanLabelVerdict(seen, await copiesByLabel(app.db, numbersIn(seen)), undefined);
    if (verdict) covers.set(page.pageId, { ...verdict, cover: true });
  }
  return covers;
}

const numbersIn = (seen: readonly SeenLabel[]): number[] => seen.flatMap(({ number }) => number ?? []);
