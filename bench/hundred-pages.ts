import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PDFDocument } from '@cantoo/pdf-lib';
import sharp from 'sharp';

const samples = join(import.meta.dirname, '../samples');

/** Adds every page of one sample that is a picture; born-digital pages cost no reading and are left out. */
async function addSample(pdf: PDFDocument, id: string): Promise<void> {
  const truth = JSON.parse(readFileSync(join(samples, id, 'truth.json'), 'utf8')) as { form: string; pages: { file: string; pdfPage?: number; profile: string; dpi: number | null }[] };
  if (truth.form.endsWith('Pdf')) {
    const source = await PDFDocument.load(readFileSync(join(samples, id, 'scan.pdf')));
    const wanted = truth.pages.flatMap((page) => (page.profile === 'digital' || page.pdfPage === undefined ? [] : [page.pdfPage - 1]));
    for (const page of await pdf.copyPages(source, wanted)) pdf.addPage(page);
    return;
  }
  for (const { file, dpi } of truth.pages) {
    const jpg = await sharp(join(samples, id, file)).rotate().jpeg({ quality: 80 }).toBuffer();
    const image = await pdf.embedJpg(jpg);
    const scale = dpi ? 72 / dpi : 595 / image.width;
    pdf.addPage([image.width * scale, image.height * scale]).drawImage(image, { x: 0, y: 0, width: image.width * scale, height: image.height * scale });
  }
}

/** A PDF of `count` scanned pages: the sample contracts one after the other, again from the start as often as it takes. */
export async function sampleBatch(count: number): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  const ids = readdirSync(samples).filter((name) => /^s\d+$/.test(name)).sort();
  for (let i = 0; pdf.getPageCount() < count; i++) await addSample(pdf, ids[i % ids.length] ?? '');
  while (pdf.getPageCount() > count) pdf.removePage(count);
  return pdf.save();
}
