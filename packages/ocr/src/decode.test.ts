import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { type Bytes, openBytes } from './bytes.ts';
import { countImages, decodeImage } from './decode.ts';
import { decodeBmp } from './decode-bmp.ts';
import { UnreadableImage } from './errors.ts';
import { fixture } from './fixtures.ts';

const codeOf = async (work: Promise<unknown>): Promise<string> => {
  const error = await work.then(
    () => undefined,
    (e: unknown) => e,
  );
  expect(error).toBeInstanceOf(UnreadableImage);
  return (error as UnreadableImage).code;
};

describe('what cannot be read is refused with its reason', () => {
  it('empty', async () => expect(await codeOf(decodeImage(Buffer.alloc(0)))).toBe('empty'));
  it('of another kind', async () => expect(await codeOf(decodeImage(Buffer.from('hello, this is no picture at all')))).toBe('unsupported'));
  it('cut short', async () => {
    const whole = await fixture('sale.jpg');
    expect(await codeOf(decodeImage(whole.subarray(0, whole.length * 0.6)))).toBe('cut-short');
  });
  it('a BMP cut short', async () => expect(await codeOf(decodeImage(bmp(40, 30).subarray(0, 900)))).toBe('cut-short'));
  it('a bomb of pixels', async () => {
    const png = await sharp({ create: { width: 9000, height: 9000, channels: 3, background: '#fff' } }).png({ compressionLevel: 9 }).toBuffer();
    expect(png.length).toBeLessThan(400_000);
    expect(await codeOf(decodeImage(png, { maxPixels: 50_000_000 }))).toBe('too-large');
  });
});

describe('BMP and HEIC are told by their headers, before anything is decoded', () => {
  const limit = { maxPixels: 1_000_000 };
  it('how many they hold', async () => {
    expect(await countImages(bmp(40, 30))).toBe(1);
    expect(await countImages(await damagedHeic())).toBe(1);
  });
  it('cut short', async () => {
    const [heic, whole] = [await fixture('two-halves.heic'), bmp(40, 30)];
    for (const share of [0.2, 0.7, 0.98]) {
      for (const bytes of [heic, whole]) expect(await codeOf(countImages(bytes.subarray(0, bytes.length * share)))).toBe('cut-short');
    }
    expect(await countImages(Buffer.concat([heic, Buffer.alloc(100)]))).toBe(1);
  });
  it('too many pixels, by the limit that is set', async () => {
    const claimed = bmp(40, 30);
    claimed.writeInt32LE(1200, 18);
    claimed.writeInt32LE(-1000, 22);
    const heic = Buffer.from(await fixture('two-halves.heic'));
    const ispe = heic.indexOf('ispe') + 8;
    heic.writeUInt32BE(1200, ispe);
    heic.writeUInt32BE(1000, ispe + 4);
    for (const bytes of [claimed, heic]) {
      expect(await codeOf(countImages(bytes, limit))).toBe('too-large');
      expect(await codeOf(decodeImage(bytes, limit))).toBe('too-large');
    }
    expect(await countImages(heic, { maxPixels: 1_200_000 })).toBe(1);
    claimed.writeInt32LE(50_000, 18);
    expect(await codeOf(countImages(claimed, { maxPixels: 1e9 }))).toBe('too-large');
  });
  it('a BMP is read some rows at a time', async () => {
    const whole = await openBytes(bmp(1500, 1000));
    let most = 0;
    const watched: Bytes = { ...whole, read: (from, length) => whole.read(from, (most = Math.max(most, length)) && length) };
    const { data } = await decodeBmp(watched, 10_000_000);
    expect([data.length, most]).toEqual([4_500_000, expect.toSatisfy((length: number) => length > 0 && length <= 1 << 20)]);
    for (const [row, colour] of [[0, [10, 20, 200]], [499, [10, 20, 200]], [500, [250, 240, 230]], [999, [250, 240, 230]]] as const) expect([...data.subarray(row * 4500, row * 4500 + 3)]).toEqual(colour);
  });
});

