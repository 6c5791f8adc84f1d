import type { SignInSettings } from '@qige/wire';

export type EntryVerdict = { kind: 'open' } | { kind: 'code' } | { kind: 'enrol' };

/** What stands between a right password and a session. A factor that a person set up is always asked for; a required one is set up on the spot. */
export function entryVerdict(person: { roles: readonly string[]; hasFactor: boolean }, { secondFactorRoles }: Pick<SignInSettings, 'secondFactorRoles'>): EntryVerdict {
  if (person.hasFactor) return { kind: 'code' };
  return isFactorRequired(person.roles, secondFactorRoles) ? { kind: 'enrol' } : { kind: 'open' };
}

export function isFactorRequired(roles: readonly string[], secondFactorRoles: readonly string[]): boolean {
  return roles.some((role) => secondFactorRoles.includes(role));
}

export type FactorDue = { kind: 'nothing' } | { kind: 'set-up' } | { kind: 'code' };

/** What an open session still owes where a role needs a second factor: one that was opened with a single factor before it did, or before its person had another. */
export function factorDue(session: { twoFactor: boolean }, person: { roles: readonly string[]; hasFactor: boolean }, { secondFactorRoles }: Pick<SignInSettings, 'secondFactorRoles'>): FactorDue {
  if (session.twoFactor || !isFactorRequired(person.roles, secondFactorRoles)) return { kind: 'nothing' };
  return { kind: person.hasFactor ? 'code' : 'set-up' };
}

export type SessionVerdict = { kind: 'in-force' } | { kind: 'idle' } | { kind: 'too-old' };

/** Whether a session still counts, by when it was opened and last used. */
export function sessionVerdict(session: { createdAt: Date; updatedAt: Date }, { idleMinutes, maxHours }: Pick<SignInSettings, 'idleMinutes' | 'maxHours'>, now: Date): SessionVerdict {
  if (now.getTime() - session.createdAt.getTime() >= maxHours * 3_600_000) return { kind: 'too-old' };
  if (now.getTime() - session.updatedAt.getTime() >= idleMinutes * 60_000) return { kind: 'idle' };
  return { kind: 'in-force' };
}

/** How old the time of last use may be before it is written anew: a tenth of the idle time, so that it ends at most so much too early. */
export function isTouchDue(session: { updatedAt: Date }, { idleMinutes }: Pick<SignInSettings, 'idleMinutes'>, now: Date): boolean {
  return now.getTime() - session.updatedAt.getTime() >= Math.min(5, idleMinutes / 10) * 60_000;
}

export interface Tried {
  email: string;
  address: string;
}

export interface TryLimit {
  key: string;
  most: number;
}

// Five tries for one name from one place; more for a name from many places, and for a place with many names, so that neither a
// stranger can lock a person out at once nor an office that shares an address be paused by a few slips. Codes are tried by who
// knows the password already, so they are counted by name alone.
const most = { 'name-here': 5, name: 30, address: 60, code: 5 } as const;

export const fromHere = ({ email, address }: Tried): TryLimit => ({ key: `try|${email}|${address}`, most: most['name-here'] });
export const fromAnywhere = ({ email }: Pick<Tried, 'email'>): TryLimit => ({ key: `try|${email}`, most: most.name });
export const anyName = ({ address }: Pick<Tried, 'address'>): TryLimit => ({ key: `try||${address}`, most: most.address });
export const ofCodes = ({ email }: Pick<Tried, 'email'>): TryLimit => ({ key: `code|${email}`, most: most.code });

export interface Pause {
  kind: keyof typeof most;
  email: string | null;
  address: string | null;
}

/** Whom a counted key pauses, if it does; undefined for keys of others and counts below the limit. */
export function pauseOf({ key, count }: { key: string; count: number }): Pause | undefined {
  const [what, email = '', address] = key.split('|');
  if (what !== 'try' && what !== 'code') return undefined;
  const kind = what === 'code' ? 'code' : email === '' ? 'address' : address === undefined ? 'name' : 'name-here';
  return count >= most[kind] ? { kind, email: email || null, address: address ?? null } : undefined;
}

export type LinkVerdict = { kind: 'linked' } | { kind: 'link' } | { kind: 'register' } | { kind: 'unknown' } | { kind: 'unproven' } | { kind: 'taken' };

/**
 * Whom somebody is that another house vouches for. A subject linked before is that person; else the e-mail address decides, if the other
 * house says that it was checked, and only for a person that no other subject stands for: addresses are given to new people in time.
 * A house may have several names for somebody; where they stand for several people here, none of them is let in.
 */
export function linkVerdict(found: { bySubject: number; byEmail: 'none' | 'free' | 'linked'; emailProven: boolean; registers: boolean }): LinkVerdict {
  if (found.bySubject === 1) return { kind: 'linked' };
  if (found.bySubject > 1) return { kind: 'taken' };
  if (!found.emailProven) return { kind: 'unproven' };
  if (found.byEmail === 'linked') return { kind: 'taken' };
  if (found.byEmail === 'free') return { kind: 'link' };
  return { kind: found.registers ? 'register' : 'unknown' };
}
