import { decodeImage, isDecodedWhole } from './decode.ts';

let turn: Promise<unknown> = Promise.resolve();

/**
 * A picture as received as a JPEG, upright by its EXIF orientation, nothing straightened; BMP and HEIC too, which neither browsers nor sharp
 * show. `index` is the picture of a TIFF, from 0; `side` the longer side at most, in pixels. Throws `UnreadableImage`.
 */
export async function renderPicture(path: string, options: { index?: number; maxPixels?: number; side?: number } = {}): Promise<Buffer> {
  if (!(await isDecodedWhole(path))) return render(path, options);
  // One at a time: many who look at once must not each hold a whole picture.
  const rendered = turn.then(() => render(path, options));
  turn = rendered.catch(() => {});
  return rendered;
}

async function render(path: string, { side = 2400, ...decoding }: { index?: number; maxPixels?: number; side?: number }): Promise<Buffer> {
  const { open } = await decodeImage(path, { ...decoding, workingSide: 64 });
  return open().flatten({ background: '#fff' }).resize(side, side, { fit: 'inside', withoutEnlargement: true }).jpeg({ quality: 80 }).toBuffer();
}
