import { afterAll, beforeAll, expect, it } from 'vitest';
import { printedPdf } from './fixtures.ts';
import { openPdf, readPdfPage } from './pdf.ts';
import { openReader } from './pool.ts';
import type { Reader } from './pool.ts';

let reader: Reader;
beforeAll(() => {
  reader = openReader({ threads: 1 });
});
afterAll(() => reader.close());

const hex = (text: string): string => `<${Array.from(text, (char) => char.charCodeAt(0).toString(16).padStart(4, '0')).join('')}>`;
const lines = ['设备采购合同', '甲方：北京远山科技有限公司', '乙方：上海长风仪表有限公司', '双方经协商一致订立本合同', '合同总价为人民币玖万元整', '验收合格后十日内付清'];
const upright = lines.map((line, i) => `1 0 0 1 40 ${340 - 50 * i} Tm ${hex(line)} Tj`);

async function read(operators: readonly string[]) {
  const pdf = await openPdf(printedPdf(operators.join(' ')));
  const { from, lines: found } = await readPdfPage(reader, pdf, 1);
  pdf.close();
  return { from, said: found.map(({ text }) => text) };
}

it('what is written across the page, as watermarks are, does not run into its lines', async () => {
  expect(await read([...upright, `0.7 0.7 -0.7 0.7 60 60 Tm ${hex('内部资料请勿外传')} Tj`])).toEqual({ from: 'pdf-text', said: lines });
});

it.each([
  ['its left', '0 1 -1 0', (i: number) => `${60 + 50 * i} 40`],
  ['its right', '0 -1 1 0', (i: number) => `${340 - 50 * i} 360`],
  ['its head', '-1 0 0 -1', (i: number) => `360 ${60 + 50 * i}`],
])('a page that lies on %s is turned by looking at it', async (_, turn, at) => {
  const { from, said } = await read(lines.map((line, i) => `${turn} ${at(i)} Tm ${hex(line)} Tj`));
  expect(from).toBe('image');
  expect(said.join('').replaceAll(':', '：')).toBe(lines.join(''));
});
