import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import sharp from 'sharp';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';

/** What the library takes for a picture; browsers call it ImageData. */
type Pixels = Exclude<Parameters<typeof readBarcodes>[0], Blob | ArrayBuffer | Uint8Array>;

let prepared: Promise<unknown> | undefined;

async function prepare(): Promise<void> {
  const wasmBinary = (await readFile(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm'))).buffer as ArrayBuffer;
  await prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true });
}

export interface PageCode {
  text: string;
  /** Where on the image as given: left, top, right, bottom. */
  box: [number, number, number, number];
}

/** The QR codes on a page image, at any turn. `longest`: how large it is looked at; codes printed small need more. */
export async function readCodes(image: Buffer, longest = 1400): Promise<PageCode[]> {
  await (prepared ??= prepare());
  const picture = sharp(image);
  const { width: wide = 1 } = await picture.metadata();
  const { data, info } = await picture.resize({ width: longest, height: longest, fit: 'inside', withoutEnlargement: true }).ensureAlpha().toColourspace('srgb').raw().toBuffer({ resolveWithObject: true });
  const codes = await readBarcodes({ data: new Uint8ClampedArray(data), width: info.width, height: info.height, colorSpace: 'srgb' } as Pixels, { formats: ['QRCode'], tryHarder: true, maxNumberOfSymbols: 60 });
  const scale = wide / info.width;
  return codes.map(({ text, position }) => {
    const corners = [position.topLeft, position.topRight, position.bottomRight, position.bottomLeft];
    const [xs, ys] = [corners.map(({ x }) => Math.round(x * scale)), corners.map(({ y }) => Math.round(y * scale))];
    return { text, box: [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)] };
  });
}
