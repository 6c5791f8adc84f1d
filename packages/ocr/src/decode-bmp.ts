import type { Bytes } from './bytes.ts';
import { UnreadableImage } from './errors.ts';
import type { Raster } from './raster.ts';
import { refuseLarge } from './size-limits.ts';

/** Source: Microsoft BITMAPINFOHEADER; uncompressed 1, 4, 8, 24 and 32 bits, bottom-up or top-down. */
export const isBmp = (bytes: Uint8Array): boolean => bytes[0] === 0x42 && bytes[1] === 0x4d;

interface BmpHeader {
  width: number;
  height: number;
  bottomUp: boolean;
  bits: 1 | 4 | 8 | 24 | 32;
  /** Where the rows begin, and how many bytes each has. */
  start: number;
  stride: number;
  palette: Buffer;
}

/** What the header says, and whether all rows it tells of are there. Throws `UnreadableImage`; no pixel is read. */
export async function readBmpHeader(bytes: Bytes, maxPixels: number): Promise<BmpHeader> {
  const head = await bytes.read(0, 54);
  if (head.length < 54) throw new UnreadableImage('cut-short', 'The file ends before its picture does.');
  const start = head.readUInt32LE(10);
  const length = head.readUInt32LE(14);
  const width = head.readInt32LE(18);
  const signedHeight = head.readInt32LE(22);
  const height = Math.abs(signedHeight);
  const bits = head.readUInt16LE(28);
  const compression = head.readUInt32LE(30);
  if (length < 40 || (compression !== 0 && compression !== 3) || !isDepth(bits)) throw new UnreadableImage('unsupported', 'This kind of BMP is not read.');
  if (width <= 0 || height === 0) throw new UnreadableImage('empty', 'The picture has no pixels.');
  refuseLarge(width, height, maxPixels);
  const stride = Math.ceil((width * bits) / 32) * 4;
  if (bytes.size < start + stride * height) throw new UnreadableImage('cut-short', 'The file ends before its picture does.');
  const palette = bits > 8 ? Buffer.alloc(0) : await bytes.read(14 + length, 4 * 2 ** bits);
  return { width, height, bottomUp: signedHeight > 0, bits, start, stride, palette };
}

const isDepth = (bits: number): bits is BmpHeader['bits'] => [1, 4, 8, 24, 32].includes(bits);

const pieceBytes = 1 << 20;

/** Some rows at a time: beside the raster there is a megabyte of the file in memory, whatever its size. */
export async function decodeBmp(bytes: Bytes, maxPixels: number): Promise<Raster> {
  const header = await readBmpHeader(bytes, maxPixels);
  const { width, height, bottomUp, start, stride } = header;
  const data = new Uint8Array(width * height * 3);
  const rowsAtOnce = Math.max(1, Math.floor(pieceBytes / stride));
  for (let first = 0; first < height; first += rowsAtOnce) {
    const rows = await bytes.read(start + first * stride, Math.min(rowsAtOnce, height - first) * stride);
    for (let row = 0; row * stride < rows.length; row++) {
      const y = bottomUp ? height - 1 - (first + row) : first + row;
      copyRow(header, rows.subarray(row * stride, (row + 1) * stride), data, y * width * 3);
    }
  }
  return { width, height, channels: 3, data };
}

function copyRow({ width, bits, palette }: BmpHeader, row: Buffer, data: Uint8Array, to: number): void {
  const [from, step] = bits > 8 ? [row, bits / 8] : [palette, 0];
  for (let x = 0, o = to; x < width; x++, o += 3) {
    const at = step > 0 ? x * step : 4 * paletteIndex(row, x, bits);
    data[o] = from[at + 2] ?? 255;
    data[o + 1] = from[at + 1] ?? 255;
    data[o + 2] = from[at] ?? 255;
  }
}

function paletteIndex(row: Buffer, x: number, bits: number): number {
  const byte = row[(x * bits) >> 3]!;
  return (byte >> (8 - bits - ((x * bits) & 7))) & ((1 << bits) - 1);
}
