import type { Box, PageWithImage, ReadLine } from '@qige/ocr';
import sharp from 'sharp';

export type Turn = 90 | 180 | 270;

/** The straightened image of a page turned clockwise, as somebody said it must be. */
export const turnedImage = (read: PageWithImage, turn: Turn): Promise<Buffer> => sharp(read.image).rotate(turn).toBuffer();

/** The page as it was read, with everything on it turned clockwise along with its image. */
export function turnPage(read: PageWithImage, turn: Turn, image: Buffer): PageWithImage {
  const { width, height } = read;
  const place = (box: Box): Box => turnBox(box, turn, width, height);
  const line = (one: ReadLine): ReadLine => ({ ...one, box: place(one.box), chars: one.chars.map((char) => ({ ...char, box: place(char.box) })) });
  return {
    ...read,
    ...(turn === 180 ? {} : { width: height, height: width }),
    lines: read.lines.map(line),
    seals: read.seals.map((seal) => ({ ...seal, box: place(seal.box) })),
    image,
  };
}

/** Where a box comes to lie when the page of that size is turned clockwise. */
export function turnBox([x0, y0, x1, y1]: Box, turn: Turn, width: number, height: number): Box {
  if (turn === 90) return [height - y1, x0, height - y0, x1];
  if (turn === 180) return [width - x1, height - y1, width - x0, height - y0];
  return [y0, width - x1, y1, width - x0];
}
