import type { PageWithImage, ReadLine } from '@qige/ocr';
import type { PageQuality } from '@qige/wire';
import sharp from 'sharp';
import { holdsPicture, levelOf, smallPage, type GreyPage } from './pictures.rules.ts';
import { hasRedHead, printOf } from './print.rules.ts';
import { resolutionOf } from './quality.rules.ts';

/**
 * What the rules of digitising ask of a scanned page beside what the reader measures: its print, and what should have been scanned in colour. Nothing of a page
 * that was photographed, whose size is a guess and round which a desk may lie, or that never was on paper.
 */
export async function lookAt({ from, image, lines, width, height, quality }: PageWithImage): Promise<Pick<PageQuality, 'print' | 'picture' | 'redHead'>> {
  const { dpi, colour, photo, blank } = quality;
  if (from !== 'image' || photo || blank || dpi === null) return {};
  // Pixels are only opened where a rule asks for them.
  const contrast = colour !== 'bilevel' && resolutionOf(dpi) === 'enough' ? await contrastOf(image, lines, width) : null;
  const picture = colour === 'colour' ? false : holdsPicture(await greyOf(image, smallPage));
  return { print: { ...printOf({ lines, width, height }, dpi), contrast }, picture, redHead: hasRedHead({ lines, height }) };
}

async function greyOf(image: Buffer, side?: number): Promise<GreyPage> {
  const whole = sharp(image).greyscale();
  const { data, info } = await (side ? whole.resize({ width: side, height: side, fit: 'inside' }) : whole).raw().toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height };
}

const linesLookedAt = 24;

/** How far ink stands off the paper in the paler lines: 0 not at all, 1 black on white; null where there is too little text to tell. */
async function contrastOf(image: Buffer, lines: readonly ReadLine[], width: number): Promise<number | null> {
  const long = lines.filter(({ text, part }) => part === 'body' && [...text].length >= 6);
  const some = long.filter((_, i) => i % Math.ceil(long.length / linesLookedAt) === 0);
  if (some.length < 4) return null;
  const page = await greyOf(image);
  const found = some.map(({ box }) => {
    const [x0, y0, x1, y1] = box.map((at) => Math.max(0, Math.round((at * page.width) / width))) as [number, number, number, number];
    const rows = Array.from({ length: Math.min(y1, page.height) - y0 }, (_, y) => page.data.subarray((y0 + y) * page.width + x0, (y0 + y) * page.width + Math.min(x1, page.width)));
    const pixels = Buffer.concat(rows);
    return (levelOf(pixels, 0.9) - levelOf(pixels, 0.05)) / 255;
  });
  const paler = found.sort((a, b) => a - b)[Math.floor(found.length / 4)] ?? null;
  return paler === null ? null : Math.round(paler * 100) / 100;
}
