import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import type { Db } from '../platform/db.ts';
import { noteEnding } from './inbox.rules.ts';
import type { LaidFile } from './ingest-files.ts';
import { type FileRow, filesOfArrivals } from './receive.queries.ts';

export interface Refused {
  path: string;
  message: string;
}

export interface Taken {
  /** In the archive: their rows are committed, their copies gone from the watch folder. */
  files: FileRow[];
  refused: Refused[];
  /** Still lying there when patience ran out. */
  waiting: readonly LaidFile[];
  /** Why the archive could not be asked, the last time. */
  trouble?: string;
}

/** Waits until the archive has taken what was laid into its watch folder; when it takes nothing for `patienceMs`, the rest is left waiting. */
export async function untilTaken(db: Db, laid: readonly LaidFile[], patienceMs: number, hear: (path: string, became: FileRow | string) => void): Promise<Taken> {
  const taken: Taken = { files: [], refused: [], waiting: laid };
  for (let moved = Date.now(); taken.waiting.length > 0 && Date.now() - moved < patienceMs; ) {
    const settled = await settledNow(db, taken.waiting).catch((error: unknown) => {
      taken.trouble = error instanceof Error ? error.message : String(error);
      return new Map<LaidFile, FileRow | string>();
    });
    for (const [{ path }, became] of settled) {
      if (typeof became === 'string') taken.refused.push({ path, message: became });
      else taken.files.push(became);
      hear(path, became);
    }
    if (settled.size > 0) moved = Date.now();
    taken.waiting = taken.waiting.filter((one) => !settled.has(one));
    if (taken.waiting.length > 0) await setTimeout(500);
  }
  return taken;
}

/** Those of the laid files that are in the archive, each with its row, or that were not taken, each with the reason. */
async function settledNow(db: Db, laid: readonly LaidFile[]): Promise<Map<LaidFile, FileRow | string>> {
  // Looked at before the archive is asked: a copy goes only when its row is there.
  const gone = laid.filter(({ to }) => !existsSync(to));
  const rows = new Map((await filesOfArrivals(db, gone.map(({ arrival }) => arrival))).map((row) => [row.arrival, row]));
  const settled = new Map<LaidFile, FileRow | string>(gone.map((one) => [one, rows.get(one.arrival) ?? 'It is gone from the watch folder, and the archive does not have it.']));
  for (const one of laid) {
    const note = settled.has(one) ? '' : await readFile(one.to + noteEnding, 'utf8').catch(() => '');
    const [, why] = note.match(/could not be taken in: (.*)/) ?? [];
    if (why) settled.set(one, `Not taken in yet: ${why} It stays in the watch folder and is tried again.`);
  }
  return settled;
}
