import { createReadStream } from 'node:fs';
import { mkdir, readdir, rm, rmdir, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { theSystem } from '../actor.ts';
import type { App } from '../app.ts';
import { openInboxBatch } from './receive.queries.ts';
import { openBatch, receiveFile } from './receive.actions.ts';

// Half-written files of scanners, browsers and office programs, and what operating systems leave lying about.
const passedOver = /(^\.|^~\$|\.(part|partial|tmp|temp|crdownload|filepart|swp)$|^(thumbs\.db|desktop\.ini)$)/i;

interface Seen {
  size: number;
  changed: number;
  since: number;
}

export interface InboxOptions {
  everyMs?: number;
  /** A file is taken when it has not grown for so long. */
  stillMs?: number;
}

/**
 * The watch folder `inbox/` of the data folder: each sub-folder a batch, files at its top a batch of the day. It is looked through again and
 * again rather than watched, so that network shares work. A file is removed only when it is safe in the archive; a crash in between
 * brings the same file again, which is then known as the same arrival.
 */
export function watchInbox(app: App, { everyMs = 2_000, stillMs = 4_000 }: InboxOptions = {}): { stop(): Promise<void> } {
  const folder = join(app.config.dataDir, 'inbox');
  const seen = new Map<string, Seen>();
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let round: Promise<void> = Promise.resolve();

  const again = async (): Promise<void> => {
    await lookThrough(app, folder, seen, stillMs, () => stopped).catch((error: unknown) => app.log.warn({ err: error }, 'the watch folder could not be read'));
    if (!stopped) timer = setTimeout(() => (round = again()), everyMs);
  };
  round = again();
  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await round;
    },
  };
}

export async function lookThrough(app: App, folder: string, seen: Map<string, Seen>, stillMs: number, stopped: () => boolean = () => false): Promise<void> {
  await mkdir(folder, { recursive: true });
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const present = new Set<string>();
  for (const entry of entries.toSorted((a, b) => (join(a.parentPath, a.name) < join(b.parentPath, b.name) ? -1 : 1))) {
    const path = join(entry.parentPath, entry.name);
    if (stopped() || !entry.isFile() || relative(folder, path).split(/[/\\]/).some((part) => passedOver.test(part))) continue;
    present.add(path);
    if (await isStill(path, seen, stillMs)) await take(app, folder, path, seen);
  }
  for (const path of seen.keys()) if (!present.has(path)) seen.delete(path);
  await removeEmptyFolders(folder, entries);
}

async function isStill(path: string, seen: Map<string, Seen>, stillMs: number): Promise<boolean> {
  const now = Date.now();
  const found = await stat(path).catch(() => undefined);
  if (!found) return false;
  const before = seen.get(path);
  if (!before || before.size !== found.size || before.changed !== found.mtimeMs) {
    seen.set(path, { size: found.size, changed: found.mtimeMs, since: now });
    return stillMs === 0;
  }
  return now - before.since >= stillMs;
}

async function take(app: App, folder: string, path: string, seen: Map<string, Seen>): Promise<void> {
  const [top = '', ...rest] = relative(folder, path).split(/[/\\]/);
  const inBatch = rest.length > 0;
  const name = inBatch ? top : `inbox ${app.clock.today()}`;
  try {
    const batchId = (await openInboxBatch(app.db, name)) ?? (await openBatch(app, theSystem, { name, source: 'inbox', departmentId: null }));
    await receiveFile(app, theSystem, createReadStream(path), { batchId, name: rest.at(-1) ?? top, folder: rest.slice(0, -1).join('/') });
    await rm(path, { force: true });
    seen.delete(path);
  } catch (error) {
    // It stays where it is and is tried again on the next round.
    app.log.warn({ err: error, path: relative(folder, path) }, 'a file of the watch folder could not be taken in');
  }
}

async function removeEmptyFolders(folder: string, entries: readonly { isDirectory(): boolean; name: string; parentPath: string }[]): Promise<void> {
  const folders = entries.filter((entry) => entry.isDirectory()).map((entry) => join(entry.parentPath, entry.name));
  for (const path of folders.toSorted((a, b) => b.length - a.length)) {
    // Young folders may be about to be filled.
    const found = await stat(path).catch(() => undefined);
    if (found && path.startsWith(folder) && Date.now() - found.mtimeMs > 60_000) await rmdir(path).catch(() => {});
  }
}
