import { inflateRawSync, constants } from 'node:zlib';
import { type PDFContext, PDFArray, PDFName, PDFObjectStreamParser, type PDFRawStream, PDFXRefStreamParser } from '@cantoo/pdf-lib';

const mostUnpacked = 64 * 1024 ** 2;
const unpacked = new WeakMap<PDFContext, number>();

/**
 * The library unpacks what a PDF packs its objects into without asking how much comes of it, and three kilobytes can be a thousand megabytes.
 * It goes on without what it could not unpack; so who opens a PDF asks `unpackedWhole` afterwards.
 */
for (const parser of [PDFObjectStreamParser, PDFXRefStreamParser]) {
  const { forStream } = parser;
  parser.forStream = (stream: PDFRawStream, ...rest: []) => {
    measure(stream);
    return forStream(stream, ...rest) as never;
  };
}

export const unpackedWhole = (context: PDFContext): boolean => (unpacked.get(context) ?? 0) <= mostUnpacked;

function measure({ dict, contents }: PDFRawStream): void {
  const before = unpacked.get(dict.context) ?? 0;
  unpacked.set(dict.context, Infinity); // stands where it cannot be measured
  const filter = dict.lookup(PDFName.of('Filter'));
  const packed = filter instanceof PDFArray && filter.size() === 1 ? filter.lookup(0) : filter;
  if (packed && packed !== PDFName.of('FlateDecode')) throw new Error('Packed in a way that nobody packs objects in.');
  const size = packed ? inflateRawSync(contents.subarray(2), { maxOutputLength: mostUnpacked - Math.min(before, mostUnpacked - 1), finishFlush: constants.Z_SYNC_FLUSH }).length : contents.length;
  unpacked.set(dict.context, before + size);
}
