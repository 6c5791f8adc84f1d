import sharp from 'sharp';
import type { Matrix3 } from './types.ts';

/** Pixels, row by row, 1 (grey) or 3 (RGB) bytes each. */
export interface Raster {
  width: number;
  height: number;
  channels: 1 | 3;
  data: Uint8Array;
}

export function newRaster(width: number, height: number, channels: 1 | 3): Raster {
  return { width, height, channels, data: new Uint8Array(width * height * channels) };
}

/** Bilinear resampling through `toSource` (from the new raster's pixels to the old one's); outside is `fill`. */
export function warp(source: Raster, toSource: Matrix3, width: number, height: number, fill = 255): Raster {
  const out = newRaster(width, height, source.channels);
  const { data: src, width: sw, height: sh, channels: n } = source;
  const dst = out.data;
  const [a, b, c, d, e, f, g, h, i] = toSource;
  const affine = g === 0 && h === 0;
  let o = 0;
  for (let y = 0; y < height; y++) {
    const py = y + 0.5;
    let u = a * 0.5 + b * py + c;
    let v = d * 0.5 + e * py + f;
    let w = g * 0.5 + h * py + i;
    for (let x = 0; x < width; x++, o += n, u += a, v += d, w += g) {
      const sx = (affine ? u : u / w) - 0.5;
      const sy = (affine ? v : v / w) - 0.5;
      if (sx < -0.5 || sy < -0.5 || sx > sw - 0.5 || sy > sh - 0.5) {
        for (let k = 0; k < n; k++) dst[o + k] = fill;
        continue;
      }
      const x0 = sx < 0 ? 0 : sx | 0;
      const y0 = sy < 0 ? 0 : sy | 0;
      const fx = sx < 0 ? 0 : ((sx - x0) * 256) | 0;
      const fy = sy < 0 ? 0 : ((sy - y0) * 256) | 0;
      const right = x0 + 1 < sw ? n : 0;
      const down = y0 + 1 < sh ? sw * n : 0;
      let p = (y0 * sw + x0) * n;
      for (let k = 0; k < n; k++, p++) {
        const top = src[p]! * (256 - fx) + src[p + right]! * fx;
        const low = src[p + down]! * (256 - fx) + src[p + down + right]! * fx;
        dst[o + k] = (top * (256 - fy) + low * fy + 32768) >> 16;
      }
    }
  }
  return out;
}

/** Turns the pixels clockwise by a quarter, half or three quarters of a turn, without resampling. */
export function turn(source: Raster, degrees: 0 | 90 | 180 | 270): Raster {
  if (degrees === 0) return source;
  const { width: w, height: h, channels: n, data } = source;
  const out = degrees === 180 ? newRaster(w, h, n) : newRaster(h, w, n);
  let o = 0;
  for (let y = 0; y < out.height; y++) {
    for (let x = 0; x < out.width; x++) {
      const p = degrees === 180 ? (h - 1 - y) * w + (w - 1 - x) : degrees === 90 ? (h - 1 - x) * w + y : x * w + (w - 1 - y);
      for (let k = 0; k < n; k++) out.data[o++] = data[p * n + k]!;
    }
  }
  return out;
}

/** A smaller copy, every pixel the average of those it stands for. */
export async function shrink(source: Raster, width: number, height: number): Promise<Raster> {
  const { channels } = source;
  const data = await sharp(source.data, { raw: { width: source.width, height: source.height, channels } })
    .resize(width, height, { fit: 'fill', kernel: 'linear' })
    .toColourspace(channels === 1 ? 'b-w' : 'srgb')
    .raw()
    .toBuffer();
  return { width, height, channels, data };
}
