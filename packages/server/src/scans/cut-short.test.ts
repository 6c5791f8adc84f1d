import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PDFDocument } from '@cantoo/pdf-lib';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { lookInside } from './look-inside.ts';

const limits = { maxPages: 2000, maxPixels: 200_000_000 };
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'qige-cut-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const look = async (bytes: Buffer, within = limits) => {
  const path = join(folder, 'file');
  await writeFile(path, bytes);
  const inside = await lookInside(path, within, undefined);
  return inside.kind === 'opened' ? inside.pages : inside.reason;
};
const noise = () => sharp({ create: { width: 620, height: 877, channels: 3, background: '#fff', noise: { type: 'gaussian', mean: 128, sigma: 40 } } });

const kinds: Record<string, () => Promise<Buffer>> = {
  JPEG: () => noise().jpeg().toBuffer(),
  'progressive JPEG': () => noise().jpeg({ progressive: true }).toBuffer(),
  PNG: () => noise().png().toBuffer(),
  WebP: () => noise().webp().toBuffer(),
  'TIFF, fax': () => noise().greyscale().threshold(128).toColourspace('b-w').tiff({ compression: 'ccittfax4', bitdepth: 1 }).toBuffer(),
  'TIFF, JPEG inside': () => noise().tiff({ compression: 'jpeg' }).toBuffer(),
  PDF: async () => {
    const document = await PDFDocument.create();
    for (let i = 0; i < 3; i++) document.addPage([595, 842]).drawImage(await document.embedJpg(await noise().jpeg().toBuffer()));
    return Buffer.from(await document.save());
  },
};

test.each(Object.keys(kinds))('%s: whole it opens, cut short it is told as cut short', async (kind) => {
  const bytes = (await kinds[kind]?.()) as Buffer;
  expect(await look(bytes)).toBe(kind === 'PDF' ? 3 : 1);
  for (const share of [0.98, 0.7, 0.3]) expect(await look(bytes.subarray(0, Math.floor(bytes.length * share))), `${share} of it`).toBe('cut_short');
});

test('bytes gone bad in the middle of a picture are told as broken', async () => {
  const bytes = await noise().png().toBuffer();
  const middle = Math.floor(bytes.length / 2);
  bytes.fill(0x55, middle, middle + 400);
  expect(await look(bytes)).toBe('broken');
});

test('BMP and HEIC: their headers tell what is cut short and what has too many pixels', async () => {
  const heic = Buffer.from(await readFile(new URL('../../../ocr/fixtures/two-halves.heic', import.meta.url)));
  const bmp = Buffer.alloc(54 + 3 * 100 * 100, 0xff);
  for (const [at, value] of [[2, bmp.length], [10, 54], [14, 40], [18, 100], [22, 100], [26, 1 | (24 << 16)], [30, 0]] as const) bmp.writeUInt32LE(value, at);
  bmp.write('BM', 0, 'latin1');
  for (const bytes of [heic, bmp]) {
    expect(await look(bytes)).toBe(1);
    expect(await look(bytes.subarray(0, bytes.length - 20))).toBe('cut_short');
    expect(await look(bytes, { ...limits, maxPixels: 9_000 })).toBe('too_many_pixels');
  }
});

test('the limit of pixels is the one that is set', async () => {
  const bytes = await sharp({ create: { width: 1200, height: 1000, channels: 3, background: '#fff' } }).png().toBuffer();
  expect(await look(bytes, { ...limits, maxPixels: 1_000_000 })).toBe('too_many_pixels');
  expect(await look(bytes, { ...limits, maxPixels: 1_200_000 })).toBe(1);
});
