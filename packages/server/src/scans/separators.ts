import { PDFDocument, type PDFPage, rgb } from '@cantoo/pdf-lib';
import QRCode from 'qrcode';
import { readCodes } from './page-codes.ts';
import { care, title, use } from './separator-words.gen.ts';

/** What the code on a separator sheet says; the number is the kind of sheet, for kinds yet to come. */
export const separatorMark = 'QIGE:SEP:1';

const a4 = [595.28, 841.89] as const;

/** Separator sheets to print, all alike: drawn once, and shown on each page. */
export async function separatorSheets(count: number): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  document.setTitle('分隔页 Separator');
  const [sheet] = await document.embedPdf(await oneSheet());
  if (!sheet) throw new Error('A document without its one page.');
  for (let i = 0; i < count; i++) document.addPage([...a4]).drawPage(sheet);
  return document.save();
}

/** A large code that a fax at 100 dpi still carries, at the top and upside down at the foot. */
async function oneSheet(): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  const code = QRCode.create(separatorMark, { errorCorrectionLevel: 'H' }).modules;
  const page = document.addPage([...a4]);
  words(page, title, 700, 84);
  squares(page, code, a4[0] / 2 - 130, 360, 260);
  words(page, use, 300, 18);
  words(page, care, 264, 18);
  page.drawText('Separator sheet. Lay it between two contracts and scan them together.', { x: 110, y: 232, size: 12, color: rgb(0.2, 0.2, 0.2) });
  squares(page, code, a4[0] / 2 - 70, 60, 140);
  return document.save();
}

/** One line of outlined words, centred, its base line at `y`. */
function words(page: PDFPage, { path, width }: { path: string; width: number }, y: number, size: number): void {
  const scale = size / 1000;
  page.drawSvgPath(path, { x: (a4[0] - width * scale) / 2, y, scale, color: rgb(0, 0, 0) });
}

function squares(page: PDFPage, { size, data }: { size: number; data: Uint8Array }, x: number, y: number, side: number): void {
  const step = side / size;
  for (let row = 0; row < size; row++)
    for (let column = 0; column < size; column++)
      // A hair wider than the step, so that no printer leaves a line between two squares.
      if (data[row * size + column]) page.drawRectangle({ x: x + column * step, y: y + side - (row + 1) * step, width: step * 1.01, height: step * 1.01, color: rgb(0, 0, 0) });
}

/** Whether a page image is a separator sheet, at any turn. */
export async function isSeparator(image: Buffer): Promise<boolean> {
  return (await readCodes(image)).some(({ text }) => text === separatorMark);
}
