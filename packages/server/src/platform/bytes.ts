import type { Readable } from 'node:stream';
import { Refusal } from './errors.ts';

/** The body of a request that brings bytes, as the stream it comes in. */
export function bytesOf(body: unknown): Readable {
  if (body && typeof body === 'object' && 'pipe' in body) return body as Readable;
  throw new Refusal('invalid_request', 'The file’s bytes are the body; send them as application/octet-stream.', { fields: [{ field: 'body', problem: 'not bytes' }] });
}
