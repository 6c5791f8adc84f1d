import sharp from 'sharp';
import type { Metadata, Sharp } from 'sharp';
import { type Bytes, openBytes } from './bytes.ts';
import { decodeBmp, isBmp, readBmpHeader } from './decode-bmp.ts';
import { decodeHeic, isHeic, readHeicHeader } from './decode-heic.ts';
import { asUnreadable, UnreadableImage } from './errors.ts';
import { exifToStored, multiply, scaling } from './matrix.ts';
import type { Raster } from './raster.ts';
import { defaultMaxPixels, refuseLarge } from './size-limits.ts';
import type { Matrix3 } from './types.ts';

export interface DecodeOptions {
  /** Which picture of a TIFF, from 0. */
  index?: number;
  /** Refuse more pixels than this. A4 at 600 dpi is 35 million. */
  maxPixels?: number;
  /** The longer side of the working copy, in pixels. */
  workingSide?: number;
}

/** A picture as received, upright by its EXIF orientation, and a working copy of it. */
export interface Received {
  /** RGB or grey working copy. */
  raster: Raster;
  /** From the working copy's pixels to the pixels stored in the file. */
  toStored: Matrix3;
  /** Size upright by EXIF, at the resolution stored. */
  width: number;
  height: number;
  dpi: number | null;
  exifOrientation: number;
  bilevel: boolean;
  /** Number of pictures in the file. */
  count: number;
  /** The picture again at full resolution, upright by EXIF. */
  open(): Sharp;
  /** The file's own bytes where it is a JPEG lying upright. */
  jpeg?: () => Promise<Buffer>;
}

interface Opened {
  open(): Sharp;
  meta: Metadata;
}

async function openSource(source: Buffer | string, options: DecodeOptions): Promise<Opened> {
  const limitInputPixels = options.maxPixels ?? defaultMaxPixels;
  const own = await withOwnKind(source, async (bytes, kind) => (kind === 'bmp' ? decodeBmp(bytes, limitInputPixels) : decodeHeic(bytes, limitInputPixels)));
  if (own) {
    const open = () => sharp(own.data, { raw: { width: own.width, height: own.height, channels: own.channels }, limitInputPixels });
    return { open, meta: { ...(await open().metadata()), density: 0 } as Metadata };
  }
  const open = () =>
    sharp(source, { limitInputPixels, page: options.index ?? 0, failOn: 'truncated', sequentialRead: true, autoOrient: true });
  return { open, meta: await open().metadata() };
}

/** Whether the picture is of a kind that lies decoded in memory as a whole: BMP and HEIC. */
export async function isDecodedWhole(source: Buffer | string): Promise<boolean> {
  return (await withOwnKind(source, async () => true)) ?? false;
}

/** For the kinds that sharp does not know and we decode ourselves; undefined for the others. */
async function withOwnKind<T>(source: Buffer | string, use: (bytes: Bytes, kind: 'bmp' | 'heic') => Promise<T>): Promise<T | undefined> {
  const bytes = await openBytes(source);
  try {
    const head = await bytes.read(0, 64);
    if (head.length === 0) throw new UnreadableImage('empty', 'The file is empty.');
    return isBmp(head) ? await use(bytes, 'bmp') : isHeic(head) ? await use(bytes, 'heic') : undefined;
  } finally {
    await bytes.close();
  }
}

async function readWhole(path: string): Promise<Buffer> {
  const { readFile } = await import('node:fs/promises');
  return readFile(path);
}

/**
 * Reads a JPEG, PNG, TIFF, WebP, GIF, AVIF, HEIC or BMP.
 * Throws `UnreadableImage`; a picture that is cut short is refused rather than read half.
 */
export async function decodeImage(source: Buffer | string, options: DecodeOptions = {}): Promise<Received> {
  try {
    const { open, meta } = await openSource(source, options);
    if (!meta.width || !meta.height) throw new UnreadableImage('empty', 'The picture has no pixels.');
    refuseLarge(meta.width, meta.height, options.maxPixels ?? defaultMaxPixels);
    const exifOrientation = meta.orientation ?? 1;
    const sideways = exifOrientation >= 5;
    const width = sideways ? meta.height : meta.width;
    const height = sideways ? meta.width : meta.height;
    const scale = Math.min(1, (options.workingSide ?? 2400) / Math.max(width, height));
    const colourSpace = meta.space ?? 'srgb';
    const grey = (meta.channels ?? 3) < 3 || colourSpace === 'b-w';
    let pipeline = open().flatten({ background: '#fff' }).toColourspace(grey ? 'b-w' : 'srgb');
    if (scale < 1) pipeline = pipeline.resize(Math.round(width * scale), Math.round(height * scale), { fit: 'fill', kernel: 'cubic' });
    const { data, info } = await pipeline.raw().toBuffer({ resolveWithObject: true });
    const channels = info.channels === 3 ? 3 : 1;
    const raster: Raster = { data, width: info.width, height: info.height, channels };
    return {
      raster,
      toStored: multiply(exifToStored(exifOrientation, width, height), scaling(width / info.width, height / info.height)),
      width,
      height,
      // Cameras write 72 or 96 whatever they mean by it; no scanner scans a contract at that.
      dpi: meta.density && meta.density > 99 ? Math.round(meta.density) : null,
      exifOrientation,
      bilevel: meta.bitsPerSample === 1 || isBilevel(raster),
      count: meta.pages ?? 1,
      open,
      ...(meta.format === 'jpeg' && exifOrientation === 1 ? { jpeg: async () => (typeof source === 'string' ? await readWhole(source) : source) } : {}),
    };
  } catch (error) {
    throw asUnreadable(error);
  }
}

/** How many pictures the file holds (TIFF), told by its header; nothing is decoded. Throws `UnreadableImage` where that says that it cannot be read. */
export async function countImages(source: Buffer | string, { maxPixels = defaultMaxPixels }: Pick<DecodeOptions, 'maxPixels'> = {}): Promise<number> {
  try {
    const own = await withOwnKind(source, async (bytes, kind) => {
      await (kind === 'bmp' ? readBmpHeader(bytes, maxPixels) : readHeicHeader(bytes, maxPixels));
      return 1;
    });
    return own ?? (await sharp(source, { limitInputPixels: maxPixels }).metadata()).pages ?? 1;
  } catch (error) {
    throw asUnreadable(error);
  }
}

function isBilevel(raster: Raster): boolean {
  if (raster.channels !== 1) return false;
  let middle = 0;
  for (let i = 0; i < raster.data.length; i += 7) if (raster.data[i]! > 8 && raster.data[i]! < 247) middle++;
  return middle * 7 < raster.data.length * 0.001;
}
