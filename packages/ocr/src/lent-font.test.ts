import { afterAll, beforeAll, expect, it } from 'vitest';
import { printedPdf } from './fixtures.ts';
import { openPdf } from './pdf.ts';
import { openReader } from './pool.ts';
import type { Reader } from './pool.ts';
import { renderPdfPage } from './render-pdf.ts';

let reader: Reader;
beforeAll(() => {
  reader = openReader({ threads: 1 });
});
afterAll(() => reader.close());

it.each([
  ['STSong-Light, as e-contract systems write it', 'STSong-Light', 'UniGB-UCS2-H', 'CIDFontType0', '5DE54E1A8BBE590791C78D2D5408540C'],
  ['宋体 by its name in GBK', '#CB#CE#CC#E5', 'GBK-EUC-H', 'CIDFontType2', 'B9A4D2B5C9E8B1B8B2C9B9BABACFCDAC'],
  ['SimSun', 'SimSun', 'UniGB-UTF16-H', 'CIDFontType2', '5DE54E1A8BBE590791C78D2D5408540C'],
])('a page is drawn though it does not bring its Chinese font: %s', async (_, font, encoding, kind, codes) => {
  const pdf = await openPdf(printedPdf(`60 60 Td <${codes}> Tj`, font, encoding, kind));
  const page = await reader.readImage(await renderPdfPage(pdf.path, 1));
  pdf.close();
  expect(page.lines.map(({ text }) => text)).toEqual(['工业设备采购合同']);
});
