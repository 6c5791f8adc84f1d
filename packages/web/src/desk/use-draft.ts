import { useSyncExternalStore } from 'react';
import type { Edits } from './draft.ts';

const keyOf = (scanId: string): string => `qige.desk.${scanId}`;

const drafts = new Map<string, Edits>();
const hearers = new Set<() => void>();

function kept(scanId: string): Edits {
  try {
    return JSON.parse(sessionStorage.getItem(keyOf(scanId)) ?? '{}') as Edits;
  } catch {
    return {};
  }
}

function draftOf(scanId: string): Edits {
  const draft = drafts.get(scanId) ?? kept(scanId);
  drafts.set(scanId, draft);
  return draft;
}

function put(scanId: string, edits: Edits): void {
  drafts.set(scanId, edits);
  if (Object.keys(edits).length > 0) sessionStorage.setItem(keyOf(scanId), JSON.stringify(edits));
  else sessionStorage.removeItem(keyOf(scanId));
  for (const hear of hearers) hear();
}

function hear(run: () => void): () => void {
  hearers.add(run);
  return () => hearers.delete(run);
}

export interface DraftKeeper {
  edits: Edits;
  /** What is typed at this moment, also where the screen has not been drawn anew since. */
  now: () => Edits;
  type: (change: Edits) => void;
  forget: (...fields: string[]) => void;
  forgetAll: () => void;
}

/** What is being typed, kept with the browser's tab until the scan is registered: a reload loses nothing. */
export function useDraft(scanId: string): DraftKeeper {
  const now = (): Edits => draftOf(scanId);
  return {
    edits: useSyncExternalStore(hear, now),
    now,
    type: (change) => put(scanId, { ...now(), ...change }),
    forget: (...fields) => put(scanId, Object.fromEntries(Object.entries(now()).filter(([field]) => !fields.includes(field)))),
    forgetAll: () => put(scanId, {}),
  };
}
