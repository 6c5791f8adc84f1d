import { afterAll, beforeAll, expect, it } from 'vitest';
import { openPdf } from './pdf.ts';
import { openReader } from './pool.ts';
import type { Reader } from './pool.ts';
import { renderPdfPage } from './render-pdf.ts';

let reader: Reader;
beforeAll(() => {
  reader = openReader({ threads: 1 });
});
afterAll(() => reader.close());

/** A page that says `codes` in a font it names and does not bring. */
function pageIn(font: string, encoding: string, kind: string, codes: string): Buffer {
  const content = `BT /F 20 Tf 60 60 Td <${codes}> Tj ET`;
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 160]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>',
    `<</Length ${content.length}>>stream\n${content}\nendstream`,
    `<</Type/Font/Subtype/Type0/BaseFont/${font}/Encoding/${encoding}/DescendantFonts[6 0 R]>>`,
    `<</Type/Font/Subtype/${kind}/BaseFont/${font}/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>/DW 1000/FontDescriptor 7 0 R>>`,
    `<</Type/FontDescriptor/FontName/${font}/Flags 6/FontBBox[-25 -254 1000 880]/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 880/StemV 93>>`,
  ];
  const [parts, offsets] = [['%PDF-1.5\n'], [] as number[]];
  objects.forEach((object, i) => {
    offsets.push(parts.join('').length);
    parts.push(`${i + 1} 0 obj\n${object}\nendobj\n`);
  });
  const at = parts.join('').length;
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  return Buffer.from(`${parts.join('')}xref\n0 8\n0000000000 65535 f \n${table}trailer<</Size 8/Root 1 0 R>>\nstartxref\n${at}\n%%EOF`, 'latin1');
}

it.each([
  ['STSong-Light, as e-contract systems write it', 'STSong-Light', 'UniGB-UCS2-H', 'CIDFontType0', '5DE54E1A8BBE590791C78D2D5408540C'],
  ['宋体 by its name in GBK', '#CB#CE#CC#E5', 'GBK-EUC-H', 'CIDFontType2', 'B9A4D2B5C9E8B1B8B2C9B9BABACFCDAC'],
  ['SimSun', 'SimSun', 'UniGB-UTF16-H', 'CIDFontType2', '5DE54E1A8BBE590791C78D2D5408540C'],
])('a page is drawn though it does not bring its Chinese font: %s', async (_, font, encoding, kind, codes) => {
  const pdf = await openPdf(pageIn(font, encoding, kind, codes));
  const page = await reader.readImage(await renderPdfPage(pdf.path, 1));
  pdf.close();
  expect(page.lines.map(({ text }) => text)).toEqual(['工业设备采购合同']);
});
