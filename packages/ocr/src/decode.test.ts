import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { countImages, decodeImage } from './decode.ts';
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

  it('HEIC', async () => {
    const { raster } = await decodeImage(await fixture('two-halves.heic'));
    expect([raster.width, raster.height]).toEqual([120, 80]);
    const at = (x: number): number[] => [...raster.data.subarray((40 * 120 + x) * 3, (40 * 120 + x) * 3 + 3)];
    for (const [x, colour] of [[20, [200, 30, 40]], [100, [20, 60, 180]]] as const) at(x).forEach((value, k) => expect(Math.abs(value - colour[k]!)).toBeLessThan(12));
  });
  it('a HEIC cut short', async () => expect(await codeOf(decodeImage((await fixture('two-halves.heic')).subarray(0, 480)))).toBe('broken'));

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
