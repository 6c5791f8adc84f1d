import type { PersonId } from '@qige/wire';

export interface Link {
  expiresAt: Date;
  revokedAt: Date | null;
  views: number;
  mostViews: number | null;
}

export type ShareVerdict = { kind: 'open' } | { kind: 'revoked' | 'expired' | 'used-up' | 'out-of-sight' };

/** A link shows no more than who made it may see now: the day they no longer may, it is dead. */
export function shareVerdict(link: Link, now: Date, makerSees: boolean): ShareVerdict {
  if (link.revokedAt) return { kind: 'revoked' };
  if (link.expiresAt <= now) return { kind: 'expired' };
  if (!makerSees) return { kind: 'out-of-sight' };
  return link.mostViews !== null && link.views >= link.mostViews ? { kind: 'used-up' } : { kind: 'open' };
}

/** The last view goes on for its while, though no further one begins. */
export function visitVerdict(link: Link, now: Date, makerSees: boolean): ShareVerdict {
  return shareVerdict({ ...link, mostViews: null }, now, makerSees);
}

export function mayRevoke(actor: { id: PersonId; permissions: ReadonlySet<string> }, link: { madeBy: PersonId; revokedAt: Date | null }): boolean {
  return link.revokedAt === null && (link.madeBy === actor.id || actor.permissions.has('shares.manage'));
}
