import type { PageId, ScanId } from '@qige/wire';
import type { App } from '../app.ts';
import { splitAtSeparators } from '../scans/arrange.actions.ts';
import { isSeparator } from '../scans/separators.ts';
import { findCovers } from './find-labels.ts';
import { saveScanLabel, scanOfPages } from './scan-label.queries.ts';
import type { EffectivePage } from './text.queries.ts';

// The words printed on the sheet; the code decides, they only spare looking for one on every page.
const sheetWords = /分\s*隔\s*页|separator sheet/i;

/**
 * Splits a scan at the separator sheets and the cover sheets in it, before anything is taken from its text. What a cover sheet says goes with the
 * pages behind it. True where it was split.
 */
export async function splitPile(app: App, scanId: ScanId, pages: readonly EffectivePage[]): Promise<boolean> {
  const covers = await findCovers(app, pages);
  const separators: PageId[] = [];
  for (const { pageId, imageSha256, lines } of pages) {
    const suspected = lines.length < 12 && lines.some(({ text }) => sheetWords.test(text));
    if (covers.has(pageId) || (suspected && imageSha256 && (await isSeparator(await app.vault.read(imageSha256))))) separators.push(pageId);
  }
  if (separators.length === 0) return false;
  const blank = new Set(pages.filter(({ lines, quality }) => lines.length === 0 || quality?.blank).map(({ pageId }) => pageId));
  const made = await app.db.transaction().execute(async (tx) => {
    const split = await splitAtSeparators(tx, scanId, separators, blank);
    if (split.length > 0) for (const [pageId, into] of await scanOfPages(tx, [...covers.keys()])) await saveScanLabel(tx, into, covers.get(pageId));
    return split;
  });
  return made.length > 0;
}
