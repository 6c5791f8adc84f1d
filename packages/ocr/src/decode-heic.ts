import { UnreadableImage } from './errors.ts';
import type { Raster } from './raster.ts';

const brands = new Set(['heic', 'heix', 'hevc', 'heim', 'heis', 'mif1', 'msf1']);

export const isHeic = (bytes: Buffer): boolean =>
  bytes.length >= 12 && bytes.toString('latin1', 4, 8) === 'ftyp' && brands.has(bytes.toString('latin1', 8, 12));

interface HeicImage {
  width: number;
  height: number;
  decode(): Promise<{ data: Uint8ClampedArray }>;
}

/** HEIC as phones write it (libheif applies the turn the file asks for). */
export async function decodeHeic(bytes: Buffer, maxPixels: number): Promise<Raster> {
  // @ts-expect-error: heic-decode ships no types
  const { default: decode } = (await import('heic-decode')) as { default: { all(o: { buffer: Buffer }): Promise<HeicImage[] & { dispose(): void }> } };
  const images = await decode.all({ buffer: bytes });
  try {
    const image = images[0];
    if (!image) throw new UnreadableImage('empty', 'The picture has no pixels.');
    if (image.width * image.height > maxPixels) throw new UnreadableImage('too-large', 'The picture has more pixels than are read.');
    const { data } = await image.decode();
    const rgb = new Uint8Array(image.width * image.height * 3);
    for (let i = 0, o = 0; i < data.length; i += 4) {
      rgb[o++] = data[i]!;
      rgb[o++] = data[i + 1]!;
      rgb[o++] = data[i + 2]!;
    }
    return { width: image.width, height: image.height, channels: 3, data: rgb };
  } finally {
    images.dispose();
  }
}
