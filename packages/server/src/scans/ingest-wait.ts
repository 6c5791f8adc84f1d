import { setTimeout } from 'node:timers/promises';
import { type Batch, type BatchId, call, type ReceivedFile, type ScanSummary, type Send, showBatchEndpoint } from '@qige/wire';

export interface SettledBatch {
  batch: Batch;
  files: readonly ReceivedFile[];
  scans: readonly ScanSummary[];
}

/** An archive that is restarted meanwhile is waited for so long. */
const patienceMs = 120_000;

export async function waitUntilRead(ask: Send, batchId: BatchId): Promise<SettledBatch> {
  let heard = Date.now();
  for (;;) {
    try {
      const shown = await call(ask, showBatchEndpoint, { params: { batchId } });
      heard = Date.now();
      if (isSettled(shown.batch)) return shown;
    } catch (error) {
      if (Date.now() - heard > patienceMs) throw error;
    }
    await setTimeout(1_000);
  }
}

/** Every file opened or set aside, every page read or given up, every scan's fields taken. */
export function isSettled({ progress }: Batch): boolean {
  return progress.received === 0 && progress.reading === 0 && progress.pagesRead + progress.pagesFailed >= progress.pages;
}

/** A line for everything that somebody must look at. */
export function troubleIn({ files, scans }: SettledBatch): string[] {
  const aside = files.filter((file) => file.state === 'quarantined').map((file) => `${[file.folder, file.name].filter(Boolean).join('/')}: set aside (${file.reason})`);
  const unread = scans.filter((scan) => scan.pagesFailed > 0).map((scan) => `${scan.name}: ${scan.pagesFailed} of ${scan.pages} pages could not be read`);
  return [...aside, ...unread];
}
