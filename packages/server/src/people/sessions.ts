import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { type Permission, PersonId, type SessionRow, type SignInSettings } from '@qige/wire';
import type { Person } from '../actor.ts';
import type { App } from '../app.ts';
import type { Authenticate } from '../platform/http.ts';
import { Refusal } from '../platform/errors.ts';
import { findKeyHolder, findPresentPerson, type PresentPerson } from './actor.queries.ts';
import { rightsOf } from './rights.rules.ts';
import { findSecondFactor } from './second-factor.queries.ts';
import { deleteSession, findSessions, touchSession } from './session.queries.ts';
import { openSignIn, type SignIn } from './sign-in.ts';
import { type FactorDue, factorDue, isFactorRequired, isTouchDue, sessionVerdict } from './sign-in.rules.ts';
import { signInSettings } from './sign-in-settings.actions.ts';

/** A key acts for its person, but cannot make keys or change people: a key that leaks must not outlive its revocation. */
const notByKey: readonly Permission[] = ['people.manage', 'roles.manage', 'rights.oversee', 'keys.own'];

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

/** How a secret of 256 bits of chance is kept – a key, a link, a sensor's token: it needs no salt, for nobody tries that many. */
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
  if (!session || !isMeant(request, session)) return undefined;
  const person = await findPresentPerson(app.db, session.personId);
  if (!person) return undefined;
  const [now, settings] = [app.clock.now(), await signInSettings(app.db)];
  if (sessionVerdict(session, settings, now).kind !== 'in-force') return undefined;
  const due = await dueOf(app, session, person, settings);
  if (due.kind === 'code') return undefined; // signing in asks for it
  if (due.kind === 'set-up' && !request.routeOptions.config.beforeSecondFactor) throw new Refusal('second_factor_due', 'A role of yours needs a second factor; set it up first.');
  if (isAttended(request) && isTouchDue(session, settings, now)) await touchSession(app.db, session.id, now);
  return { ...personFrom(person, request.ip), ...(due.kind === 'set-up' ? { owesSecondFactor: true } : {}) };
}

async function dueOf(app: App, { twoFactor }: OpenSession, { id, roles }: PresentPerson, settings: SignInSettings): Promise<FactorDue> {
  if (twoFactor || !isFactorRequired(roles, settings.secondFactorRoles)) return { kind: 'nothing' };
  const factor = await findSecondFactor(app.db, id);
  return factorDue({ twoFactor }, { roles, hasFactor: Boolean(factor?.confirmedAt) }, settings);
}

/** A screen that is merely open listens, and asks anew for what others changed; that is no use of it. */
const isAttended = (request: FastifyRequest): boolean => request.headers['x-qige-unattended'] === undefined && !/^\/api\/events\b/.test(request.url);

/** What a device kept for one person is not done by another who has signed in there since. */
const isMeant = (request: FastifyRequest, session: OpenSession): boolean => [undefined, session.personId].includes(request.headers['x-qige-person'] as string | undefined);

export interface OpenSession {
  id: string;
  personId: string;
  createdAt: Date;
  updatedAt: Date;
  /** Whether it was opened with two factors. */
  twoFactor: boolean;
}

export async function sessionOf(signIn: SignIn, request: FastifyRequest): Promise<OpenSession | undefined> {
  const { cookie } = request.headers;
  if (!cookie?.includes('qige.session_token')) return undefined;
  // Lengthening a session means a new cookie, which only the library's own reply can carry: its GET /api/auth/get-session does it.
  const found = await signIn.api.getSession({ headers: new Headers({ cookie }), query: { disableRefresh: true } });
  return found ? { id: found.session.id, personId: found.user.id, createdAt: found.session.createdAt, updatedAt: found.session.updatedAt, twoFactor: found.session.twoFactor === true } : undefined;
}

export function personFrom({ id, name, roles, heldRoles, clearance, departmentIds, companyIds }: PresentPerson, address?: string): Person {
  return { kind: 'person', id, name, roles, ...rightsOf(heldRoles, clearance), departmentIds, companyIds, ...(address === undefined ? {} : { address }) };
}

/** Where a person is signed in; a session that ran out unused is none, though its row may still be there. */
export async function sessionsInForce(app: App, personId: PersonId, current?: string): Promise<SessionRow[]> {
  const [now, settings] = [app.clock.now(), await signInSettings(app.db)];
  const found = await findSessions(app.db, personId, now);
  return found.filter((row) => sessionVerdict(row, settings, now).kind === 'in-force').map((row) => shown(row, current));
}

function shown(row: Awaited<ReturnType<typeof findSessions>>[number], current: string | undefined): SessionRow {
  return {
    id: row.id,
    createdAt: row.createdAt.toISOString(),
    lastSeenAt: row.updatedAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    address: row.ipAddress,
    browser: row.userAgent,
    current: row.id === current,
  };
}

/** The session, if it still counts; one that ran out unused or grew too old goes now. */
export async function endIfOver(app: App, session: OpenSession | undefined): Promise<OpenSession | undefined> {
  if (!session || sessionVerdict(session, await signInSettings(app.db), app.clock.now()).kind === 'in-force') return session;
  const personId = PersonId.safeParse(session.personId);
  if (personId.success) await app.db.transaction().execute((tx) => deleteSession(tx, personId.data, session.id));
  return undefined;
}
