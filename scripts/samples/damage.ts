import sharp from 'sharp';
import { multiply, ontoQuad, quarterTurn, rotateAbout, scale, type Matrix } from './geometry.ts';
import { decode, encode, grain, shade, soften, warp, type Pixels } from './pixels.ts';
import type { Rng } from './random.ts';

export const profiles = [
  'clean300',
  'scan200',
  'scan150',
  'skew',
  'stamp',
  'photo',
  'fax',
  'rotated',
  'bleed',
  'fold',
  'scan150+skew+bleed',
  'photo+fold',
  'photo+exif',
  'fax+skew',
] as const;
export type Profile = (typeof profiles)[number];

export type Scan = {
  image: Buffer;
  extension: 'jpg' | 'png';
  width: number;
  height: number;
  dpi: number | null;
  rotation: 0 | 90 | 180 | 270;
  skew?: number;
  exifOrientation?: 6;
  quad?: [number, number][];
  toImage: Matrix;
};

/** Another page shows through from the back, mirrored and pale. */
async function bleed(p: Pixels, behind: Buffer, r: Rng): Promise<Pixels> {
  const strength = 0.08 + r.next() * 0.1;
  const other = await soften(await decode(await sharp(behind).flop().toBuffer(), 100, 100, p.channels === 1), 2.2);
  const [kx, ky] = [other.width / p.width, other.height / p.height];
  return shade(p, (v, x, y, c) => v - strength * (255 - (other.data[(Math.floor(y * ky) * other.width + Math.floor(x * kx)) * p.channels + c] ?? 255)));
}

/** Fold lines, punch holes and a staple. */
function fold(p: Pixels, r: Rng): Pixels {
  const lines = r.pick([[1 / 3, 2 / 3], [0.5]]).map((at) => ({ y: p.height * (at + r.gauss() * 0.004), tilt: r.gauss() * 0.004 }));
  const column = r.chance(0.4) ? p.width * (0.5 + r.gauss() * 0.01) : null;
  const hole = p.width / 72;
  const holes = r.chance(0.6) ? [0.36, 0.64].map((at) => [p.width * 0.045, p.height * at] as const) : [];
  const ridge = (d: number) => -42 * Math.exp(-(d * d) / 5) + 14 * Math.exp(-((d - 5) ** 2) / 18) - 7 * Math.exp(-Math.abs(d) / 45);
  return shade(p, (v, x, y) => {
    let out = v;
    for (const line of lines) out += ridge(y - line.y - line.tilt * x);
    if (column !== null) out += ridge(x - column);
    for (const [hx, hy] of holes) if ((x - hx) ** 2 + (y - hy) ** 2 < hole * hole) return 48;
    return out;
  });
}

async function photo(p: Pixels, r: Rng, pt: Matrix, exif: boolean): Promise<Omit<Scan, 'rotation' | 'dpi'> & { rotation: 0 | 270 }> {
  const [width, height] = [1500, 2000];
  const jitter = () => r.next() * 75;
  const quad: [number, number][] = [
    [60 + jitter(), 60 + jitter()],
    [width - 60 - jitter(), 60 + jitter()],
    [width - 60 - jitter(), height - 60 - jitter()],
    [60 + jitter(), height - 60 - jitter()],
  ];
  const m = ontoQuad(p.width, p.height, quad);
  const desk = r.pick([
    [120, 92, 66],
    [70, 72, 78],
    [168, 150, 128],
    [40, 42, 45],
  ]);
  const waves = r.next() * 0.02 + 0.01;
  const curl = r.gauss() * 9;
  let out = warp(
    p,
    m,
    width,
    height,
    (x, y, c) => (desk[c % 3] ?? 0) + 12 * Math.sin(x * waves + y * 0.003) + ((x * 7919 + y * 104729) % 9),
    (u) => curl * Math.sin(Math.PI * u),
  );
  const [gx, gy, warm] = [r.gauss() * 0.1, r.gauss() * 0.12, r.gauss() * 0.03];
  const [cx, cy, spread] = [r.next() * width, r.next() * height, 400 + r.next() * 500];
  const depth = r.next() * 0.22;
  out = shade(
    out,
    (v, x, y, c) =>
      v *
      (0.9 + gx * (x / width - 0.5) + gy * (y / height - 0.5) - depth * Math.exp(-((x - cx) ** 2 + (y - cy) ** 2) / (spread * spread))) *
      (1 + (c === 2 ? -warm : c === 0 ? warm : 0)),
  );
  out = grain(await soften(out, 0.4 + r.next() * 0.4), r, 3.5);
  const jpg = encode(out).jpeg({ quality: 68, mozjpeg: true });
  const toImage = multiply(m, pt);
  if (!exif) return { image: await jpg.toBuffer(), extension: 'jpg', width, height, quad, toImage, rotation: 0 };
  // The sensor lay on its side: pixels turned by 270°, EXIF 6 says how to set them upright.
  const image = await encode(out).rotate(270).jpeg({ quality: 68, mozjpeg: true }).withMetadata({ orientation: 6 }).toBuffer();
  const turn = quarterTurn(270, width, height);
  return { image, extension: 'jpg', width: height, height: width, toImage: multiply(turn, toImage), quad: quad.map(([x, y]) => [y, width - x]), exifOrientation: 6, rotation: 270 };
}

