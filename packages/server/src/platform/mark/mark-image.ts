import sharp from 'sharp';
import { type Letter, lettersOf, type Step } from './letters.ts';
import { patternOf, placesOn, slant } from './mark.rules.ts';
import { Unmarkable } from './unmarkable.ts';

// More pixels than a large drawing at 200 dpi; what is larger is shown smaller, so that a few marked pages at once cannot fill memory.
const mostPixels = 40_000_000;

/**
 * The picture with the words all over it, as a JPEG. They are part of its pixels: dark and thin enough to read the page through, with a light seam that keeps them
 * readable where the page is dark.
 */
export async function markImage(image: Buffer, words: string, maxPixels: number): Promise<Buffer> {
  const { data, info } = await pixelsOf(image, maxPixels).catch((error: unknown) => {
    throw new Unmarkable('damaged', { cause: error });
  });
  lay(data, info, await tileOf(info, words));
  return sharp(data, { raw: { width: info.width, height: info.height, channels: info.channels } }).jpeg({ quality: 82 }).toBuffer();
}

async function pixelsOf(image: Buffer, maxPixels: number) {
  const page = sharp(image, { limitInputPixels: maxPixels });
  const { width, height, channels } = await page.metadata();
  const shrink = Math.sqrt(mostPixels / (width * height));
  if (shrink < 1) page.resize({ width: Math.floor(Math.max(width, height) * shrink), height: Math.floor(Math.max(width, height) * shrink), fit: 'inside' });
  return page.autoOrient().flatten({ background: '#fff' }).toColourspace(channels < 3 ? 'b-w' : 'srgb').raw().toBuffer({ resolveWithObject: true });
}

interface Tile {
  width: number;
  height: number;
  /** Every touched pixel: place, tone and strength, one after another. Some in a hundred are, so a page is marked in milliseconds. */
  touched: number[];
}

function lay(data: Buffer, { width, height, channels }: { width: number; height: number; channels: number }, tile: Tile): void {
  for (let top = 0; top < height; top += tile.height) {
    for (let left = 0; left < width; left += tile.width) {
      for (let i = 0; i < tile.touched.length; i += 4) {
        const x = left + (tile.touched[i] ?? 0);
        const y = top + (tile.touched[i + 1] ?? 0);
        if (x >= width || y >= height) continue;
        const tone = tile.touched[i + 2] ?? 0;
        const strength = tile.touched[i + 3] ?? 0;
        const at = (y * width + x) * channels;
        for (let channel = at; channel < at + channels; channel++) {
          const now = data[channel] ?? 0;
          data[channel] = now + ((tone - now) * strength) / 255;
        }
      }
    }
  }
}

async function tileOf(page: { width: number; height: number }, words: string): Promise<Tile> {
  const letters = lettersOf(words);
  const length = letters.reduce((sum, { width }) => sum + width, 0) / 100;
  const { size, width, height } = patternOf(page, length);
  const scale = size / 100;
  const lines = placesOn({ width, height }, { size, width, height }).map(
    ([x, y]) => `<use href="#line" transform="translate(${x.toFixed(1)} ${y.toFixed(1)}) rotate(${-slant}) scale(${scale.toFixed(4)} ${(-scale).toFixed(4)}) translate(${-length * 50} -38)"/>`,
  );
  const drawing = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><defs><path id="line" d="${pathOf(letters)}"/></defs><g fill="#222" fill-opacity="0.22" stroke="#fff" stroke-opacity="0.3" stroke-width="7" paint-order="stroke">${lines.join('')}</g></svg>`;
  const { data, info } = await sharp(Buffer.from(drawing)).raw().toBuffer({ resolveWithObject: true });
  const touched: number[] = [];
  for (let at = 0, pixel = 0; at < data.length; at += info.channels, pixel++) {
    const strength = data[at + 3] ?? 0;
    if (strength > 3) touched.push(pixel % info.width, Math.floor(pixel / info.width), data[at] ?? 0, strength);
  }
  return { width: info.width, height: info.height, touched };
}

const names = { move: 'M', line: 'L', curve: 'C', close: 'Z' } as const;

function pathOf(letters: readonly Letter[]): string {
  let at = 0;
  return letters
    .map(({ steps, width }) => {
      const path = steps.map(([kind, ...numbers]: Step) => `${names[kind]}${numbers.map((one, i) => (i % 2 === 0 ? one + at : one).toFixed(1)).join(' ')}`).join('');
      at += width;
      return path;
    })
    .join('');
}
