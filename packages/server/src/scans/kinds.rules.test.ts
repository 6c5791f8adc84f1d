import fc from 'fast-check';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { kindOf } from './kinds.rules.ts';

const start = (text: string): Buffer => Buffer.concat([Buffer.from(text, 'latin1'), Buffer.alloc(64)]);

test('a file is told by its first bytes', async () => {
  const white = sharp({ create: { width: 8, height: 8, channels: 3, background: '#fff' } });
  for (const format of ['jpeg', 'png', 'tiff', 'webp'] as const) expect(kindOf(await white.clone().toFormat(format).toBuffer())).toBe(format);
  expect(kindOf(await white.clone().tiff({ bigtiff: true }).toBuffer())).toBe('tiff');
  expect(kindOf(start('%PDF-1.7'))).toBe('pdf');
  expect(kindOf(start(`${'\n'.repeat(500)}%PDF-1.4`))).toBe('pdf');
  expect(kindOf(start('\0\0\0\x18ftypheic'))).toBe('heic');
  const bmp = start('BM');
  bmp.writeUInt32LE(40, 14);
  expect(kindOf(bmp)).toBe('bmp');
});

test('what is none of them is none of them', async () => {
  for (const text of ['', 'BM', 'BMW Mietvertrag, geschlossen zwischen', 'PK\x03\x04', 'MZ', '<html>', 'RIFF\0\0\0\0WAVE', '\0\0\0\x18ftypmp42', '\0\0\0\x1cftypavif']) expect(kindOf(start(text)), text).toBeNull();
  expect(kindOf(Buffer.alloc(0))).toBeNull();
  fc.assert(fc.property(fc.uint8Array({ maxLength: 1100 }), (bytes) => [null, 'jpeg', 'bmp'].includes(kindOf(Buffer.from(bytes)))));
});
