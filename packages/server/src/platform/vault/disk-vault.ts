import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { access, mkdir, open, opendir, readFile, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { syncFile, syncFolder } from '../durable.ts';
import { clearLeftovers } from '../leftovers.ts';
import { BlobMissing, BlobTooLarge, type BlobName, type StoredBlob, type Vault, VaultFull } from './vault.ts';

const blobName = /^[0-9a-f]{64}$/;

/**
 * Blobs as files named by their SHA-256: `ab/cd/abcd…`. Written under a temporary name, fsynced, renamed, and the folder fsynced,
 * so a blob is either whole under its name or not there.
 */
export async function openDiskVault(folder: string): Promise<Vault> {
  const incoming = join(folder, 'incoming');
  await mkdir(incoming, { recursive: true });
  await clearLeftovers(incoming);
  const pathOf = (name: BlobName): string => {
    if (!blobName.test(name)) throw new BlobMissing(`No blob is named so.`);
    return join(folder, name.slice(0, 2), name.slice(2, 4), name);
  };

  const keep = async (temporary: string, name: BlobName): Promise<void> => {
    const path = pathOf(name);
    await mkdir(dirname(path), { recursive: true });
    await rename(temporary, path);
    await syncName(name);
  };
  // Also where the blob is there already: whoever brought it may have renamed it a moment ago and not synced yet.
  const syncName = async (name: BlobName): Promise<void> => {
    const inner = dirname(pathOf(name));
    for (const changed of [inner, dirname(inner), folder]) await syncFolder(changed);
  };
  const letGo = async (path: string, name: BlobName): Promise<void> => {
    await syncName(name);
    await rm(path, { force: true });
  };

  const vault: Vault = {
    async put(source, { maxBytes = Infinity, signal } = {}) {
      const temporary = join(incoming, randomUUID());
      try {
        const stored = await writeSynced(temporary, source, maxBytes, signal);
        if (await vault.has(stored.name)) await letGo(temporary, stored.name);
        else await keep(temporary, stored.name);
        return stored;
      } catch (error) {
        await rm(temporary, { force: true });
        throw fullOr(error);
      }
    },
    async adopt(path, sha256) {
      const name = sha256 ?? (await hashFile(path));
      const { size } = await stat(path);
      if (await vault.has(name)) await letGo(path, name);
      else {
        try {
          await syncFile(path);
          await keep(path, name);
        } catch (error) {
          if ((error as NodeJS.ErrnoException).code !== 'EXDEV') throw fullOr(error);
          await vault.put(createReadStream(path)); // another file system: copy, then let go
          await rm(path, { force: true });
        }
      }
      return { name, size };
    },
    async open(name, range) {
      const handle = await openBlob(pathOf(name));
      return handle.createReadStream(range ?? {});
    },
    read: (name) => readFile(pathOf(name)).catch(missingOr),
    size: async (name) => (await stat(pathOf(name)).catch(missingOr)).size,
    has: async (name) => blobName.test(name) && access(pathOf(name)).then(() => true, () => false),
    async asFile(name) {
      const path = pathOf(name);
      await stat(path).catch(missingOr);
      return { path, done: async () => {} };
    },
    remove: async (name) => rm(pathOf(name), { force: true }),
    async *list() {
      for await (const entry of await opendir(folder, { recursive: true })) {
        if (!entry.isFile() || !blobName.test(entry.name)) continue;
        yield { name: entry.name, size: (await stat(join(entry.parentPath, entry.name))).size };
      }
    },
  };
  return vault;
}

async function writeSynced(path: string, source: Readable | Uint8Array, maxBytes: number, signal?: AbortSignal): Promise<StoredBlob> {
  const hash = createHash('sha256');
  const handle = await open(path, 'wx');
  try {
    let size = 0;
    for await (const chunk of source instanceof Uint8Array ? [source] : source) {
      signal?.throwIfAborted();
      const bytes = chunk as Uint8Array;
      size += bytes.length;
      if (size > maxBytes) throw new BlobTooLarge(`Larger than ${maxBytes} bytes.`);
      hash.update(bytes);
      await handle.writeFile(bytes);
    }
    await handle.sync();
    return { name: hash.digest('hex'), size };
  } finally {
    await handle.close();
  }
}

export async function hashFile(path: string): Promise<BlobName> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

async function openBlob(path: string): Promise<FileHandle> {
  return open(path, 'r').catch(missingOr);
}

function missingOr(error: NodeJS.ErrnoException): never {
  throw error.code === 'ENOENT' ? new BlobMissing('That file is not in the vault.') : error;
}

function fullOr(error: unknown): unknown {
  const { code } = error as NodeJS.ErrnoException;
  return code === 'ENOSPC' || code === 'EDQUOT' ? new VaultFull('No room left in the vault.') : error;
}
