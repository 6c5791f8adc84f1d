import sharp from 'sharp';
import type { Raster } from './raster.ts';

/** The straightened page as a file: PNG of 1 bit where the page is bilevel, else JPEG, grey or colour. */
export async function encodePage(page: Raster, bilevel: boolean): Promise<Buffer> {
  const image = sharp(page.data, { raw: { width: page.width, height: page.height, channels: page.channels } });
  if (bilevel) return image.toColourspace('b-w').threshold(128).png({ palette: true, colours: 2, compressionLevel: 9 }).toBuffer();
  return image.toColourspace(page.channels === 1 ? 'b-w' : 'srgb').jpeg({ quality: 82, chromaSubsampling: '4:4:4' }).toBuffer();
}
