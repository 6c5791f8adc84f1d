import { type BatchId, call, openBatchEndpoint, uploadsPath } from '@qige/wire';
import { defaultOptions, type PreviousUpload, Upload } from 'tus-js-client';
import { refresh } from '../api/ask.ts';
import { send } from '../api/send.ts';
import { batchNameOf, type IncomingFile } from './dropped-files.ts';

export interface Sending {
  id: number;
  name: string;
  folder: string;
  size: number;
  sent: number;
  state: 'waiting' | 'sending' | 'held-up' | 'done' | 'failed';
  /** Status of the server's refusal; 0 where it could not be reached. */
  refused?: number;
}

const atOnce = 3;
// Ten minutes of trying before a person has to; what was sent stays with the server.
const pauses = [0, 1_000, 3_000, 5_000, 10_000, 20_000, 30_000, 60_000, 60_000, 120_000, 300_000];

let list: readonly Sending[] = [];
let count = 0;
const hearers = new Set<() => void>();
const uploads = new Map<number, Upload>();

function put(next: readonly Sending[]): void {
  list = next;
  for (const hear of hearers) hear();
}
const change = (id: number, part: Partial<Sending>): void => put(list.map((one) => (one.id === id ? { ...one, ...part } : one)));

export const sendingNow = (): readonly Sending[] => list;
export function hearSending(hear: () => void): () => void {
  hearers.add(hear);
  return () => hearers.delete(hear);
}

/** Takes files in: opens a batch (or goes on with the one these files began in) and sends three at a time, resumably. */
export async function takeIn(files: readonly IncomingFile[], departmentId: string | null): Promise<void> {
  if (files.length === 0) return;
  const begun = await Promise.all(files.map(async ({ file, folder }) => (await uploadOf(file, { folder }).findPreviousUploads())[0]));
  const batchId = (begun.find((one) => one?.metadata['batchId'])?.metadata['batchId'] as BatchId | undefined) ?? (await openBatch(files, departmentId));
  begin(files, (file, folder, index) => prepare(file, { batchId, folder, name: file.name }, begun[index]));
}

/** Files of which another list keeps account: sent into a batch that is open, each end told once. What fails leaves no line here. */
export async function sendInto(batchId: BatchId, files: readonly IncomingFile[], headers: Record<string, string>, ended: (file: File, status: number) => Promise<void>): Promise<void> {
  const begun = await Promise.all(files.map(async ({ file, folder }) => (await uploadOf(file, { folder }).findPreviousUploads())[0]));
  await Promise.all(
    files.map(
      (one, index) =>
        new Promise<void>((resolve) => {
          const end = (status: number): void => void ended(one.file, status).finally(resolve);
          begin([one], (file, folder) => prepare(file, { batchId, folder, name: file.name }, begun[index]), { headers, end });
        }),
    ),
  );
}

interface Elsewhere {
  headers: Record<string, string>;
  end: (status: number) => void;
}

function begin(files: readonly IncomingFile[], make: (file: File, folder: string, index: number) => Upload, elsewhere?: Elsewhere): void {
  const added = files.map(({ file, folder }, index): Sending => {
    const id = ++count;
    const upload = make(file, folder, index);
    hold(id, upload, elsewhere);
    uploads.set(id, upload);
    return { id, name: file.name, folder, size: file.size, sent: 0, state: 'waiting' };
  });
  put([...list, ...added]);
  goOn();
}

async function openBatch(files: readonly IncomingFile[], departmentId: string | null): Promise<BatchId> {
  const body = { name: batchNameOf(files.map((one) => one.folder)), source: 'browser' as const, ...(departmentId ? { departmentId: departmentId as never } : {}) };
  return (await call(send, openBatchEndpoint, { body })).id;
}

function uploadOf(file: File, metadata: Record<string, string>): Upload {
  return new Upload(file, { endpoint: uploadsPath, metadata, fingerprint: async () => `qige ${metadata['folder']} ${file.name} ${file.size} ${file.lastModified}` });
}

function prepare(file: File, metadata: Record<string, string>, begun: PreviousUpload | undefined): Upload {
  const upload = uploadOf(file, metadata);
  Object.assign(upload.options, { uploadDataDuringCreation: false, chunkSize: 32 * 1024 ** 2, removeFingerprintOnSuccess: true });
  if (begun) upload.resumeFromPreviousUpload(begun);
  return upload;
}

function hold(id: number, upload: Upload, elsewhere: Elsewhere | undefined): void {
  const size = (upload.file as File).size;
  Object.assign(upload.options, {
    // The other list tries again by itself.
    retryDelays: elsewhere ? pauses.slice(0, 3) : pauses,
    ...(elsewhere ? { headers: elsewhere.headers } : {}),
    onProgress: (sent: number) => change(id, { sent, state: 'sending' }),
    onShouldRetry: (error: { originalResponse: { getStatus(): number } | null }) => {
      const status = error.originalResponse?.getStatus() ?? 0;
      const again = status === 0 || status >= 500 || status === 409 || status === 423 || status === 429;
      if (again) change(id, { state: 'held-up' });
      return again;
    },
    onSuccess: () => {
      finish(id, { state: 'done', sent: size });
      elsewhere?.end(201);
    },
    onError: (error: Error & { originalResponse?: { getStatus(): number } | null }) => {
      const refused = error.originalResponse?.getStatus() ?? 0;
      if (elsewhere) {
        uploads.delete(id);
        put(list.filter((one) => one.id !== id));
        goOn();
        elsewhere.end(refused);
      } else finish(id, { state: 'failed', refused });
    },
  });
}

function finish(id: number, end: Partial<Sending>): void {
  change(id, end);
  if (end.state === 'done') uploads.delete(id);
  if (list.every((one) => one.state === 'done')) setTimeout(() => put(list.filter((one) => one.state !== 'done')), 4_000);
  void refresh(['/batches', '/files']);
  goOn();
}

function goOn(): void {
  const busy = list.filter((one) => one.state === 'sending' || one.state === 'held-up').length;
  for (const { id } of list.filter((one) => one.state === 'waiting').slice(0, Math.max(0, atOnce - busy))) {
    change(id, { state: 'sending' });
    uploads.get(id)?.start();
  }
}

/** Tries what failed once more, from where it stopped. */
export function sendAgain(id: number): void {
  change(id, { state: 'waiting' });
  goOn();
}

export async function giveUp(id: number): Promise<void> {
  await uploads.get(id)?.abort(true).catch(() => {});
  uploads.delete(id);
  put(list.filter((one) => one.id !== id));
  goOn();
}

/** Files that were cut off by a reload or a closed browser: chosen again, they go on from where they stopped. */
export async function cutOff(running: readonly string[]): Promise<string[]> {
  const kept = await defaultOptions.urlStorage.findAllUploads();
  return kept.map((one) => one.metadata['name'] ?? '').filter((name) => name && !running.includes(name));
}

export async function forgetCutOff(): Promise<void> {
  for (const one of await defaultOptions.urlStorage.findAllUploads()) await defaultOptions.urlStorage.removeUpload(one.urlStorageKey);
}

window.addEventListener('beforeunload', (event) => {
  if (list.some((one) => one.state === 'sending' || one.state === 'waiting' || one.state === 'held-up')) event.preventDefault();
});
