import type { Readable } from 'node:stream';
import { Refusal } from './errors.ts';

/** All of a stream that is known to be small; `most` in bytes. */
export async function gather(stream: Readable, most: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of stream) {
    parts.push(part as Buffer);
    size += (part as Buffer).length;
    if (size > most) throw new Refusal('payload_too_large', 'That is larger than this archive accepts.');
  }
  return Buffer.concat(parts);
}

/** The body of a request that brings bytes, as the stream it comes in. */
export function bytesOf(body: unknown): Readable {
  if (body && typeof body === 'object' && 'pipe' in body) return body as Readable;
  throw new Refusal('invalid_request', 'The file’s bytes are the body; send them as application/octet-stream.', { fields: [{ field: 'body', problem: 'not bytes' }] });
}
