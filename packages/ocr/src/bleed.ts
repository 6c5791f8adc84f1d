import { inkLevel } from './flatten.ts';
import type { Raster } from './raster.ts';

const block = 8;

/** Print of the other side shining through: pale marks with no dark print near them, on more of the sheet than specks are. */
export function shineThrough(flat: Raster): number {
  const { data, width, height } = flat;
  const ink = inkLevel(data);
  const dark = ink + (250 - ink) * 0.55;
  const pale = ink + (250 - ink) * 0.93;
  const columns = Math.floor(width / block);
  const rows = Math.floor(height / block);
  const hasDark = new Uint8Array(columns * rows);
  const hasPale = new Uint8Array(columns * rows);
  for (let y = 0; y < rows * block; y++) {
    const at = (y >> 3) * columns;
    for (let x = 0; x < columns * block; x++) {
      const v = data[y * width + x]!;
      if (v < dark) hasDark[at + (x >> 3)] = 1;
      else if (v < pale) hasPale[at + (x >> 3)]!++;
    }
  }
  let lone = 0;
  let print = 0;
  for (let r = 1; r < rows - 1; r++) {
    for (let c = 1; c < columns - 1; c++) {
      const i = r * columns + c;
      let near = 0;
      for (let d = -columns; d <= columns; d += columns) near |= hasDark[i + d - 1]! | hasDark[i + d]! | hasDark[i + d + 1]!;
      if (hasDark[i]) print++;
      else if (!near && hasPale[i]! >= 10) lone++;
    }
  }
  return lone / Math.max(200, print);
}

/** Pale marks become paper unless they belong to dark print, within three pixels of which hairlines and soft edges lie. */
export function dropShineThrough(flat: Raster): Raster {
  const { data, width, height } = flat;
  const ink = inkLevel(data);
  const dark = ink + (250 - ink) * 0.6;
  const keep = new Uint8Array(width * height);
  const reach = 3;
  // Distance to print is kept along the row first, then carried up and down.
  for (let y = 0; y < height; y++) {
    let last = -reach - 1;
    for (let x = 0, p = y * width; x < width; x++, p++) {
      if (data[p]! >= dark) continue;
      for (let q = Math.max(last + 1, x - reach); q <= Math.min(width - 1, x + reach); q++) keep[y * width + q] = 1;
      last = x + reach;
    }
  }
  const out = new Uint8Array(data.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const p = y * width + x;
      let near = 0;
      for (let d = -reach; d <= reach; d++) {
        const row = y + d;
        if (row >= 0 && row < height) near |= keep[p + d * width]!;
      }
      out[p] = near ? data[p]! : Math.max(data[p]!, 246);
    }
  }
  return { ...flat, data: out };
}
