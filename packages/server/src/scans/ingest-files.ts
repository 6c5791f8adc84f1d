import { randomUUID } from 'node:crypto';
import { copyFile, link, mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join, parse, relative, resolve, sep } from 'node:path';
import { syncFile, syncFolder } from '../platform/durable.ts';
import { Sentence } from '../platform/sentence.ts';
import { arrivalOf, isPassedOver } from './inbox.rules.ts';

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

export interface LaidFile {
  path: string;
  /** Where its copy lies in the watch folder. */
  to: string;
  /** What the archive knows that copy by once it has taken it. */
  arrival: string;
}

/** The name of a copy that is not whole yet. */
export const halfName = /^\.[0-9a-f-]{36}\.part$/;

/** The sub-folder of the watch folder that a batch is laid into; a name that is passed over there would never be taken. */
export function inboxFolder(dataDir: string, batch: string): string {
  const name = batch.replace(/[/\\:]/g, '-').replace(/^[.~]+/, '_');
  return join(dataDir, 'inbox', isPassedOver(name) ? `${name}_` : name);
}

/** Copies a file into the watch folder: under a name that is passed over until the copy is whole and on disk, then under its own. */
export async function layIntoInbox(folder: string, { path, inside }: FoundFile): Promise<LaidFile> {
  const wanted = join(folder, inside);
  await mkdir(dirname(wanted), { recursive: true });
  const half = join(dirname(wanted), `.${randomUUID()}.part`);
  try {
    await copyFile(path, half);
    await syncFile(half);
    const to = await giveName(half, wanted);
    await rm(half, { force: true });
    const outside = resolve(folder, '../../..');
    for (let changed = dirname(to); changed !== outside; changed = dirname(changed)) await syncFolder(changed);
    return { path, to, arrival: arrivalOf(await stat(to, { bigint: true })) };
  } finally {
    await rm(half, { force: true });
  }
}

/** A file that lies there already under the name is not taken in yet and must not be written over. */
async function giveName(half: string, wanted: string): Promise<string> {
  const { dir, name, ext } = parse(wanted);
  for (let count = 1; ; count++) {
    const to = count === 1 ? wanted : join(dir, `${name} (${count})${ext}`);
    try {
      await link(half, to);
      return to;
    } catch (error) {
      const taken = (error as NodeJS.ErrnoException).code === 'EEXIST' || (await stat(to).catch(() => undefined));
      if (taken) continue;
      await rename(half, to); // a file system without second names
      return to;
    }
  }
}
