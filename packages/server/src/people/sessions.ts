import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { Permission } from '@qige/wire';
import type { Person } from '../actor.ts';
import type { App } from '../app.ts';
import type { Authenticate } from '../platform/http.ts';
import { findKeyHolder, findPresentPerson, type PresentPerson } from './actor.queries.ts';
import { rightsOf } from './rights.rules.ts';
import { touchSession } from './session.queries.ts';
import { openSignIn, type SignIn } from './sign-in.ts';

/** A key acts for its person, but cannot make keys or change people: a key that leaks must not outlive its revocation. */
const notByKey: readonly Permission[] = ['people.manage', 'roles.manage', 'keys.own'];

/** Who is asking: by API key (`Authorization: Bearer qk_…`) or by the session's cookie. */
export function authenticateWith(app: App): Authenticate {
  const signIn = openSignIn(app);
  return async (request) => {
    const { authorization } = request.headers;
    // A proxy's own sign-in (Basic) rides in the same header; only a bearer is one of our keys.
    if (authorization?.startsWith('Bearer ')) return byKey(app, authorization, request.ip);
    return bySession(app, signIn, request);
  };
}

export const hashKey = (secret: string): string => createHash('sha256').update(secret).digest('hex');

async function byKey(app: App, authorization: string, address: string): Promise<Person | undefined> {
  const secret = /^Bearer (qk_[0-9A-Za-z]{40,60})$/.exec(authorization)?.[1];
  if (!secret) return undefined;
  const holder = await findKeyHolder(app.db, hashKey(secret), app.clock.now());
  if (!holder) return undefined;
  const person = personFrom(holder.person, address);
  return { ...person, keyId: holder.keyId, permissions: new Set([...person.permissions].filter((one) => !notByKey.includes(one))) };
}

async function bySession(app: App, signIn: SignIn, request: FastifyRequest): Promise<Person | undefined> {
  const session = await sessionOf(signIn, request);
  if (!session) return undefined;
  const person = await findPresentPerson(app.db, session.personId);
  if (!person) return undefined;
  const now = app.clock.now();
  if (now.getTime() - session.updatedAt.getTime() > 5 * 60_000) await touchSession(app.db, session.id, now);
  return personFrom(person, request.ip);
}

export async function sessionOf(signIn: SignIn, request: FastifyRequest): Promise<{ id: string; personId: string; updatedAt: Date } | undefined> {
  const { cookie } = request.headers;
  if (!cookie?.includes('qige.session_token')) return undefined;
  // Lengthening a session means a new cookie, which only the library's own reply can carry: its GET /api/auth/get-session does it.
  const found = await signIn.api.getSession({ headers: new Headers({ cookie }), query: { disableRefresh: true } });
  return found ? { id: found.session.id, personId: found.user.id, updatedAt: found.session.updatedAt } : undefined;
}

export function personFrom({ id, name, roles, heldRoles, clearance, departmentIds, companyIds }: PresentPerson, address?: string): Person {
  return { kind: 'person', id, name, roles, ...rightsOf(heldRoles, clearance), departmentIds, companyIds, ...(address === undefined ? {} : { address }) };
}
