import { setTimeout } from 'node:timers/promises';
import type { Batch, ReceivedFile, ScanSummary } from '@qige/wire';

export interface SettledBatch {
  batch: Batch;
  files: readonly ReceivedFile[];
  scans: readonly ScanSummary[];
}

/** Asks about one batch: the archive over HTTP, or its database. */
export interface BatchAsked {
  show(): Promise<Pick<SettledBatch, 'batch' | 'scans'>>;
  files(after: string | undefined): Promise<{ files: readonly ReceivedFile[]; next: string | null }>;
}

/** An archive that is restarted meanwhile is waited for so long. */
const patienceMs = 120_000;

export async function waitUntilRead(asked: BatchAsked): Promise<SettledBatch> {
  let heard = Date.now();
  for (;;) {
    try {
      const { batch, scans } = await asked.show();
      heard = Date.now();
      if (isSettled(batch)) return { batch, files: await allFiles(asked), scans };
    } catch (error) {
      if (Date.now() - heard > patienceMs) throw error;
    }
    await setTimeout(1_000);
  }
}

export async function allFiles({ files }: BatchAsked): Promise<ReceivedFile[]> {
  const all: ReceivedFile[] = [];
  for (let next: string | null | undefined; next !== null; ) {
    const part = await files(next);
    all.push(...part.files);
    next = part.next;
  }
  return all;
}

/** Every file opened or set aside, every page read or given up, every scan's fields taken. */
export function isSettled({ progress }: Batch): boolean {
  return progress.received === 0 && progress.reading === 0 && progress.pagesRead + progress.pagesFailed >= progress.pages;
}

/** Says what became of a batch, and how many troubles there are. */
export function tellSettled(settled: SettledBatch, more: object, json: boolean): number {
  const troubles = troubleIn(settled);
  if (json) console.log(JSON.stringify({ ...settled, ...more }));
  else {
    for (const line of troubles) console.error(line);
    const { scans, pagesRead, pages } = settled.batch.progress;
    console.error(`${scans} contracts, ${pagesRead} of ${pages} pages read.`);
  }
  return troubles.length;
}

/** A line for everything that somebody must look at. */
function troubleIn({ files, scans }: SettledBatch): string[] {
  const aside = files.filter((file) => file.state === 'quarantined').map((file) => `${[file.folder, file.name].filter(Boolean).join('/')}: set aside (${file.reason})`);
  const unread = scans.filter((scan) => scan.pagesFailed > 0).map((scan) => `${scan.name}: ${scan.pagesFailed} of ${scan.pages} pages could not be read`);
  return [...aside, ...unread];
}
