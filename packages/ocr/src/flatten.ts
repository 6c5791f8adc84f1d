import type { Raster } from './raster.ts';

const block = 16;

/** The paper's own brightness, one value for each block of 16 × 16 pixels: bright percentile, holes closed, smoothed. */
export function paperBrightness(page: Raster, channel = 0): { cells: Float32Array; columns: number; rows: number } {
  const { data, width, height, channels } = page;
  const columns = Math.ceil(width / block);
  const rows = Math.ceil(height / block);
  let cells: Float32Array = new Float32Array(columns * rows);
  const histogram = new Uint16Array(64);
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < columns; c++) {
      histogram.fill(0);
      let count = 0;
      for (let y = r * block; y < Math.min(height, r * block + block); y += 2) {
        for (let x = c * block + (y & 2) / 2; x < Math.min(width, c * block + block); x += 2) {
          histogram[data[(y * width + x) * channels + channel]! >> 2]!++;
          count++;
        }
      }
      let left = count * 0.25;
      let v = 63;
      while (v > 0 && (left -= histogram[v]!) > 0) v--;
      cells[r * columns + c] = v * 4 + 2;
    }
  }
  // A block inside thick print has no paper in it: take the brightest neighbour, then smooth.
  cells = spread(cells, columns, rows, 2, Math.max);
  cells = spread(cells, columns, rows, 2, Math.min);
  for (let pass = 0; pass < 2; pass++) cells = average(cells, columns, rows, 2);
  return { cells, columns, rows };
}

function spread(cells: Float32Array, columns: number, rows: number, reach: number, pick: (a: number, b: number) => number): Float32Array {
  const across = new Float32Array(cells.length);
  const out = new Float32Array(cells.length);
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < columns; c++) {
      let v = cells[r * columns + c]!;
      for (let k = Math.max(0, c - reach); k <= Math.min(columns - 1, c + reach); k++) v = pick(v, cells[r * columns + k]!);
      across[r * columns + c] = v;
    }
  }
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < columns; c++) {
      let v = across[r * columns + c]!;
      for (let k = Math.max(0, r - reach); k <= Math.min(rows - 1, r + reach); k++) v = pick(v, across[k * columns + c]!);
      out[r * columns + c] = v;
    }
  }
  return out;
}

function average(cells: Float32Array, columns: number, rows: number, reach: number): Float32Array {
  const out = new Float32Array(cells.length);
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < columns; c++) {
      let sum = 0;
      let n = 0;
      for (let k = Math.max(0, r - reach); k <= Math.min(rows - 1, r + reach); k++) {
        for (let l = Math.max(0, c - reach); l <= Math.min(columns - 1, c + reach); l++) {
          sum += cells[k * columns + l]!;
          n++;
        }
      }
      out[r * columns + c] = sum / n;
    }
  }
  return out;
}

/**
 * Grey page on white paper: uneven light divided out, red seal ink lifted off.
 * Red ink is nearly as bright as paper in the red channel, black print under it is not; so the red channel is the grey.
 */
export function flatten(page: Raster): Raster {
  const { width, height, channels, data } = page;
  const { cells, columns, rows } = paperBrightness(page);
  const green = channels === 3 ? paperBrightness(page, 1).cells : cells;
  const blue = channels === 3 ? paperBrightness(page, 2).cells : cells;
  const out = new Uint8Array(width * height);
  const gain = (from: Float32Array): Float32Array => from.map((v) => 250 / Math.max(40, v));
  const [byRed, byGreen, byBlue] = [gain(cells), gain(green), gain(blue)];
  for (let y = 0; y < height; y++) {
    const r = Math.min(rows - 1, (y / block) | 0) * columns;
    for (let x = 0; x < width; x++) {
      const cell = r + (x >> 4);
      const p = (y * width + x) * channels;
      let v = data[p]! * byRed[cell]!;
      if (channels === 3) {
        const g = data[p + 1]! * byGreen[cell]!;
        const b = data[p + 2]! * byBlue[cell]!;
        const red = v - (g > b ? g : b);
        if (red > 18) v = redInk(v, red);
      }
      out[y * width + x] = v > 255 ? 255 : v;
    }
  }
  return { width, height, channels: 1, data: out };
}

/** Full red ink on white becomes white; black under red stays dark. */
function redInk(v: number, red: number): number {
  const lifted = (v - 70) * (250 / 100);
  const share = red > 60 ? 1 : (red - 18) / 42;
  return Math.max(0, v + (lifted - v) * share);
}

/** How dark print is: the darkest fifth of what is not paper. */
export function inkLevel(grey: Uint8Array): number {
  const histogram = new Uint32Array(256);
  for (let i = 0; i < grey.length; i += 3) histogram[grey[i]!]!++;
  let left = histogram.subarray(0, 170).reduce((s, n) => s + n, 0) * 0.2;
  let ink = 0;
  while (ink < 169 && (left -= histogram[ink]!) > 0) ink++;
  return ink;
}

function whitening(ink: number, share: number): Uint8Array {
  const white = ink + (250 - ink) * share;
  return Uint8Array.from({ length: 256 }, (_, v) => Math.min(250, (v * 250) / white));
}

/** A seal scanned without colour is paler than print, too: inside its outline paper begins sooner. */
export function withoutGreySeals(grey: Raster, flat: Raster, seals: readonly { x: number; y: number; rx: number; ry: number; red: boolean }[]): Raster {
  const pale = seals.filter((s) => !s.red);
  if (pale.length === 0) return grey;
  const table = whitening(inkLevel(flat.data), greySealShare);
  const data = grey.data.slice();
  for (const { x, y, rx, ry } of pale) {
    for (let py = Math.max(0, Math.floor(y - ry * 1.06)); py < Math.min(grey.height, y + ry * 1.06); py++) {
      for (let px = Math.max(0, Math.floor(x - rx * 1.06)); px < Math.min(grey.width, x + rx * 1.06); px++) {
        if (Math.hypot((px - x) / rx, (py - y) / ry) < 1.06) data[py * grey.width + px] = table[flat.data[py * flat.width + px]!]!;
      }
    }
  }
  return { ...grey, data };
}

const greySealShare = 0.48;
