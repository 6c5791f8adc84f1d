import sharp from 'sharp';

const side = 32;
const low = 8;

/**
 * A 64-bit fingerprint of how a page looks, as 16 hex digits: signs of the low frequencies of its ink (DCT), so that
 * another scan of the same sheet, paler, sharper or a little shifted, gets nearly the same one.
 * `image` is a straightened page. Pages of one form filled in differently may look alike; compare their text as well.
 */
export async function pageFingerprint(image: Buffer): Promise<string> {
  const { data } = await sharp(image)
    .flatten({ background: '#fff' })
    .greyscale()
    .resize(256, 256, { fit: 'fill' })
    .normalise()
    .blur(6)
    .resize(side, side, { fit: 'fill' })
    .toColourspace('b-w')
    .raw()
    .toBuffer({ resolveWithObject: true });
  const values: number[] = [];
  for (let v = 0; v < low; v++) {
    for (let u = 0; u < low; u++) {
      let sum = 0;
      for (let y = 0; y < side; y++) {
        for (let x = 0; x < side; x++) {
          sum += data[y * side + x]! * Math.cos(((2 * x + 1) * (u + (v === 0 ? 1 : 0)) * Math.PI) / (2 * side)) * Math.cos(((2 * y + 1) * v * Math.PI) / (2 * side));
        }
      }
      values.push(sum);
    }
  }
  const median = [...values].sort((m, n) => m - n)[values.length >> 1]!;
  let bits = 0n;
  for (const v of values) bits = (bits << 1n) | (v > median ? 1n : 0n);
  return bits.toString(16).padStart(16, '0');
}

/** Bits that differ, 0 to 64. Scans of one sheet differ by up to about 10, of unrelated pages by about 32. */
export function fingerprintDistance(a: string, b: string): number {
  let differing = BigInt(`0x${a}`) ^ BigInt(`0x${b}`);
  let count = 0;
  for (; differing > 0n; differing >>= 1n) count += Number(differing & 1n);
  return count;
}
