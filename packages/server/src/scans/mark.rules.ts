import type { Person } from '../actor.ts';
import type { FileKind } from './kinds.rules.ts';

/** What stands on every page that somebody gets, and whose pages these are: one person's are never given to another. */
export interface Mark {
  words: string;
  owner: string;
}

/** Null: this person may have pages as they are. */
export function markVerdict(actor: Pick<Person, 'id' | 'name' | 'keyId' | 'address' | 'permissions'>, moment: string): Mark | null {
  if (actor.permissions.has('contracts.download-clean')) return null;
  const { id, name, keyId = '', address = '' } = actor;
  return { words: [name, moment, address].filter(Boolean).join(' '), owner: [id, name, keyId, address, moment.slice(0, 10)].join('|') };
}

// Marking holds a PDF in memory twice.
const mostPdfBytes = 300 * 1024 ** 2;

export type CarriesVerdict = { kind: 'carries' } | { kind: 'cannot-carry'; why: 'form' | 'encrypted' | 'too-large' };

/** Whether a file as it was received can be given out with a mark on it. What a PDF says when it is opened comes on top. */
export function carriesVerdict(file: { kind: FileKind | string | null; size: number; encrypted: boolean }): CarriesVerdict {
  if (file.kind !== 'pdf') return ['jpeg', 'png', 'webp'].includes(file.kind ?? '') ? { kind: 'carries' } : { kind: 'cannot-carry', why: 'form' };
  if (file.encrypted) return { kind: 'cannot-carry', why: 'encrypted' };
  return file.size <= mostPdfBytes ? { kind: 'carries' } : { kind: 'cannot-carry', why: 'too-large' };
}
