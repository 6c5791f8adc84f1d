import sharp from 'sharp';
import type { Metadata, Sharp } from 'sharp';
import { decodeBmp, isBmp } from './decode-bmp.ts';
import { decodeHeic, isHeic } from './decode-heic.ts';
import { UnreadableImage } from './errors.ts';
import { exifToStored, multiply, scaling } from './matrix.ts';
import type { Raster } from './raster.ts';
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

export const defaultMaxPixels = 120_000_000;
const maxSide = 40_000;

interface Opened {
  open(): Sharp;
  meta: Metadata;
}

async function openSource(source: Buffer | string, options: DecodeOptions): Promise<Opened> {
  const limitInputPixels = options.maxPixels ?? defaultMaxPixels;
  const bytes = typeof source === 'string' ? await firstBytes(source) : source;
  if (bytes.length === 0) throw new UnreadableImage('empty', 'The file is empty.');
  if (isBmp(bytes) || isHeic(bytes)) {
    const whole = typeof source === 'string' ? await readWhole(source) : source;
    const raw = isBmp(bytes) ? decodeBmp(whole, limitInputPixels) : await decodeHeic(whole, limitInputPixels);
    const open = () => sharp(raw.data, { raw: { width: raw.width, height: raw.height, channels: raw.channels }, limitInputPixels });
    return { open, meta: { ...(await open().metadata()), density: 0 } as Metadata };
  }
  const open = () =>
    sharp(source, { limitInputPixels, page: options.index ?? 0, failOn: 'truncated', sequentialRead: true, autoOrient: true });
  return { open, meta: await open().metadata() };
}

async function firstBytes(path: string): Promise<Buffer> {
  const { open } = await import('node:fs/promises');
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(64), 0, 64, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
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
    if (Math.max(meta.width, meta.height) > maxSide) throw new UnreadableImage('too-large', `The picture is ${meta.width} × ${meta.height} pixels.`);
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

/** How many pictures the file holds (TIFF), without reading them. */
export async function countImages(source: Buffer | string): Promise<number> {
  try {
    return (await openSource(source, {})).meta.pages ?? 1;
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

export function asUnreadable(error: unknown): unknown {
  if (error instanceof UnreadableImage) return error;
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return error;
  const code = /exceeds pixel limit|too large|Memory/i.test(message)
    ? 'too-large'
    : /premature|truncat|ends? of (file|image)|unexpected end|not enough|read gave|insufficient|corrupt|early/i.test(message)
      ? 'cut-short'
      : /unsupported image format|no decode delegate|not supported/i.test(message)
        ? 'unsupported'
        : 'broken';
  return new UnreadableImage(code, sentence[code], { cause: error });
}

const sentence = {
  'too-large': 'The picture has more pixels than are read.',
  'cut-short': 'The file ends before its picture does.',
  unsupported: 'This kind of file is not read.',
  broken: 'The picture is damaged and cannot be decoded.',
} as const;
