import { PDFDocument } from '@cantoo/pdf-lib';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openHouse, type House, type Visitor } from '../test/house.ts';

let house: House;
let clerk: Visitor;
beforeAll(async () => {
  house = await openHouse();
  clerk = await house.as('clerk');
});
afterAll(() => house.close());

/** 24 bits, bottom row first: red above, white below. */
function bmp(width: number, height: number): Buffer {
  const stride = Math.ceil((width * 3) / 4) * 4;
  const bytes = Buffer.alloc(54 + stride * height, 0xff);
  bytes.write('BM', 0, 'latin1');
  for (const [at, value] of [[2, bytes.length], [6, 0], [10, 54], [14, 40], [18, width], [22, height], [30, 0], [34, stride * height], [38, 0], [42, 0], [46, 0], [50, 0]] as const) bytes.writeUInt32LE(value, at);
  bytes.writeUInt32LE(1 | (24 << 16), 26);
  for (let y = height / 2; y < height; y++) for (let x = 0; x < width; x++) bytes.set([0, 0, 255], 54 + y * stride + x * 3);
  return bytes;
}
const solid = (width: number, height: number) => sharp({ create: { width, height, channels: 3, background: { r: 10, g: 200, b: 10 } } });

/** The received image of each page made of one file, as the browser gets it. */
async function pagesOf(name: string, bytes: Buffer, view: 'received' | 'thumbnail' | 'image') {
  const batchId = (await clerk.post('/api/batches', { name })).body.id as string;
  await clerk.raw('POST', `/api/batches/${batchId}/files?name=${name}`, bytes, { 'content-type': 'application/octet-stream' });
  await house.runJobs();
  const { scans } = (await clerk.get(`/api/batches/${batchId}`)).body;
  const { sheets } = (await clerk.get(`/api/scans/${scans[0].id}`)).body;
  return Promise.all(
    sheets.map(async ({ id }: { id: string }) => {
      const reply = await clerk.raw('GET', `/api/pages/${id}/${view}`, Buffer.alloc(0), {});
      if (reply.statusCode !== 200) return reply.statusCode;
      const { width, height } = await sharp(reply.rawPayload).metadata();
      return `${reply.headers['content-type']} ${width}×${height}`;
    }),
  );
}

test('pictures are shown as they came, upright, and never larger than asked for', async () => {
  const tiff = await sharp([await solid(300, 400).png().toBuffer(), await solid(300, 400).negate().png().toBuffer()], { join: { animated: true } }).tiff().toBuffer();
  expect(await pagesOf('a.jpg', await solid(400, 300).jpeg().withMetadata({ orientation: 6 }).toBuffer(), 'received')).toEqual(['image/jpeg 300×400']);
  expect(await pagesOf('b.bmp', bmp(60, 80), 'received')).toEqual(['image/jpeg 60×80']);
  expect(await pagesOf('c.bmp', bmp(62, 80), 'thumbnail')).toEqual(['image/jpeg 62×80']);
  expect(await pagesOf('d.tif', tiff, 'received')).toEqual(['image/jpeg 300×400', 'image/jpeg 300×400']);
  expect(await pagesOf('e.png', await solid(3000, 4000).png().toBuffer(), 'thumbnail')).toEqual(['image/jpeg 180×240']);
});

test('a page of a PDF is shown, and a damaged one is not an error of ours', async () => {
  const document = await PDFDocument.create();
  document.addPage([595, 842]).drawText('one');
  expect(await pagesOf('f.pdf', Buffer.from(await document.save()), 'image')).toEqual([expect.stringMatching(/^image\/jpeg \d+×\d+$/)]);
  const damaged = await sharp([await solid(40, 50).png().toBuffer(), await solid(40, 50).negate().png().toBuffer()], { join: { animated: true } }).tiff({ compression: 'lzw' }).toBuffer();
  damaged.fill(0xff, 8, 60);
  const shown = await pagesOf('g.tif', damaged, 'received');
  expect(shown.every((page) => page === 404 || String(page).startsWith('image/jpeg'))).toBe(true);
});
