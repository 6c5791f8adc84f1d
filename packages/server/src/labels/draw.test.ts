import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PDFiumLibrary } from '@hyzyla/pdfium';
import QRCode from 'qrcode';
import sharp from 'sharp';
import { labelCode } from '@qige/rules/label-code';
import { openPdf, openReader, renderPdfPage } from '@qige/ocr';
import type { LabelSize, LabelTemplateId } from '@qige/wire';
import { type Drawing, moved } from '../platform/print/drawing.ts';
import { pdfOf } from '../platform/print/pdf.ts';
import { settable, unprintable } from '../platform/print/set-text.ts';
import { zplOf } from '../platform/print/zpl.ts';
import { readCodes } from '../scans/page-codes.ts';
import { borrowerCard, boxLabel, itemLabel, shelfLabel } from './draw-labels.ts';
import { archiveStamp, boxSpine, coverSheet } from './draw-pages.ts';
import type { CopyFacts, PersonFacts, PlaceFacts } from './label-facts.ts';
import { placesOnSheets, sizes, templates } from './sizes.rules.ts';

/** What is hard to set: a long title, a party of sixty characters, and characters that fonts tend to lack. */
const title = '岫霁舸𠮷（上海）智能装备科技股份有限公司与北京宏达精密机械制造有限公司关于年产三百台五轴联动数控机床生产线的设备采购、安装调试及售后服务合同（含第二次补充协议及全部附件）';
const party = Array.from('中国岫岩满族自治县霁光舸运𠮷田精密仪器仪表进出口贸易与技术服务股份有限责任公司东北地区第二分公司沈阳经济技术开发区办事处驻外机构').slice(0, 60).join('');

const copyOf = (no: number): CopyFacts => ({ code: labelCode('1A2B', 'copy', no), archivalCode: `A015-HT·2024-D30-XSB-${String(no).padStart(4, '0')}`, contractNumber: `XS-2024-${String(no).padStart(4, '0')}`, title, party, ordinal: 12, kind: 'duplicate', pageCount: 128, retention: '30年', filed: { fonds: 'A015', year: '2024', item: String(no).padStart(4, '0'), department: '华东区销售与客户服务部' } });
const placeOf = (no: number): PlaceFacts => ({ code: labelCode('1A2B', 'place', no), placeCode: `H${no}`, name: `合同 2024 第 ${no} 盒`, kindName: '盒', where: '总部大楼地下一层 / 第二库房（永久卷） / 03列 / 岫岩柜 / 5层', span: { fonds: 'A015', years: '2023—2024', retention: '30年、永久', department: '销售部、采购与供应链管理部', first: '0001', last: '0032' } });
const personOf = (no: number): PersonFacts => ({ code: labelCode('1A2B', 'person', no), name: '欧阳霁舸', department: '华东区销售与客户服务部' });

const draw: Record<LabelTemplateId, (no: number, size: LabelSize) => Drawing> = {
  item: (no, size) => itemLabel(copyOf(no), size),
  stamp: (no) => archiveStamp(copyOf(no)),
  cover: (no) => coverSheet(copyOf(no)),
  box: (no, size) => boxLabel(placeOf(no), size),
  spine: (no, size) => boxSpine(placeOf(no), size),
  shelf: (no, size) => shelfLabel(placeOf(no), size),
  card: (no, size) => borrowerCard(personOf(no), size),
};

const codesIn = (drawing: Drawing): string[] => drawing.marks.flatMap((mark) => (mark.kind === 'code' ? [mark.text] : []));
const textsIn = (drawing: Drawing): string[] => drawing.marks.flatMap((mark) => (mark.kind === 'text' ? [settable(mark.text)] : []));
const plain = (text: string): string => text.replaceAll(/\s/gu, '');

let library: PDFiumLibrary;
beforeAll(async () => {
  library = await PDFiumLibrary.init();
});
afterAll(() => library.destroy());

async function textOf(bytes: Uint8Array): Promise<string> {
  const document = await library.loadDocument(bytes);
  const text = document.getPage(0).getText();
  document.destroy();
  return plain(text);
}

const each = templates.flatMap(({ id, sizes: of }) => of.map((sizeId) => [id, sizeId] as const));

