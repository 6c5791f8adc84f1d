import { randomUUID } from 'node:crypto';
import { copyFile, mkdir, readdir, rename, stat } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { Sentence } from '../platform/sentence.ts';
import { isPassedOver } from './inbox.rules.ts';

export interface FoundFile {
  path: string;
  /** Its place in the batch, with `/`; a folder that was given is named, and its own folders below it. */
  inside: string;
}

export async function filesUnder(given: readonly string[]): Promise<FoundFile[]> {
  return (await Promise.all(given.map(under))).flat();
}

async function under(given: string): Promise<FoundFile[]> {
  const path = resolve(given);
  const found = await stat(path).catch(() => undefined);
  if (!found) throw new Sentence(`There is no ${given}.`);
  if (found.isFile()) return [{ path, inside: basename(path) }];
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !isPassedOver(relative(path, file)))
    .toSorted()
    .map((file) => ({ path: file, inside: relative(dirname(path), file).replaceAll(sep, '/') }));
}

/** Copies files into the watch folder as a batch; each under a name that is passed over until the copy is whole. Says where they lie. */
export async function layIntoInbox(dataDir: string, batch: string, files: readonly FoundFile[]): Promise<string> {
  const folder = join(dataDir, 'inbox', batch.replace(/[/\\:]/g, '-').replace(/^[.~]+/, '_'));
  for (const { path, inside } of files) {
    const to = join(folder, inside);
    await mkdir(dirname(to), { recursive: true });
    const half = join(dirname(to), `.${randomUUID()}.part`);
    await copyFile(path, half);
    await rename(half, to);
  }
  return folder;
}
