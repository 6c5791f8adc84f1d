import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

/** For tests: where a committed sample lies, and its bytes. */
export const fixturePath = (name: string): string => fileURLToPath(new URL(`../fixtures/${name}`, import.meta.url));

export const fixture = (name: string): Promise<Buffer> => readFile(fixturePath(name));

/** A PDF of one page, 400 × 400 points, with these operators of text, in a Chinese font that it names and does not bring. */
export function printedPdf(operators: string, font = 'STSong-Light', encoding = 'UniGB-UCS2-H', kind = 'CIDFontType0'): Buffer {
  const content = `BT /F 20 Tf ${operators} ET`;
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 400]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>',
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
