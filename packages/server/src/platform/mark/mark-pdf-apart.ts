import { Worker } from 'node:worker_threads';
import { Unmarkable } from './unmarkable.ts';

/** A scan of 300 MB takes 3 s of a good machine, and what there is most to do for, thousands of small pages, 1 s a megabyte: others wait behind a file that takes longer. */
export const timeFor = (bytes: number): number => Math.min(120_000, 20_000 + bytes / 2000);

/** The PDF with the words on it, made in a thread of its own: a file made to take all the time or memory there is takes that of the thread. The bytes are given away where they can be. */
export async function markPdfApart(bytes: Uint8Array, words: string, mostMs = timeFor(bytes.byteLength)): Promise<Uint8Array> {
  const { promise, resolve, reject } = Promise.withResolvers<Uint8Array | string>();
  const thread = new Worker(new URL('./mark-pdf-thread.ts', import.meta.url), {
    workerData: { bytes, words },
    transferList: bytes.byteLength === bytes.buffer.byteLength ? [bytes.buffer as ArrayBuffer] : [],
    execArgv: [],
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: 512 },
  });
  const damaged = (cause?: Error): void => reject(new Unmarkable('damaged', { cause }));
  const late = setTimeout(damaged, mostMs);
  thread.once('message', resolve).once('error', damaged).once('exit', () => damaged());
  const answer = await promise.finally(() => {
    clearTimeout(late);
    return thread.terminate();
  });
  if (typeof answer === 'string') throw new Unmarkable(answer);
  return answer;
}
