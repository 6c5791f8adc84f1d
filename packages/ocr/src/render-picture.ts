import { decodeImage } from './decode.ts';

/**
 * A picture as received as a JPEG, upright by its EXIF orientation, nothing straightened; BMP and HEIC too, which neither browsers nor sharp
 * show. `index` is the picture of a TIFF, from 0; `side` the longer side at most, in pixels. Throws `UnreadableImage`.
 */
export async function renderPicture(path: string, options: { index?: number; maxPixels?: number; side?: number } = {}): Promise<Buffer> {
  const { side = 2400, ...decoding } = options;
  const { open } = await decodeImage(path, { ...decoding, workingSide: 64 });
  return open().flatten({ background: '#fff' }).resize(side, side, { fit: 'inside', withoutEnlargement: true }).jpeg({ quality: 80 }).toBuffer();
}
