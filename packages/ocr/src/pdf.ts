import { randomUUID } from 'node:crypto';
import { unlinkSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UnreadablePdf } from './errors.ts';
import { pdfium } from './pdfium.ts';
import type { Reader, ReadImageOptions } from './pool.ts';
import type { PageWithImage } from './read-page.ts';

export interface PdfSource {
  readonly path: string;
  readonly password: string | undefined;
  readonly pageCount: number;
  /** Size in points (1/72 inch), as shown; pages count from 1. */
  pageSize(page: number): { width: number; height: number };
  close(): void;
}

/**
 * Opens a PDF; its pages are read from the file as they are asked for, whatever its size (up to 4 GB).
 * A `Uint8Array` is put into a temporary file, removed by `close`.
 * Throws `PasswordNeeded` or `UnreadablePdf`.
 */
export async function openPdf(source: string | Uint8Array, options: { password?: string } = {}): Promise<PdfSource> {
  const path = typeof source === 'string' ? source : join(tmpdir(), `qige-${randomUUID()}.pdf`);
  if (typeof source !== 'string') await writeFile(path, source, { mode: 0o600 });
  const forget = (): void => {
    if (typeof source !== 'string') unlinkSync(path);
  };
  try {
    const engine = await pdfium();
    const handle = engine.openFile(path, options.password);
    const pageCount = engine.call('FPDF_GetPageCount', handle.document);
    if (pageCount < 1) {
      handle.close();
      throw new UnreadablePdf('empty', 'The PDF has no pages.');
    }
    return {
      path,
      password: options.password,
      pageCount,
      pageSize(page) {
        return engine.scratch(8, (size) => {
          if (!engine.call('FPDF_GetPageSizeByIndexF', handle.document, page - 1, size)) throw new UnreadablePdf('broken', `Page ${page} of the PDF is damaged.`);
          return { width: engine.view().getFloat32(size, true), height: engine.view().getFloat32(size + 4, true) };
        });
      },
      close() {
        handle.close();
        forget();
      },
    };
  } catch (error) {
    forget();
    throw error;
  }
}

/**
 * Reads page `page` (from 1) of a PDF: its own text where that is sound (confidence 1), else the image of it.
 * All boxes are in pixels of the image returned. Throws as `Reader.readImage` does, and `UnreadablePdf`.
 */
export function readPdfPage(reader: Reader, pdf: PdfSource, page: number, options: ReadImageOptions = {}): Promise<PageWithImage> {
  return reader.readImage({ pdf: pdf.path, page, ...(pdf.password === undefined ? {} : { password: pdf.password }) }, options);
}
