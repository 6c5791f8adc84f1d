import { PDFDocument } from '@cantoo/pdf-lib';
import fc from 'fast-check';
import sharp from 'sharp';
import { beforeAll, expect, test } from 'vitest';
import type { FileKind } from './kinds.rules.ts';
import { endsTooSoon, tailBytes } from './whole.rules.ts';

const ends = (bytes: Buffer) => ({ head: bytes.subarray(0, 1100), tail: bytes.subarray(-tailBytes), size: bytes.length });
const files: [FileKind, Buffer][] = [];

beforeAll(async () => {
  const noise = sharp({ create: { width: 300, height: 400, channels: 3, background: '#fff', noise: { type: 'gaussian', mean: 128, sigma: 40 } } });
  files.push(['webp', await noise.clone().webp().toBuffer()], ['png', await noise.clone().png().toBuffer()]);
  files.push(['tiff', await noise.clone().tiff({ compression: 'lzw' }).toBuffer()], ['tiff', await noise.clone().tiff({ compression: 'jpeg', bigtiff: true }).toBuffer()]);
  const document = await PDFDocument.create();
  document.addPage();
  files.push(['pdf', Buffer.from(await document.save())], ['pdf', Buffer.from(await document.save({ useObjectStreams: false }))]);
});

test('a whole file is whole, also with padding behind it', () => {
  for (const [kind, bytes] of files) {
    expect(endsTooSoon(kind, ends(bytes)), kind).toBe(false);
    expect(endsTooSoon(kind, ends(Buffer.concat([bytes, Buffer.alloc(2000)]))), kind).toBe(false);
  }
});

test('cut anywhere before its end, a file ends too soon', () => {
  for (const [kind, bytes] of files)
    fc.assert(
      fc.property(fc.double({ min: 0.2, max: 0.9, noNaN: true }), (share) => endsTooSoon(kind, ends(bytes.subarray(0, Math.floor(bytes.length * share))))),
      { numRuns: 30 },
    );
});
