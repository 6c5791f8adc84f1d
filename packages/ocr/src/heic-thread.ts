import { parentPort, workerData } from 'node:worker_threads';
import type { HeicAnswer } from './decode-heic.ts';
import { asUnreadable, UnreadableImage } from './errors.ts';
import type { Raster } from './raster.ts';
import { refuseLarge } from './size-limits.ts';

// Runs in a thread of its own, started by decode-heic.ts: one picture, and it ends.

interface HeicImage {
  width: number;
  height: number;
  decode(): Promise<{ data: Uint8ClampedArray }>;
}

async function decode(bytes: Uint8Array, maxPixels: number): Promise<Raster> {
  // @ts-expect-error: heic-decode ships no types
  const { default: heic } = (await import('heic-decode')) as { default: { all(o: { buffer: Uint8Array }): Promise<HeicImage[] & { dispose(): void }> } };
  const images = await heic.all({ buffer: bytes });
  try {
    const image = images[0];
    if (!image) throw new UnreadableImage('empty', 'The picture has no pixels.');
    const { width, height } = image;
    refuseLarge(width, height, maxPixels);
    const { data } = await image.decode();
    // Three bytes where four were, in place: two copies of a large picture are one too many.
    for (let i = 0, o = 0; i < data.length; i += 4) {
      data[o++] = data[i]!;
      data[o++] = data[i + 1]!;
      data[o++] = data[i + 2]!;
    }
    return { width, height, channels: 3, data: new Uint8Array(data.buffer, data.byteOffset, width * height * 3) };
  } finally {
    images.dispose();
  }
}

const { whole, maxPixels } = workerData as { whole: Uint8Array; maxPixels: number };
const answer: HeicAnswer = await decode(whole, maxPixels).then(
  (raster) => ({ raster }),
  (error: unknown) => {
    const told = asUnreadable(error);
    return told instanceof UnreadableImage ? { code: told.code, message: told.message } : { code: 'broken' as const, message: String(told) };
  },
);
parentPort?.postMessage(answer, 'raster' in answer ? [answer.raster.data.buffer as ArrayBuffer] : []);