describe.each(each)('%s on %s', (id, sizeId) => {
  const size = sizes.find((one) => one.id === sizeId) as LabelSize;
  const numbers = size.columns * size.rows > 1 ? [1041, 1042] : [1041];
  const labels = numbers.map((no) => draw[id](no, size));

  test('nothing leaves the label, and no line of text runs over its edge', () => {
    for (const { marks, width, height } of labels) {
      expect([width, height]).toEqual([size.width, size.height]);
      for (const mark of marks) {
        const [right, low] = mark.kind === 'line' ? [Math.max(mark.from[0], mark.to[0]), Math.max(mark.from[1], mark.to[1])] : mark.kind === 'code' ? [mark.x + mark.side, mark.y + mark.side] : mark.kind === 'text' ? [mark.x, mark.y] : [mark.x + mark.width, mark.y + mark.height];
        expect(right, JSON.stringify(mark)).toBeLessThanOrEqual(width + 0.01);
        expect(low, JSON.stringify(mark)).toBeLessThanOrEqual(height + 0.01);
      }
    }
  });

  test('as PDF its codes are read back from the page, and its text is the text it was given', async () => {
    // The first label at the last place but one, the second at the last: what goes wrong at the far edge is seen there.
    const spots = placesOnSheets(size, numbers.length, size.columns * size.rows - numbers.length);
    expect(spots.every(({ page }) => page === 0)).toBe(true);
    const page: Drawing = { ...size.page, marks: labels.flatMap(({ marks }, i) => moved(marks, spots[i]?.x ?? 0, spots[i]?.y ?? 0)) };
    const bytes = await pdfOf([page], '标签');
    const said = await textOf(bytes);
    for (const text of labels.flatMap(textsIn)) expect(said).toContain(plain(text));
    const pdf = await openPdf(bytes);
    try {
      const codes = await readCodes(await renderPdfPage(pdf.path, 1), 5000);
      expect(codes.map(({ text }) => text).sort()).toEqual(labels.flatMap(codesIn).sort());
    } finally {
      pdf.close();
    }
  });

  if (size.kind === 'roll') {
    test.each([203, 300] as const)('as ZPL at %i dpi its picture and its code come out as drawn', async (dpi) => {
      const [drawing] = labels as [Drawing];
      const image = await printed(await zplOf(drawing, dpi));
      expect((await readCodes(image, 5000)).map(({ text }) => text)).toEqual(codesIn(drawing));
    });
  }
});

/** A label printer of paper: draws what the ZPL says, a code ten dots lower than told, as printers do. */
async function printed(zpl: string): Promise<Buffer> {
  const [, wide, tall] = /\^PW(\d+)\^LL(\d+)/.exec(zpl) ?? [];
  const [width, height] = [Number(wide), Number(tall)];
  const [, total, bytesPerRow, data = ''] = /\^GFA,\d+,(\d+),(\d+),([^^]*)\^FS/.exec(zpl) ?? [];
  const rowBytes = Number(bytesPerRow);
  const dots = Buffer.alloc(width * height, 255);
  const rows = rowsOf(data, rowBytes * 2);
  expect(rows.length * rowBytes).toBe(Number(total));
  rows.forEach((row, y) => {
    const bits = Buffer.from(row, 'hex');
    for (let x = 0; x < width; x++) if ((bits[x >> 3] ?? 0) & (128 >> (x & 7))) dots[y * width + x] = 0;
  });
  for (const [, x, y, step, level, text = ''] of zpl.matchAll(/\^FO(\d+),(\d+)\^BQN,2,(\d+)\^FD(\w)A,([^^]*)\^FS/g)) {
    const { size, data: squares } = QRCode.create(text, { errorCorrectionLevel: level as 'Q' }).modules;
    const [left, top, side] = [Number(x), Number(y) + 10, Number(step)];
    let covered = 0;
    for (let row = 0; row < size * side; row++) for (let column = 0; column < size * side; column++) {
      const at = (top + row) * width + left + column;
      if (left + column >= width || top + row >= height || dots[at] !== 255) covered++;
      if (squares[Math.floor(row / side) * size + Math.floor(column / side)]) dots[at] = 1;
    }
    expect(covered, 'dots of the code that do not stand on free ground').toBe(0);
  }
  return sharp(dots, { raw: { width, height, channels: 1 } }).png().toBuffer();
}

/** ZPL's own way of writing runs, read back. */
function rowsOf(data: string, digits: number): string[] {
  const rows: string[] = [];
  let row = '';
  let times = 0;
  for (const char of data) {
    if (char === ':') rows.push(rows.at(-1) ?? '');
    else if (char === ',' || char === '!') row = row.padEnd(digits, char === ',' ? '0' : 'F');
    else if (char >= 'G' && char <= 'Y') times += char.charCodeAt(0) - 70;
    else if (char >= 'g' && char <= 'z') times += (char.charCodeAt(0) - 102) * 20;
    else {
      row += char.repeat(times || 1);
      times = 0;
    }
    if (row.length === digits) {
      rows.push(row);
      row = '';
    }
  }
  return rows;
}

test('Chinese on a label printer can be read: the picture of a label is read by the engine', async () => {
  const size = sizes.find(({ id }) => id === 'roll-100x70') as LabelSize;
  const reader = openReader({ threads: 1 });
  const { lines } = await reader.readImage(await printed(await zplOf(itemLabel({ ...copyOf(7), title: '岫岩霁光数控机床设备采购合同', party: '上海宏达科技有限公司' }, size), 300)));
  await reader.close();
  const said = plain(lines.map(({ text }) => text).join(''));
  for (const words of ['XS-2024-0007', '数控机床设备采购合同', '上海宏达科技有限公司', '30年']) expect(said).toContain(words);
}, 60_000);

test('a character that no outline is known of is told, and printed by its number', () => {
  expect(unprintable(`${title}${party}`)).toEqual(expect.arrayContaining(['𠮷']));
  expect(unprintable('岫霁舸喆䶮')).toEqual([]);
});