/** Scanners write their resolution into a JFIF header; sharp writes none unless it also turns a grey page into colour. */
function withDpi(jpg: Buffer, dpi: number): Buffer {
  const header = Buffer.from([0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0, 1, 1, 1, dpi >> 8, dpi & 255, dpi >> 8, dpi & 255, 0, 0]);
  return Buffer.concat([jpg.subarray(0, 2), header, jpg.subarray(2)]);
}

async function fax(p: Pixels, r: Rng): Promise<Buffer> {
  const level = 150 + r.int(-12, 22);
  const rough = grain(await soften(p, 0.7), r, 26);
  const lost = new Set(Array.from({ length: r.int(0, 5) }, () => r.int(0, p.height - 1)));
  const bits = shade(rough, (v, _x, y) => (lost.has(y) ? 255 : v < level ? 0 : 255));
  const specks = r.int(60, 260);
  for (let i = 0; i < specks; i++) {
    const at = r.int(0, p.height - 3) * p.width + r.int(0, p.width - 3);
    bits.data[at] = 0;
    if (r.chance(0.5)) bits.data[at + 1] = bits.data[at + p.width] = 0;
  }
  return encode(bits).png({ palette: true, colours: 2, compressionLevel: 9 }).withMetadata({ density: 200 }).toBuffer();
}

/** What the profile does to one rendered page. `from` is the resolution of `page`; `other` shows through where the profile asks for it. */
export async function damage(page: Buffer, other: Buffer, profile: Profile, r: Rng, from: number): Promise<Scan> {
  const parts = profile.split('+');
  const has = (name: string) => parts.includes(name);
  const dpi = has('clean300') ? 300 : has('scan150') ? 150 : 200;
  const colour = has('stamp') || has('photo') || has('clean300') || has('rotated') || (has('fold') && r.chance(0.5));
  let p = await decode(page, dpi, from, !colour);
  let toImage: Matrix = scale(dpi / 72);
  if (has('bleed')) p = await bleed(p, other, r);
  if (has('fold')) p = fold(p, r);
  if (has('photo')) return { ...(await photo(p, r, toImage, has('exif'))), dpi: null };
  let skew: number | undefined;
  if (has('skew')) {
    skew = (r.chance(0.5) ? 1 : -1) * (0.5 + r.next() * 3);
    const m = rotateAbout(skew, p.width / 2, p.height / 2);
    const edge = r.pick([236, 250, 214]);
    p = warp(p, m, p.width, p.height, () => edge);
    toImage = multiply(m, toImage);
  }
  const base = { width: p.width, height: p.height, dpi, rotation: 0 as const, toImage, ...(skew === undefined ? {} : { skew: Math.round(skew * 100) / 100 }) };
  if (has('fax')) return { ...base, image: await fax(p, r), extension: 'png' };
  const paper = r.int(238, 250);
  p = has('clean300') ? p : shade(p, (v) => 20 + (v * (paper - 20)) / 255);
  p = grain(await soften(p, has('scan150') ? 0.5 : has('clean300') ? 0 : 0.35), r, has('clean300') ? 0.8 : has('stamp') ? 2 : 3.2);
  const quality = has('clean300') ? 70 : has('stamp') ? 62 : 55;
  if (!has('rotated')) return { ...base, image: withDpi(await encode(p).jpeg({ quality, mozjpeg: true }).toBuffer(), dpi), extension: 'jpg' };
  const rotation = r.pick([90, 180, 270] as const);
  const image = withDpi(await encode(p).rotate(rotation).jpeg({ quality, mozjpeg: true }).toBuffer(), dpi);
  const turned = rotation !== 180;
  return {
    ...base,
    image,
    extension: 'jpg',
    rotation,
    width: turned ? p.height : p.width,
    height: turned ? p.width : p.height,
    toImage: multiply(quarterTurn(rotation, p.width, p.height), toImage),
  };
}
