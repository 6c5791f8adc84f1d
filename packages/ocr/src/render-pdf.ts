import sharp from 'sharp';
import { openPdfPage } from './pdf-page.ts';

/**
 * A page of a PDF as an encoded picture, as it stands there: nothing is straightened. `page` counts from 1.
 * Throws `PasswordNeeded`, `UnreadablePdf`, or `UnreadableImage` where it has more pixels than `maxPixels`.
 */
export async function renderPdfPage(path: string, page: number, { maxPixels, ...options }: { password?: string; maxPixels?: number } = {}): Promise<Buffer> {
  const content = await openPdfPage({ pdf: path, page, ...options }, maxPixels);
  if (content.kind === 'file') return content.bytes;
  if (content.kind === 'image') return content.received.open().jpeg({ quality: 85 }).toBuffer();
  const { data, width, height, channels } = content.raster;
  return sharp(data, { raw: { width, height, channels } }).jpeg({ quality: 85 }).toBuffer();
}
