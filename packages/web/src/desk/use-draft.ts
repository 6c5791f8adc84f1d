import { useCallback, useState } from 'react';
import type { Edits } from './draft.ts';

const keyOf = (scanId: string): string => `qige.desk.${scanId}`;

function kept(scanId: string): Edits {
  try {
    return JSON.parse(sessionStorage.getItem(keyOf(scanId)) ?? '{}') as Edits;
  } catch {
    return {};
  }
}

export interface DraftKeeper {
  edits: Edits;
  type: (field: string, text: string) => void;
  forget: (field?: string) => void;
}

/** What is being typed, kept with the browser's tab until the scan is registered: a reload loses nothing. */
export function useDraft(scanId: string): DraftKeeper {
  const [drafts, setDrafts] = useState<Readonly<Record<string, Edits>>>({});
  const edits = drafts[scanId] ?? kept(scanId);
  const put = useCallback(
    (change: (edits: Edits) => Edits): void =>
      setDrafts((drafts) => {
        const next = change(drafts[scanId] ?? kept(scanId));
        if (Object.keys(next).length > 0) sessionStorage.setItem(keyOf(scanId), JSON.stringify(next));
        else sessionStorage.removeItem(keyOf(scanId));
        return { ...drafts, [scanId]: next };
      }),
    [scanId],
  );
  return {
    edits,
    type: useCallback((field, text) => put((edits) => ({ ...edits, [field]: text })), [put]),
    forget: useCallback((field) => put((edits) => (field === undefined ? {} : Object.fromEntries(Object.entries(edits).filter(([name]) => name !== field)))), [put]),
  };
}
