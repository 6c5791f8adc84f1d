import { renderPdfPage } from '@qige/ocr';
import sharp from 'sharp';
import type { App } from '../app.ts';
import { openPassword } from './passwords.ts';

export interface ReceivedPage {
  sha256: string;
  kind: string | null;
  filePage: number;
  sealed: Buffer | null;
}

/** The page as it came, as a JPEG that a browser shows; EXIF orientation honoured, nothing straightened. */
export async function receivedAsImage(app: App, page: ReceivedPage, width = 1600): Promise<Buffer> {
  const { path, done } = await app.vault.asFile(page.sha256);
  try {
    const source = page.kind === 'pdf' ? await renderPdfPage(path, page.filePage, page.sealed ? { password: openPassword(app.config.secret, page.sealed) } : {}) : path;
    const picture = sharp(source, { limitInputPixels: app.config.maxPixels, ...(page.kind === 'tiff' ? { page: page.filePage - 1 } : {}) });
    return await picture.autoOrient().resize({ width, withoutEnlargement: true }).jpeg({ quality: 80 }).toBuffer();
  } finally {
    await done();
  }
}
