import { PDFDocument } from '@cantoo/pdf-lib';

export type PdfImage = { image: Buffer; extension: 'jpg' | 'png'; width: number; height: number; dpi: number | null };

/** A PDF of page images and nothing else, as office scanners write it. Photos are fitted to the width of A4. */
export async function imagePdf(pages: PdfImage[]): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  for (const page of pages) await addImage(pdf, page);
  return pdf.save();
}

async function addImage(pdf: PDFDocument, { image, extension, width, height, dpi }: PdfImage): Promise<void> {
  const embedded = extension === 'png' ? await pdf.embedPng(image) : await pdf.embedJpg(image);
  const scale = dpi ? 72 / dpi : (width > height ? 842 : 595) / width;
  pdf.addPage([width * scale, height * scale]).drawImage(embedded, { x: 0, y: 0, width: width * scale, height: height * scale });
}

/** Born-digital pages first, then scanned ones: a contract whose signature page was scanned in later. */
export async function mixedPdf(digital: Uint8Array, keep: number, scanned: PdfImage[]): Promise<Uint8Array> {
  const source = await PDFDocument.load(digital);
  const pdf = await PDFDocument.create();
  for (const page of await pdf.copyPages(
    source,
    Array.from({ length: keep }, (_, i) => i),
  ))
    pdf.addPage(page);
  for (const page of scanned) await addImage(pdf, page);
  return pdf.save();
}

/** PDFs one after the other in one file: a batch from the feeder. */
export async function concatPdfs(files: Uint8Array[]): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  for (const file of files) {
    const source = await PDFDocument.load(file);
    for (const page of await pdf.copyPages(source, source.getPageIndices())) pdf.addPage(page);
  }
  return pdf.save();
}
