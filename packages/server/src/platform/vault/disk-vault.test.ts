import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { afterEach, describe, expect, test } from 'vitest';
import { openDiskVault } from './disk-vault.ts';
import { blobsIn, vaultSuite } from './vault.suite.ts';
import { VaultFull } from './vault.ts';

const run = promisify(execFile);
const folders: string[] = [];
const newFolder = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'qige-vault-'));
  folders.push(folder);
  return folder;
};
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});

vaultSuite('disk', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'qige-vault-'));
  return {
    vault: await openDiskVault(folder),
    unfinished: () => readdir(join(folder, 'incoming')),
    close: () => rm(folder, { recursive: true, force: true }),
  };
});

/** A disk of one megabyte where this process may mount one. */
async function tinyDisk(): Promise<{ folder: string; unmount(): Promise<unknown> } | undefined> {
  const folder = await newFolder();
  const mounted = await run('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder]).then(
    () => true,
    () => false,
  );
  return mounted ? { folder, unmount: () => run('umount', [folder]) } : undefined;
}

/** Elsewhere: a disk that runs full behind the third piece, as the system reports it. */
const runsFull = (pieces: readonly Buffer[]): Readable =>
  Readable.from(
    (function* () {
      yield* pieces.slice(0, 3);
      throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
    })(),
  );

describe('disk vault', () => {
  test('a full disk is said so, leaves nothing behind, and what fits later is taken', async () => {
    const tiny = await tinyDisk();
    const folder = tiny?.folder ?? (await newFolder());
    try {
      const vault = await openDiskVault(folder);
      const kept = await vault.put(randomBytes(300_000));
      const pieces = Array.from({ length: 20 }, () => randomBytes(100_000));
      await expect(vault.put(tiny ? Readable.from(pieces) : runsFull(pieces))).rejects.toBeInstanceOf(VaultFull);
      expect(await readdir(join(folder, 'incoming'))).toEqual([]);
      expect(await blobsIn(vault)).toEqual([kept]);
      expect(await vault.put(randomBytes(300_000))).toMatchObject({ size: 300_000 });
    } finally {
      await tiny?.unmount();
    }
  });

  test('a file of another disk is copied over, and kept where it was when there is no room', async () => {
    const tiny = await tinyDisk();
    const folder = tiny?.folder ?? (await newFolder());
    try {
      const vault = await openDiskVault(folder);
      const elsewhere = join(await newFolder(), 'upload');
      await writeFile(elsewhere, randomBytes(200_000));
      const blob = await vault.adopt(elsewhere);
      expect(await vault.size(blob.name)).toBe(200_000);
      await expect(stat(elsewhere)).rejects.toMatchObject({ code: 'ENOENT' });
      // Only a disk of our own making is known to be full.
      if (tiny) {
        await writeFile(elsewhere, randomBytes(2_000_000));
        await expect(vault.adopt(elsewhere)).rejects.toBeInstanceOf(VaultFull);
        expect((await stat(elsewhere)).size).toBe(2_000_000);
      }
    } finally {
      await tiny?.unmount();
    }
  });

  test('what a killed process left half-written is cleared away, but not what another is writing', async () => {
    const folder = await newFolder();
    const incoming = join(folder, 'incoming');
    await mkdir(incoming, { recursive: true });
    await writeFile(join(incoming, 'left'), 'half a scan');
    await writeFile(join(incoming, 'growing'), 'half a scan');
    const longAgo = new Date(Date.now() - 3 * 24 * 3_600_000);
    await utimes(join(incoming, 'left'), longAgo, longAgo);
    const vault = await openDiskVault(folder);
    expect(await readdir(incoming)).toEqual(['growing']);
    expect(await blobsIn(vault)).toEqual([]);
  });

  test('two processes on one folder see each other’s blobs', async () => {
    const folder = await newFolder();
    const [one, other] = [await openDiskVault(folder), await openDiskVault(folder)];
    const bytes = randomBytes(100);
    expect((await Promise.all([one.put(bytes), other.put(bytes)])).map((blob) => blob.size)).toEqual([100, 100]);
    expect(await other.read((await one.put(bytes)).name)).toEqual(bytes);
  });
});
