import sharp, { type Sharp } from 'sharp';
import { apply, invert, type Matrix } from './geometry.ts';
import type { Rng } from './random.ts';

export type Pixels = { data: Uint8Array; width: number; height: number; channels: 1 | 3 };

export async function decode(image: Buffer, dpi: number, from: number, grey: boolean): Promise<Pixels> {
  const meta = await sharp(image).metadata();
  const width = Math.round(((meta.width ?? 0) * dpi) / from);
  let pipe = sharp(image).flatten({ background: '#fff' }).resize({ width });
  pipe = grey ? pipe.grayscale() : pipe.toColourspace('srgb');
  const { data, info } = await pipe.raw().toBuffer({ resolveWithObject: true });
  return { data: new Uint8Array(data), width: info.width, height: info.height, channels: info.channels as 1 | 3 };
}

/** sharp turns one channel into three unless told to stay grey. */
export function encode(p: Pixels): Sharp {
  const image = sharp(p.data, { raw: { width: p.width, height: p.height, channels: p.channels } });
  return p.channels === 1 ? image.toColourspace('b-w') : image;
}

/** Moves the pixels by `m` (image → image), bilinear; `behind` paints what lies outside, `bend` curls the sheet. */
export function warp(
  p: Pixels,
  m: Matrix,
  width: number,
  height: number,
  behind: (x: number, y: number, c: number) => number,
  bend: (u: number, v: number) => number = () => 0,
): Pixels {
  const back = invert(m);
  const n = p.channels;
  const out = new Uint8Array(width * height * n);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let [sx, sy] = apply(back, x, y);
      sy += bend(sx / p.width, sy / p.height);
      const at = (y * width + x) * n;
      if (sx < 0 || sy < 0 || sx >= p.width - 1 || sy >= p.height - 1) {
        for (let c = 0; c < n; c++) out[at + c] = behind(x, y, c);
        continue;
      }
      const [ix, iy] = [Math.floor(sx), Math.floor(sy)];
      const [fx, fy] = [sx - ix, sy - iy];
      const i = (iy * p.width + ix) * n;
      const j = i + p.width * n;
      for (let c = 0; c < n; c++) {
        const top = (p.data[i + c] ?? 0) * (1 - fx) + (p.data[i + n + c] ?? 0) * fx;
        const low = (p.data[j + c] ?? 0) * (1 - fx) + (p.data[j + n + c] ?? 0) * fx;
        out[at + c] = top * (1 - fy) + low * fy;
      }
    }
  }
  return { data: out, width, height, channels: n };
}

/** Every value through a function of its place; the workhorse of light, folds and noise. */
export function shade(p: Pixels, f: (value: number, x: number, y: number, c: number) => number): Pixels {
  const { width, height, channels: n } = p;
  const data = new Uint8ClampedArray(p.data.length);
  for (let y = 0, i = 0; y < height; y++) for (let x = 0; x < width; x++) for (let c = 0; c < n; c++, i++) data[i] = f(p.data[i] ?? 0, x, y, c);
  return { ...p, data: new Uint8Array(data.buffer) };
}

/** Gaussian noise from a table, the same for all channels of a pixel as in a scanner's sensor row. */
export function grain(p: Pixels, r: Rng, sigma: number): Pixels {
  const table = Float32Array.from({ length: 8191 }, () => r.gauss() * sigma);
  let at = r.int(0, 8190);
  let value = 0;
  return shade(p, (v, x, _y, c) => {
    if (c === 0) {
      at = (at + 1 + (x & 3)) % 8191;
      value = table[at] ?? 0;
    }
    return v + value;
  });
}

export async function soften(p: Pixels, sigma: number): Promise<Pixels> {
  if (sigma < 0.3) return p;
  const data = await encode(p).blur(sigma).raw().toBuffer();
  return { ...p, data: new Uint8Array(data) };
}
