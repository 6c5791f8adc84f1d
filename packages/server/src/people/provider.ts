import { createHash, randomBytes } from 'node:crypto';
import type { ProviderCode } from '@qige/wire';

/** What is remembered of a sign-in that went to a provider. */
export interface Kept {
  state: string;
  nonce: string;
  verifier: string;
}

/** Whom a provider says this is. */
export interface Vouched {
  /** The provider’s own names for the person, which never pass to another; the first is the one that is linked. */
  subjects: readonly [string, ...string[]];
  email: string | undefined;
  emailVerified: boolean;
  name: string | undefined;
}

/** Another house that says who somebody is. */
export interface Provider {
  code: ProviderCode;
  /** Whether an unknown person is found by e-mail address the first time, and whether a stranger is added. */
  byEmail: boolean;
  registers: boolean;
  begin(from: { userAgent: string }): Promise<{ address: string; kept: Kept }>;
  /** `query` is what the provider sent the browser back with. Throws where anything of it does not fit; undefined for somebody who does not belong to the company. */
  finish(query: URLSearchParams, kept: Kept): Promise<Vouched | undefined>;
  /** The subject of an id that a person types in; absent where there is none to type. */
  subjectOf?(id: string): string;
}

export const callbackOf = (publicUrl: string, code: ProviderCode): string => `${publicUrl}/api/auth/${code}/callback`;

/** Letters and digits alone: not every provider takes others in a state. */
export const newKept = (): Kept => ({ state: randomBytes(24).toString('hex'), nonce: randomBytes(24).toString('hex'), verifier: randomBytes(32).toString('base64url') });

export const challengeOf = (verifier: string): string => createHash('sha256').update(verifier).digest('base64url');

/** The code, for the browser that brings the state it was given. */
export function codeIn(query: URLSearchParams, name: string, { state }: Kept): string {
  if (query.get('state') !== state) throw new Error('the state is another one');
  const code = query.get(name);
  if (!code) throw new Error(`no ${name} came back${query.has('error') ? `, but ${query.get('error')}` : ''}`);
  return code;
}

export const textIn = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

export const partIn = (value: unknown): Record<string, unknown> => (typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {});
