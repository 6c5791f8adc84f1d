import { UnreadableImage } from './errors.ts';
import type { Raster } from './raster.ts';

/** Source: Microsoft BITMAPINFOHEADER; uncompressed 1, 4, 8, 24 and 32 bits, bottom-up or top-down. */
export const isBmp = (bytes: Uint8Array): boolean => bytes[0] === 0x42 && bytes[1] === 0x4d;

export function decodeBmp(bytes: Buffer, maxPixels: number): Raster {
  if (bytes.length < 54) throw new UnreadableImage('cut-short', 'The file ends before its picture does.');
  const start = bytes.readUInt32LE(10);
  const header = bytes.readUInt32LE(14);
  const width = bytes.readInt32LE(18);
  const signedHeight = bytes.readInt32LE(22);
  const height = Math.abs(signedHeight);
  const bits = bytes.readUInt16LE(28);
  const compression = bytes.readUInt32LE(30);
  if (header < 40 || (compression !== 0 && compression !== 3) || ![1, 4, 8, 24, 32].includes(bits)) {
    throw new UnreadableImage('unsupported', 'This kind of BMP is not read.');
  }
  if (width <= 0 || height === 0) throw new UnreadableImage('empty', 'The picture has no pixels.');
  if (width * height > maxPixels) throw new UnreadableImage('too-large', 'The picture has more pixels than are read.');
  const stride = Math.ceil((width * bits) / 32) * 4;
  if (bytes.length < start + stride * height) throw new UnreadableImage('cut-short', 'The file ends before its picture does.');

  const palette = 14 + header;
  const data = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y++) {
    const row = start + stride * (signedHeight > 0 ? height - 1 - y : y);
    for (let x = 0; x < width; x++) {
      const at = bits >= 24 ? row + x * (bits / 8) : palette + 4 * paletteIndex(bytes, row, x, bits);
      const o = (y * width + x) * 3;
      data[o] = bytes[at + 2] ?? 255;
      data[o + 1] = bytes[at + 1] ?? 255;
      data[o + 2] = bytes[at] ?? 255;
    }
  }
  return { width, height, channels: 3, data };
}

function paletteIndex(bytes: Buffer, row: number, x: number, bits: number): number {
  const byte = bytes[row + ((x * bits) >> 3)]!;
  return (byte >> (8 - bits - ((x * bits) & 7))) & ((1 << bits) - 1);
}
