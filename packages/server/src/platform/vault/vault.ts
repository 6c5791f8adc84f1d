import type { Readable } from 'node:stream';

/** The name of a blob: SHA-256 of its bytes as they came, in lower-case hex. */
export type BlobName = string;

export interface StoredBlob {
  name: BlobName;
  size: number;
}

/**
 * The store of files. A blob is written once and never changed. `put` resolves only when the bytes would survive a power cut.
 * Engines must pass vault.suite.ts.
 */
export interface Vault {
  /** Throws `VaultFull` when there is no room, `BlobTooLarge` past `maxBytes`; nothing is left behind then. */
  put(source: Readable | Uint8Array, options?: { maxBytes?: number; signal?: AbortSignal }): Promise<StoredBlob>;
  /** Takes over a finished file of this machine without copying it where the engine can. The file is gone afterwards. */
  adopt(path: string, sha256?: BlobName): Promise<StoredBlob>;
  /** Throws `BlobMissing`. */
  open(name: BlobName, range?: { start: number; end: number }): Promise<Readable>;
  read(name: BlobName): Promise<Buffer>;
  size(name: BlobName): Promise<number>;
  has(name: BlobName): Promise<boolean>;
  /** A path with these bytes, for libraries that want a file; it lives until `done` is called. */
  asFile(name: BlobName): Promise<{ path: string; done(): Promise<void> }>;
  remove(name: BlobName): Promise<void>;
  list(): AsyncIterable<StoredBlob>;
}

export class VaultFull extends Error {
  override name = 'VaultFull';
}
export class BlobTooLarge extends Error {
  override name = 'BlobTooLarge';
}
export class BlobMissing extends Error {
  override name = 'BlobMissing';
}
