import sharp from 'sharp';

const rows = 512;
const strips = 3;
const waves = 21;

/**
 * A 64-bit fingerprint of how a page looks, as 16 hex digits. The page's print is taken in three upright strips; of each,
 * how the amount of ink goes up and down the page (signs of the first 21 cosine waves). Another scan of the same sheet,
 * paler, softer, a little shifted or enlarged, gets nearly the same one.
 * `image` is a straightened page. Pages of one form filled in differently look alike: compare their text as well.
 */
export async function pageFingerprint(image: Buffer): Promise<string> {
  const { data, info } = await sharp(image)
    .flatten({ background: '#fff' })
    .greyscale()
    .resize(384, rows, { fit: 'fill' })
    .normalise({ lower: 2, upper: 60 })
    .toColourspace('b-w')
    .raw()
    .toBuffer({ resolveWithObject: true });
  const ink = Float64Array.from(data, (v) => (v < 170 ? (255 - v) / 255 : 0));
  const [x0, x1] = extent(info.width, (x) => sum(info.height, (y) => ink[y * info.width + x]!));
  const [y0, y1] = extent(info.height, (y) => sum(info.width, (x) => ink[y * info.width + x]!));
  let bits = 0n;
  for (let s = 0; s < strips; s++) {
    const from = Math.round(x0 + ((x1 - x0) * s) / strips);
    const to = Math.round(x0 + ((x1 - x0) * (s + 1)) / strips);
    const profile = Array.from({ length: y1 - y0 }, (_, y) => sum(to - from, (x) => ink[(y0 + y) * info.width + from + x]!));
    for (let k = 1; k <= waves; k++) {
      const wave = sum(profile.length, (y) => profile[y]! * Math.cos(((2 * y + 1) * k * Math.PI) / (2 * profile.length)));
      bits = (bits << 1n) | (wave > 0 ? 1n : 0n);
    }
  }
  return bits.toString(16).padStart(16, '0');
}

function sum(count: number, value: (i: number) => number): number {
  let total = 0;
  for (let i = 0; i < count; i++) total += value(i);
  return total;
}

/** Where print begins and ends: all but a hundredth of the ink lies between. */
function extent(length: number, inkAt: (i: number) => number): [number, number] {
  const profile = Array.from({ length }, (_, i) => inkAt(i));
  const total = sum(length, (i) => profile[i]!);
  let [from, to] = [0, length];
  let passed = profile[0]!;
  while (from < length - 2 && passed <= total * 0.01) passed += profile[++from]!;
  passed = profile[length - 1]!;
  while (to > from + 2 && passed <= total * 0.01) passed += profile[--to - 1]!;
  return [from, to];
}

/** Bits that differ, 0 to 63. Scans of one sheet differ by up to about 12, of unrelated pages by about 30. */
export function fingerprintDistance(a: string, b: string): number {
  let differing = BigInt(`0x${a}`) ^ BigInt(`0x${b}`);
  let count = 0;
  for (; differing > 0n; differing >>= 1n) count += Number(differing & 1n);
  return count;
}
