import { parentPort, workerData } from 'node:worker_threads';
import { markPdf } from './mark-pdf.ts';
import { Unmarkable } from './unmarkable.ts';

// Runs in a thread of its own, started by mark-pdf-apart.ts: one PDF, and it ends.

const { bytes, words } = workerData as { bytes: Uint8Array; words: string };
const answer = await markPdf(bytes, words).catch((error: unknown) => {
  if (error instanceof Unmarkable) return error.message;
  throw error;
});
parentPort?.postMessage(answer, typeof answer === 'string' ? [] : [answer.buffer as ArrayBuffer]);
