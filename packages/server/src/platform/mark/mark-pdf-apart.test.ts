import { deflateSync } from 'node:zlib';
import { PDFDocument } from '@cantoo/pdf-lib';
import { expect, test } from 'vitest';
import { markPdfApart, timeFor } from './mark-pdf-apart.ts';

/** A PDF of one page, with this before its table of objects. */
async function pdfWith(...more: (Buffer | string)[]): Promise<Buffer> {
  const document = await PDFDocument.create();
  document.addPage();
  const plain = Buffer.from(await document.save({ useObjectStreams: false }));
  const at = plain.indexOf('xref');
  return Buffer.concat([plain.subarray(0, at), ...more.map((one) => Buffer.from(one)), plain.subarray(at)]);
}
const stream = (dict: string, contents: Buffer): (Buffer | string)[] => [`99 0 obj\n<< ${dict} /Length ${contents.length} >>\nstream\n`, contents, '\nendstream\nendobj\n'];
const blank = Buffer.concat([Buffer.from('100 0 '), Buffer.alloc(80 * 1024 ** 2, ' ')]);
const objects = '/Type /ObjStm /N 1 /First 6';

test.each([
  ['objects packed into megabytes of nothing', stream(`${objects} /Filter /FlateDecode`, deflateSync(blank, { level: 1 })), undefined],
  ['objects packed twice', stream(`${objects} /Filter [/FlateDecode /FlateDecode]`, deflateSync(deflateSync(Buffer.from('100 0 (one)')))), undefined],
  ['a table of more objects than there is memory for', stream('/Type /XRef /Size 2000000000 /W [0 0 0]', Buffer.alloc(0)), 500],
  ['beginnings without an end, each looked for to the end of the file', ['1 0 obj << '.repeat(40_000)], 500],
])('a PDF of %s is refused, and nothing waits for it', async (_, more, mostMs) => {
  const file = await pdfWith(...more);
  let beats = 0;
  const beat = setInterval(() => beats++, 20);
  const refused = await markPdfApart(file, '周敏', mostMs).catch((error: unknown) => error);
  clearInterval(beat);
  expect(refused).toMatchObject({ name: 'Unmarkable', message: 'damaged' });
  expect(beats).toBeGreaterThan(5);
});

test('a small PDF has little time, and the largest no more than two minutes', () => {
  expect([0, 1, 20, 100, 300].map((mb) => timeFor(mb * 1e6) / 1000)).toEqual([20, 20.5, 30, 70, 120]);
});

test('objects packed as they should be are marked', async () => {
  const document = await PDFDocument.create();
  document.addPage();
  const marked = await markPdfApart(await document.save({ useObjectStreams: true }), '周敏');
  expect((await PDFDocument.load(marked)).getPageCount()).toBe(1);
});
