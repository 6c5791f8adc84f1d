import { ArchiveCopyMismatch } from './errors.ts';
import { pdfium } from './pdfium.ts';
import { readChars } from './pdf-text.ts';
import type { ReadPage } from './types.ts';

/**
 * Reads an archive copy back and compares its text, page by page, with what the engine read (spaces aside).
 * Throws `ArchiveCopyMismatch` at the first page whose text is not all there, and `UnreadablePdf`.
 */
export async function verifyArchivePdf(path: string, pages: AsyncIterable<Pick<ReadPage, 'lines'>> | Iterable<Pick<ReadPage, 'lines'>>): Promise<void> {
  const engine = await pdfium();
  const { document, close } = engine.openFile(path);
  try {
    const count = engine.call('FPDF_GetPageCount', document);
    let number = 0;
    for await (const { lines } of pages) {
      number++;
      if (number > count) throw new ArchiveCopyMismatch(number, `missing; the copy has ${count} pages.`);
      const page = engine.call('FPDF_LoadPage', document, number - 1);
      if (page === 0) throw new ArchiveCopyMismatch(number, 'cannot be opened.');
      try {
        const kept = inOrder(readChars(engine, page, 1000, 1000).map((c) => c.text).join(''));
        const wanted = inOrder(lines.map((l) => l.text).join(''));
        if (kept !== wanted) throw new ArchiveCopyMismatch(number, describe(wanted, kept));
      } finally {
        engine.call('FPDF_ClosePage', page);
      }
    }
    if (number < count) throw new ArchiveCopyMismatch(number + 1, 'the copy has more pages than were read.');
  } finally {
    close();
  }
}

// PDFium gives ligatures and compatibility forms by their parts.
const inOrder = (text: string): string => text.normalize('NFKC').replace(/[\s\u200b\ufeff]/g, '');

function describe(wanted: string, kept: string): string {
  const at = [...wanted].findIndex((c, i) => [...kept][i] !== c);
  return `${[...wanted].length} characters were read, ${[...kept].length} are in the copy; they differ from character ${at < 0 ? [...wanted].length : at + 1} on ("${[...wanted].slice(Math.max(0, at), at + 8).join('')}").`;
}