describe('kinds of picture', () => {
  const base = sharp({ create: { width: 300, height: 200, channels: 3, background: { r: 200, g: 30, b: 40 } } });
  it.each(['jpeg', 'png', 'tiff', 'webp'] as const)('%s', async (kind) => {
    const { raster, width, height } = await decodeImage(await base.clone().toFormat(kind).toBuffer());
    expect([width, height, raster.channels]).toEqual([300, 200, 3]);
    expect(Math.abs(raster.data[0]! - 200)).toBeLessThan(8);
  });

  it('BMP, bottom up', async () => {
    const { raster } = await decodeImage(bmp(5, 2));
    expect([...raster.data.subarray(0, 3)]).toEqual([10, 20, 200]);
    expect([...raster.data.subarray(15, 18)]).toEqual([250, 240, 230]);
  });

  it.each([1, 4, 8] as const)('BMP of %i bits with a palette, top down', async (bits) => {
    const stride = Math.ceil((9 * bits) / 32) * 4;
    const out = Buffer.alloc(54 + 4 * 2 ** bits + stride);
    bmp(9, 1).copy(out, 0, 0, 54);
    out.writeUInt32LE(54 + 4 * 2 ** bits, 10);
    out.writeInt32LE(-1, 22);
    out.writeUInt16LE(bits, 28);
    out.set([30, 20, 10, 0], 54 + 4);
    out[out.length - stride] = 1 << (8 - bits);
    const { raster } = await decodeImage(out);
    expect([...raster.data.subarray(0, 6)]).toEqual([10, 20, 30, 0, 0, 0]);
  });

  it('HEIC', async () => {
    const { raster } = await decodeImage(await fixture('two-halves.heic'));
    expect([raster.width, raster.height]).toEqual([120, 80]);
    const at = (x: number): number[] => [...raster.data.subarray((40 * 120 + x) * 3, (40 * 120 + x) * 3 + 3)];
    for (const [x, colour] of [[20, [200, 30, 40]], [100, [20, 60, 180]]] as const) at(x).forEach((value, k) => expect(Math.abs(value - colour[k]!)).toBeLessThan(12));
  });
  it('a HEIC with its picture gone bad', async () => {
    const bytes = await damagedHeic();
    expect(await codeOf(decodeImage(bytes))).toBe('broken');
  });

  it('every page of a TIFF', async () => {
    const pages = await sharp([{ create: { width: 20, height: 10, channels: 3, background: '#fff' } }, { create: { width: 20, height: 10, channels: 3, background: '#000' } }] as never, {
      join: { animated: true },
    })
      .tiff()
      .toBuffer();
    expect(await countImages(pages)).toBe(2);
    expect((await decodeImage(pages, { index: 1 })).raster.data[0]).toBe(0);
  });

  it('shrinks what is larger than it needs and says how to get back', async () => {
    const received = await decodeImage(await sharp({ create: { width: 5000, height: 2500, channels: 3, background: '#fff' } }).png().toBuffer(), { workingSide: 1000 });
    expect([received.raster.width, received.width]).toEqual([1000, 5000]);
    expect(received.toStored[0]).toBeCloseTo(5);
  });
});

/** Whole by its boxes, and nothing that a decoder could use inside. */
async function damagedHeic(): Promise<Buffer> {
  const bytes = Buffer.from(await fixture('two-halves.heic'));
  return bytes.fill(0x55, bytes.indexOf('mdat') + 4);
}

/** Two colours, 24 bits, rows from the bottom: lower half white-ish, upper half blue-ish. */
function bmp(width: number, height: number): Buffer {
  const stride = Math.ceil((width * 3) / 4) * 4;
  const out = Buffer.alloc(54 + stride * height);
  out.write('BM', 0, 'latin1');
  out.writeUInt32LE(54, 10);
  out.writeUInt32LE(40, 14);
  out.writeInt32LE(width, 18);
  out.writeInt32LE(height, 22);
  out.writeUInt16LE(1, 26);
  out.writeUInt16LE(24, 28);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) out.set(y < height / 2 ? [230, 240, 250] : [200, 20, 10], 54 + y * stride + x * 3);
  }
  return out;
}
