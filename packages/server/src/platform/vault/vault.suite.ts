import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { BlobMissing, BlobTooLarge, type StoredBlob, type Vault } from './vault.ts';

/** An engine with an empty store, and what of it lies half-written. */
export interface OpenedVault {
  vault: Vault;
  unfinished(): Promise<string[]>;
  close(): Promise<void>;
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const absent = sha256(Buffer.from('never stored'));

export async function blobsIn(vault: Vault): Promise<StoredBlob[]> {
  const blobs: StoredBlob[] = [];
  for await (const blob of vault.list()) blobs.push(blob);
  return blobs;
}

/** What every engine of the vault must do. */
export function vaultSuite(name: string, openVault: () => Promise<OpenedVault>): void {
  describe(`vault: ${name}`, () => {
    let opened: OpenedVault;
    let vault: Vault;
    let folder: string;

    beforeEach(async () => {
      opened = await openVault();
      vault = opened.vault;
      folder = await mkdtemp(join(tmpdir(), 'qige-vault-suite-'));
    });
    afterEach(async () => {
      await opened.close();
      await rm(folder, { recursive: true, force: true });
    });

    const stored = async (): Promise<string[]> => (await blobsIn(vault)).map((blob) => blob.name).toSorted();
    const fileOf = async (bytes: Uint8Array): Promise<string> => {
      const path = join(folder, 'finished');
      await writeFile(path, bytes);
      return path;
    };

    test('gives back the bytes it was given, under the SHA-256 of them', async () => {
      await fc.assert(
        fc.asyncProperty(fc.uint8Array({ maxLength: 5000 }), async (bytes) => {
          const blob = await vault.put(bytes);
          expect(blob).toEqual({ name: sha256(bytes), size: bytes.length });
          expect(await vault.read(blob.name)).toEqual(Buffer.from(bytes));
          expect(await vault.size(blob.name)).toBe(bytes.length);
        }),
        { numRuns: 20 },
      );
    });

    test('takes a stream in pieces', async () => {
      const pieces = [randomBytes(70_000), Buffer.alloc(0), randomBytes(1), randomBytes(200_000)];
      const blob = await vault.put(Readable.from(pieces));
      expect(blob.name).toBe(sha256(Buffer.concat(pieces)));
      expect(await buffer(await vault.open(blob.name))).toEqual(Buffer.concat(pieces));
    });

    test('gives a range, both ends included', async () => {
      const bytes = randomBytes(1000);
      const { name: blob } = await vault.put(bytes);
      expect(await buffer(await vault.open(blob, { start: 10, end: 19 }))).toEqual(bytes.subarray(10, 20));
    });

    test('keeps the same bytes once, also when many bring them at the same time', async () => {
      const bytes = randomBytes(50_000);
      const blobs = await Promise.all(Array.from({ length: 8 }, () => vault.put(Readable.from([bytes]))));
      expect(new Set(blobs.map((blob) => blob.name))).toEqual(new Set([sha256(bytes)]));
      expect(await stored()).toEqual([sha256(bytes)]);
      expect(await opened.unfinished()).toEqual([]);
    });

    test('lists what it holds, with sizes', async () => {
      const [a, b] = [await vault.put(randomBytes(10)), await vault.put(randomBytes(20))];
      const list = await blobsIn(vault);
      expect(list.toSorted((x, y) => x.size - y.size)).toEqual([a, b]);
    });

    test('takes over a finished file, which is gone afterwards', async () => {
      const bytes = randomBytes(3000);
      const path = await fileOf(bytes);
      expect(await vault.adopt(path)).toEqual({ name: sha256(bytes), size: 3000 });
      expect(await vault.read(sha256(bytes))).toEqual(bytes);
      await expect(readFile(path)).rejects.toMatchObject({ code: 'ENOENT' });
    });

    test('takes over a file whose bytes it holds already', async () => {
      const bytes = randomBytes(3000);
      await vault.put(bytes);
      const path = await fileOf(bytes);
      expect(await vault.adopt(path, sha256(bytes))).toEqual({ name: sha256(bytes), size: 3000 });
      await expect(readFile(path)).rejects.toMatchObject({ code: 'ENOENT' });
      expect(await stored()).toEqual([sha256(bytes)]);
    });

    test('lends a blob as a file', async () => {
      const bytes = randomBytes(3000);
      const { name: blob } = await vault.put(bytes);
      const lent = await vault.asFile(blob);
      expect(await readFile(lent.path)).toEqual(bytes);
      await lent.done();
      expect(await vault.has(blob)).toBe(true);
    });

    test('says what it does not hold', async () => {
      expect(await vault.has(absent)).toBe(false);
      for (const ask of [vault.open, vault.read, vault.size, vault.asFile]) await expect(ask(absent)).rejects.toBeInstanceOf(BlobMissing);
    });

    test('takes no path for a name', async () => {
      for (const wrong of ['', '../secret', `../${absent.slice(3)}`, absent.toUpperCase(), `${absent}/x`]) {
        await expect(async () => vault.read(wrong)).rejects.toBeInstanceOf(BlobMissing);
        expect(await vault.has(wrong)).toBe(false);
      }
    });

    test('removes, and does not mind removing again', async () => {
      const { name: blob } = await vault.put(randomBytes(10));
      await vault.remove(blob);
      await vault.remove(blob);
      expect(await vault.has(blob)).toBe(false);
      expect(await stored()).toEqual([]);
    });

    test('refuses what is too large, before it has all come, and leaves nothing behind', async () => {
      let given = 0;
      const endless = Readable.from(
        (function* () {
          for (;;) yield randomBytes((given += 1000) && 1000);
        })(),
      );
      await expect(vault.put(endless, { maxBytes: 5000 })).rejects.toBeInstanceOf(BlobTooLarge);
      expect(given).toBeLessThan(100_000);
      expect(await stored()).toEqual([]);
      expect(await opened.unfinished()).toEqual([]);
      expect(await vault.put(randomBytes(5000), { maxBytes: 5000 })).toMatchObject({ size: 5000 });
    });

    test('leaves nothing behind when the sender goes away or the taker is called off', async () => {
      const broken = Readable.from(
        (function* () {
          yield randomBytes(1000);
          throw new Error('the line was cut');
        })(),
      );
      await expect(vault.put(broken)).rejects.toThrow('the line was cut');
      await expect(vault.put(Readable.from([randomBytes(1000)]), { signal: AbortSignal.abort() })).rejects.toThrow();
      expect(await stored()).toEqual([]);
      expect(await opened.unfinished()).toEqual([]);
    });
  });
}
