import type { AuditEntry } from '@qige/wire';

export interface Folded {
  entry: AuditEntry;
  count: number;
  /** When the first of them happened. */
  since: string;
}

/** Lines one after another that say the same of the same person are one, with how often and since when; newest first, as they came. */
export function foldHistory(entries: readonly AuditEntry[]): Folded[] {
  const folded: Folded[] = [];
  for (const entry of entries) {
    const last = folded.at(-1);
    if (last && said(last.entry) === said(entry)) Object.assign(last, { count: last.count + 1, since: entry.at });
    else folded.push({ entry, count: 1, since: entry.at });
  }
  return folded;
}

const said = ({ kind, actor, facts }: AuditEntry): string => JSON.stringify([kind, actor.kind, actor.id, Object.entries(facts).sort(([a], [b]) => (a < b ? -1 : 1))]);
