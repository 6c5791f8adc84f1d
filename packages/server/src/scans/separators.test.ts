import { expect, test } from 'vitest';
import sharp from 'sharp';
import { openPdf, openReader, readPdfPage } from '@qige/ocr';
import { isSeparator, separatorSheets } from './separators.ts';

test('a printed sheet is known again at any turn, grey, soft and small; another page is not', async () => {
  const pdf = await openPdf(await separatorSheets(1));
  const reader = openReader({ threads: 1 });
  const { image } = await readPdfPage(reader, pdf, 1);
  pdf.close();
  await reader.close();
  for (const angle of [0, 90, 180, 270, 3]) {
    const scan = await sharp(image).rotate(angle, { background: '#fff' }).resize({ width: 850 }).blur(0.8).greyscale().jpeg({ quality: 50 }).toBuffer();
    expect(await isSeparator(scan), `${angle} degrees`).toBe(true);
  }
  const fax = await sharp(image).resize({ width: 850 }).greyscale().threshold(128).png({ palette: true, colours: 2 }).toBuffer();
  expect(await isSeparator(fax)).toBe(true);
  const page = await sharp({ create: { width: 800, height: 1100, channels: 3, background: '#fff' } }).jpeg().toBuffer();
  expect(await isSeparator(page)).toBe(false);
});
