import { Worker } from 'node:worker_threads';
import type { Bytes } from './bytes.ts';
import { asUnreadable, UnreadableImage, type UnreadableCode } from './errors.ts';
import type { Raster } from './raster.ts';
import { refuseLarge } from './size-limits.ts';

const brands = new Set(['heic', 'heix', 'hevc', 'heim', 'heis', 'mif1', 'msf1']);

export const isHeic = (bytes: Buffer): boolean =>
  bytes.length >= 12 && bytes.toString('latin1', 4, 8) === 'ftyp' && brands.has(bytes.toString('latin1', 8, 12));

// The decoder wants the whole file in memory. Two hundred megapixels of a telephone have some sixty megabytes.
const mostBytes = 256 * 1024 ** 2;
const mostMeta = 16 * 1024 ** 2;

/** Whether every box is whole and the pictures' sizes (`ispe`) are ones that are read. Throws `UnreadableImage`; nothing is decoded. Source: ISO/IEC 14496-12, 23008-12. */
export async function readHeicHeader(bytes: Bytes, maxPixels: number): Promise<void> {
  if (bytes.size > mostBytes) throw new UnreadableImage('too-large', 'The file is larger than any picture of this kind.');
  let sizes: [number, number][] = [];
  for (let at = 0; at + 8 <= bytes.size; ) {
    const { type, start, end } = boxAt(await bytes.read(at, 16), at, bytes.size);
    if (!/^[\x20-\x7e]{4}$/.test(type)) break; // padding behind the last box
    if (end > bytes.size || end < start) throw new UnreadableImage('cut-short', 'The file ends before its picture does.');
    if (type === 'meta') sizes = sizesIn(await bytes.read(start + 4, Math.min(end - start - 4, mostMeta)));
    at = end;
  }
  if (sizes.length === 0) throw new UnreadableImage('broken', 'The file tells of no picture.');
  for (const [width, height] of sizes) refuseLarge(width, height, maxPixels);
}

interface Box {
  type: string;
  start: number;
  end: number;
}

function boxAt(head: Buffer, at: number, whole: number): Box {
  const type = head.toString('latin1', 4, 8);
  const short = head.readUInt32BE(0);
  if (short === 0) return { type, start: at + 8, end: whole };
  if (short === 1 && head.length >= 16) return { type, start: at + 16, end: at + Number(head.readBigUInt64BE(8)) };
  return { type, start: at + 8, end: at + short };
}

/** Width and height of every picture that the boxes in `meta` tell of: parts of a picture among them, and the whole. */
function sizesIn(meta: Buffer): [number, number][] {
  const found: [number, number][] = [];
  for (let at = 0; at + 8 <= meta.length; ) {
    const { type, start, end } = boxAt(meta.subarray(at, at + 16), at, meta.length);
    if (end <= at || end > meta.length) break;
    if (type === 'iprp' || type === 'ipco') found.push(...sizesIn(meta.subarray(start, end)));
    if (type === 'ispe' && end - start >= 12) found.push([meta.readUInt32BE(start + 4), meta.readUInt32BE(start + 8)]);
    at = end;
  }
  return found;
}

export type HeicAnswer = { raster: Raster } | { code: UnreadableCode; message: string };

/** HEIC as phones write it (libheif applies the turn the file asks for). Decoded in a thread of its own, whose memory goes with it. */
export async function decodeHeic(bytes: Bytes, maxPixels: number): Promise<Raster> {
  await readHeicHeader(bytes, maxPixels);
  const whole = await bytes.read(0, bytes.size);
  const { promise, resolve, reject } = Promise.withResolvers<HeicAnswer>();
  const thread = new Worker(new URL('./heic-thread.ts', import.meta.url), { workerData: { whole, maxPixels }, execArgv: [], stdout: true, stderr: true });
  thread.once('message', resolve).once('error', (error) => reject(asUnreadable(error)));
  thread.once('exit', () => reject(new UnreadableImage('broken', 'The picture is damaged and cannot be decoded.')));
  const answer = await promise.finally(() => thread.terminate());
  if ('code' in answer) throw new UnreadableImage(answer.code, answer.message);
  return answer.raster;
}
