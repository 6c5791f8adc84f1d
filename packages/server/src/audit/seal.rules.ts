import { createHash } from 'node:crypto';

/** An event as it is sealed: everything that is kept of it, with the time to the microsecond. */
export interface SealedContent {
  id: number;
  at: string;
  actorKind: string;
  actorId: string;
  actorName: string | null;
  keyId: string | null;
  address: string | null;
  kind: string;
  subjectId: string | null;
  contractId: string | null;
  facts: unknown;
  sealNumber: number;
}

/** What stands before the first seal. */
export const beginning: Buffer = createHash('sha256').update('qige audit trail').digest();

/** The event's seal: SHA-256 over the seal before it and the event as canonical JSON. To change one event is to change all seals after it. */
export function sealOf(before: Buffer, event: SealedContent): Buffer {
  return createHash('sha256').update(before).update(canonical(event)).digest();
}

/** JSON with its keys in order and no white space (RFC 8785 for the values that occur here): one text for one value. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value ?? null);
  const entries = Object.entries(value)
    .filter(([, one]) => one !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, one]) => `${JSON.stringify(key)}:${canonical(one)}`).join(',')}}`;
}
