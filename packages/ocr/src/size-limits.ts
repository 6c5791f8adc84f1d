import { UnreadableImage } from './errors.ts';

export const defaultMaxPixels = 120_000_000;
const maxSide = 40_000;

/** To be asked of what a header says, before anything is decoded. */
export function refuseLarge(width: number, height: number, maxPixels: number): void {
  if (Math.max(width, height) > maxSide || width * height > maxPixels) throw new UnreadableImage('too-large', `The picture has more pixels than are read (${width} × ${height}).`);
}
