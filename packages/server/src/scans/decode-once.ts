import sharp from 'sharp';
import type { QuarantineReason } from '@qige/wire';

/**
 * How many pictures a file holds; or what is wrong with it. A picture is decoded once, small, to its last line: that costs a tenth of a
 * second, and what is broken is found at the door, while the sender has the paper in hand.
 */
export async function countPictures(path: string, maxPixels: number): Promise<number | QuarantineReason> {
  try {
    const { pages = 1 } = await sharp(path, { limitInputPixels: maxPixels }).metadata();
    // Of a TIFF with many pictures each is tried when its page is read: one bad page does not sink the others.
    if (pages === 1) await sharp(path, { limitInputPixels: maxPixels, failOn: 'truncated', sequentialRead: true }).resize(64).raw().toBuffer();
    return pages;
  } catch (error) {
    return reasonIn(error instanceof Error ? error.message : String(error));
  }
}

function reasonIn(message: string): QuarantineReason {
  if (/exceeds pixel limit|too large/i.test(message)) return 'too_many_pixels';
  if (/premature|truncat|unexpected end|end of (file|image)|not enough/i.test(message)) return 'cut_short';
  return /unsupported|not supported/i.test(message) ? 'unsupported' : 'broken';
}
