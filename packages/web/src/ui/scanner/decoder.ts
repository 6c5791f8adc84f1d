import type { Asked, Code, Decoded } from './decoding.ts';

export interface Decoder {
  read(image: ImageData, hard?: boolean): Promise<Code[]>;
  close(): void;
}

/** Reads codes beside the page, so that the picture does not stutter. */
export function openDecoder(): Decoder {
  const worker = new Worker(new URL('decode.worker.ts', import.meta.url), { type: 'module' });
  const waiting = new Map<number, { resolve: (found: Code[]) => void; reject: (error: Error) => void }>();
  let count = 0;
  worker.addEventListener('message', ({ data }: MessageEvent<Decoded>) => {
    waiting.get(data.id)?.resolve(data.found);
    waiting.delete(data.id);
  });
  worker.addEventListener('error', (event) => {
    for (const { reject } of waiting.values()) reject(new Error(event.message));
    waiting.clear();
  });
  return {
    read: (image, hard = false) =>
      new Promise((resolve, reject) => {
        const id = ++count;
        waiting.set(id, { resolve, reject });
        worker.postMessage({ id, image, hard } satisfies Asked, [image.data.buffer]);
      }),
    close: () => worker.terminate(),
  };
}

const longest = 1_600;

/** The codes on a photo that was taken or chosen. */
export async function readPhoto(file: Blob): Promise<Code[]> {
  const bitmap = await createImageBitmap(file);
  const scale = Math.min(1, longest / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [Math.round(bitmap.width * scale), Math.round(bitmap.height * scale)];
  const pen = canvas.getContext('2d', { willReadFrequently: true });
  if (!pen) return [];
  pen.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  const decoder = openDecoder();
  try {
    return await decoder.read(pen.getImageData(0, 0, canvas.width, canvas.height), true);
  } finally {
    decoder.close();
  }
}
