import { open } from 'node:fs/promises';

/** A file or a buffer, read piece by piece: nothing of it is in memory that was not asked for. */
export interface Bytes {
  size: number;
  /** So many bytes from there on; fewer where they end. */
  read(from: number, length: number): Promise<Buffer>;
  close(): Promise<void>;
}

export async function openBytes(source: Buffer | string): Promise<Bytes> {
  if (typeof source !== 'string') return { size: source.length, read: async (from, length) => source.subarray(from, from + length), close: async () => {} };
  const file = await open(source);
  const { size } = await file.stat();
  return {
    size,
    async read(from, length) {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(Math.max(0, Math.min(length, size - from))), { position: from });
      return buffer.subarray(0, bytesRead);
    },
    close: () => file.close(),
  };
}
