import { mkdir, readdir, rm, rmdir, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { App } from '../app.ts';
import { clearLeftovers } from '../platform/leftovers.ts';
import { withInboxLock } from './inbox.queries.ts';
import { takeFromInbox } from './inbox-file.ts';
import { isPassedOver, noteEnding, type Seen, seenAgain } from './inbox.rules.ts';
import { halfName } from './ingest-files.ts';

export interface InboxOptions {
  everyMs?: number;
  /** A file is taken when it has not grown for so long. */
  stillMs?: number;
}

/**
 * The watch folder `inbox/` of the data folder: each sub-folder a batch, files at its top a batch of the day. It is looked through again and
 * again rather than watched, so that network shares work. A file is removed only when it is safe in the archive; a crash in between
 * brings the same file again, which is then known as the same arrival. Of many working processes one looks at a time.
 */
export function watchInbox(app: App, { everyMs = 2_000, stillMs = 4_000 }: InboxOptions = {}): { stop(): Promise<void> } {
  const folder = join(app.config.dataDir, 'inbox');
  const seen = new Map<string, Seen>();
  const calledOff = new AbortController();
  const goRound = async (): Promise<void> => {
    while (!calledOff.signal.aborted) {
      await lookThrough(app, folder, seen, stillMs, calledOff.signal).catch((error: unknown) => {
        if (!calledOff.signal.aborted) app.log.warn({ err: error }, 'the watch folder could not be looked through');
      });
      await setTimeout(everyMs, undefined, { signal: calledOff.signal }).catch(() => {});
    }
  };
  const rounds = clearLeftovers(folder, (name) => halfName.test(name)).then(goRound);
  return {
    async stop() {
      calledOff.abort();
      await rounds;
    },
  };
}

export async function lookThrough(app: App, folder: string, seen: Map<string, Seen>, stillMs: number, signal: AbortSignal = new AbortController().signal): Promise<void> {
  await mkdir(folder, { recursive: true });
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const paths = files.filter((path) => !isPassedOver(relative(folder, path))).toSorted();
  const ready: string[] = [];
  for (const path of paths) if (await isReady(path, seen, stillMs)) ready.push(path);
  if (ready.length > 0) {
    await withInboxLock(app.db, async () => {
      for (const path of ready) if (!signal.aborted) await takeFromInbox(app, folder, path, seen, signal);
    });
  }
  const present = new Set(paths);
  for (const path of seen.keys()) if (!present.has(path)) seen.delete(path);
  for (const note of files.filter((path) => path.endsWith(noteEnding))) if (!present.has(note.slice(0, -noteEnding.length))) await rm(note, { force: true });
  await removeEmptyFolders(entries.filter((entry) => entry.isDirectory()).map((entry) => join(entry.parentPath, entry.name)));
}

async function isReady(path: string, seen: Map<string, Seen>, stillMs: number): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  if (!found) return false;
  const { next, ready } = seenAgain(seen.get(path), { size: found.size, changed: found.mtimeMs }, Date.now(), stillMs);
  seen.set(path, next);
  return ready;
}

async function removeEmptyFolders(folders: readonly string[]): Promise<void> {
  for (const path of folders.toSorted((a, b) => b.length - a.length)) {
    // Young folders may be about to be filled.
    const found = await stat(path).catch(() => undefined);
    if (found && Date.now() - found.mtimeMs > 60_000) await rmdir(path).catch(() => {});
  }
}
