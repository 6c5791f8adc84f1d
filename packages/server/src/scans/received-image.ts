import { renderPdfPage, renderPicture, UnreadableImage, UnreadablePdf } from '@qige/ocr';
import sharp from 'sharp';
import type { App } from '../app.ts';
import { notFound } from '../platform/errors.ts';
import { openPassword } from './passwords.ts';

export interface ReceivedPage {
  sha256: string;
  kind: string | null;
  filePage: number;
  sealed: Buffer | null;
}

/** The page as it came, as a JPEG that a browser shows; EXIF orientation honoured, nothing straightened. What cannot be shown is not there. */
export async function receivedAsImage(app: App, page: ReceivedPage, side = 2400): Promise<Buffer> {
  const { path, done } = await app.vault.asFile(page.sha256);
  try {
    const { maxPixels, secret } = app.config;
    if (page.kind !== 'pdf') return await renderPicture(path, { index: page.filePage - 1, maxPixels, side });
    const picture = await renderPdfPage(path, page.filePage, { maxPixels, ...(page.sealed ? { password: openPassword(secret, page.sealed) } : {}) });
    return await sharp(picture).resize(side, side, { fit: 'inside', withoutEnlargement: true }).jpeg({ quality: 80 }).toBuffer();
  } catch (error) {
    if (error instanceof UnreadableImage || error instanceof UnreadablePdf) throw notFound();
    throw error;
  } finally {
    await done();
  }
}
