import { basename, dirname, join } from 'node:path';
import { countImages, openPdf, readPdfPage } from '@qige/ocr';
import type { PdfSource, Reader, ReadPage } from '@qige/ocr';
import type { ContractFiles } from './find-contracts.ts';

/** One page of a contract on disk. */
export interface PageRef {
  /** What to call it when it fails. */
  name: string;
  read(reader: Reader): Promise<ReadPage>;
}

/** The pages of a contract in order; a file that cannot even be opened is told among the failures. */
export async function countPages(contract: ContractFiles): Promise<{ refs: PageRef[]; failures: string[] }> {
  const refs: PageRef[] = [];
  const failures: string[] = [];
  for (const file of contract.files) {
    const name = join(basename(dirname(file)), basename(file));
    try {
      refs.push(...(contract.kind === 'pdf' ? pdfPages(await openPdf(file), name) : await imagePages(file, name)));
    } catch (error) {
      failures.push(`${name}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return { refs, failures };
}

function pdfPages(pdf: PdfSource, name: string): PageRef[] {
  const numbers = Array.from({ length: pdf.pageCount }, (_, i) => i + 1);
  // The count is all that was wanted of it here; the reading processes open the file for themselves.
  pdf.close();
  return numbers.map((page) => ({ name: `${name} page ${page}`, read: (reader) => readPdfPage(reader, pdf, page, { image: false }) }));
}

async function imagePages(file: string, name: string): Promise<PageRef[]> {
  const count = await countImages(file);
  return Array.from({ length: count }, (_, index) => ({ name: count === 1 ? name : `${name} page ${index + 1}`, read: (reader) => reader.readImage(file, { index, image: false }) }));
}
