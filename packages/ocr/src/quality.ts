import type { Received } from './decode.ts';
import type { Raster } from './raster.ts';
import type { ReadStrip } from './recognise.ts';
import { stripBox } from './strip.ts';
import type { PageQuality } from './types.ts';

/** 0 where print goes from paper to ink within a twentieth of the line's height, 1 where it takes a third of it. */
export function blurOf(flat: Raster, read: readonly ReadStrip[]): number {
  const widths: number[] = [];
  for (const { strip } of read.slice(0, 40)) {
    const [x0, y0, x1, y1] = stripBox(strip).map(Math.round) as [number, number, number, number];
    let ink = 255;
    for (let y = Math.max(0, y0); y < Math.min(flat.height, y1); y += 2) {
      for (let x = Math.max(0, x0); x < Math.min(flat.width, x1); x += 2) ink = Math.min(ink, flat.data[y * flat.width + x]!);
    }
    const range = 245 - ink;
    if (range < 40) continue;
    const [pale, deep] = [ink + range * 0.8, ink + range * 0.3];
    for (let y = Math.max(0, y0); y < Math.min(flat.height, y1); y += 3) {
      let from = -1;
      for (let x = Math.max(0, x0); x < Math.min(flat.width, x1); x++) {
        const v = flat.data[y * flat.width + x]!;
        if (v > pale) from = x;
        else if (v < deep && from >= 0) {
          widths.push((x - from) / (2 * strip.half));
          from = -1;
        }
      }
    }
  }
  if (widths.length < 20) return 0;
  widths.sort((m, n) => m - n);
  const usual = widths[widths.length >> 1]!;
  return Math.min(1, Math.max(0, (usual - 0.05) / 0.28));
}

/** Print reaches the very edge of the picture, so some of it is likely missing. */
export function isCut(width: number, height: number, read: readonly ReadStrip[]): boolean {
  return read.some(({ strip, glyphs, confidence }) => {
    if (glyphs.length < 3 || confidence < 0.7) return false;
    const near = strip.half * 0.25;
    const [x0, y0, x1, y1] = stripBox(strip);
    return x0 < near || y0 < near || x1 > width - near || y1 > height - near;
  });
}

/** A grey sheet saved in colour is grey: no pixel but noise differs between the channels. */
export function colourOf(received: Received): PageQuality['colour'] {
  if (received.bilevel) return 'bilevel';
  const { data, channels } = received.raster;
  if (channels === 1) return 'grey';
  let coloured = 0;
  for (let i = 0; i < data.length; i += 21) {
    const [r, g, b] = [data[i]!, data[i + 1]!, data[i + 2]!];
    if (Math.max(r, g, b) - Math.min(r, g, b) > 24) coloured++;
  }
  return coloured * 21 > data.length * 0.0004 ? 'colour' : 'grey';
}
