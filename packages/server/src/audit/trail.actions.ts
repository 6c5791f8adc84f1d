import type { AuditEntry, PlainDate } from '@qige/wire';
import type { Actor } from '../actor.ts';
import { Refusal } from '../platform/errors.ts';
import type { Db } from '../platform/db.ts';
import { findTrail, type TrailFilter } from './trail.queries.ts';
import { hideAmounts, hidePages } from './hidden-facts.rules.ts';
import { dayBegins, dayEnds } from './days.rules.ts';

export interface AskTrail extends Omit<TrailFilter, 'from' | 'before'> {
  from?: PlainDate | undefined;
  to?: PlainDate | undefined;
  after?: string | undefined;
  limit: number;
}

/** A page of the audit trail; days are days in the archive's zone. */
export async function readTrail(db: Db, timeZone: string, actor: Actor, { from, to, after, limit, ...filter }: AskTrail): Promise<{ entries: AuditEntry[]; next: string | null }> {
  const last = after === undefined ? undefined : Number(after);
  if (last !== undefined && !Number.isSafeInteger(last)) throw new Refusal('invalid_request', 'Not valid: after.', { fields: [{ field: 'after', problem: 'unknown' }] });
  const days = { from: from === undefined ? undefined : dayBegins(from, timeZone), before: to === undefined ? undefined : dayEnds(to, timeZone) };
  const found = await findTrail(db, { ...filter, ...days }, last, limit + 1);
  const sees = (permission: 'amounts.see' | 'scans.see'): boolean => actor.kind === 'system' || actor.permissions.has(permission);
  const entries = found.slice(0, limit).map(({ facts, ...entry }) => {
    const ofPages = sees('scans.see') ? facts : hidePages(entry.kind, facts);
    return { ...entry, facts: sees('amounts.see') ? ofPages : hideAmounts(ofPages) };
  });
  return { entries, next: found.length > limit ? String(entries.at(-1)?.id) : null };
}
