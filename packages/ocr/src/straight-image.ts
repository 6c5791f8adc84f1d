import sharp from 'sharp';
import type { Received } from './decode.ts';
import { identity, multiply, scaling } from './matrix.ts';
import { warp } from './raster.ts';
import type { Raster } from './raster.ts';
import type { Box, Matrix3, ReadLine } from './types.ts';

/** The straightened page as a file: PNG of 1 bit where the page is bilevel, else JPEG, grey or colour. */
export async function encodePage(page: Raster, bilevel: boolean): Promise<Buffer> {
  const image = sharp(page.data, { raw: { width: page.width, height: page.height, channels: page.channels } });
  if (bilevel) return image.toColourspace('b-w').threshold(128).png({ palette: true, colours: 2, compressionLevel: 9 }).toBuffer();
  return image.toColourspace(page.channels === 1 ? 'b-w' : 'srgb').jpeg({ quality: 85 }).toBuffer();
}

/**
 * The straightened page at the resolution received. `page` is the straightened working copy, good enough where nothing
 * was lost to it; a JPEG that needs no straightening is passed on byte for byte.
 */
export async function straightImage(received: Received, page: Raster, toWork: Matrix3, width: number, height: number): Promise<Buffer> {
  if (toWork === identity && received.jpeg) return received.jpeg();
  const { raster } = received;
  if (received.width === raster.width) return encodePage(page, received.bilevel);
  const { data, info } = await received
    .open()
    .flatten({ background: '#fff' })
    .toColourspace(raster.channels === 1 ? 'b-w' : 'srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  const full: Raster = { data, width: info.width, height: info.height, channels: info.channels === 3 ? 3 : 1 };
  if (toWork === identity) return encodePage(full, received.bilevel);
  const enlarge = received.width / raster.width;
  return encodePage(warp(full, multiply(scaling(enlarge, enlarge), toWork, scaling(1 / enlarge, 1 / enlarge)), width, height), received.bilevel);
}

export function scaleLine(line: ReadLine, by: number): ReadLine {
  if (by === 1) return line;
  const scaled = (box: Box): Box => [box[0] * by, box[1] * by, box[2] * by, box[3] * by];
  return { ...line, box: scaled(line.box), chars: line.chars.map((c) => ({ ...c, box: scaled(c.box) })) };
}

/** Resolution of a whole sheet of A4, which a page of its shape is taken for. */
export function sheetDpi(width: number, height: number): number | null {
  const [short, long] = width < height ? [width, height] : [height, width];
  return Math.abs(long / short - Math.SQRT2) < 0.07 ? Math.round(long / 11.693) : null;
}
