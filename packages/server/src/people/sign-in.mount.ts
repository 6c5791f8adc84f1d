import type { FastifyReply, FastifyRequest } from 'fastify';
import { Email, Password } from '@qige/wire';
import { z } from 'zod';
import type { App } from '../app.ts';
import { Refusal } from '../platform/errors.ts';
import { checkOrigin, type Mount } from '../platform/http.ts';
import { findPresentPerson } from './actor.queries.ts';
import { readTicket, useUpTicket } from './entering.actions.ts';
import { cookieOf, type Doorway, giveCookie, letIn, type Next, openSession, ticketCookie } from './entering.ts';
import { type Directory, openDirectory } from './ldap.ts';
import { askForPasskey, findByPasskey } from './passkey.actions.ts';
import { refuseWeakPassword } from './password-strength.ts';
import { leaveForProvider, returnFromProvider } from './provider.mount.ts';
import { openProviders } from './providers.ts';
import { beginSecondFactor, confirmSecondFactor, proveSecondFactor } from './second-factor.actions.ts';
import { addressHeader, openSignIn, type SignIn } from './sign-in.ts';
import { markTwoFactor } from './session.queries.ts';
import { endIfOver, type OpenSession, personFrom, sessionOf } from './sessions.ts';
import { addressWentWell, allowAddress, allowTry, findByPassword, recordPasswordChange, recordRefused, recordSignOut, tryWentWell } from './sign-in.actions.ts';

const Entry = z.object({ email: Email, password: z.string().min(1).max(256), rememberMe: z.boolean().default(true) });
const PasskeyEntry = z.object({ response: z.unknown(), rememberMe: z.boolean().default(true) });
const Code = z.object({ code: z.string().min(1).max(20) });
const NewPassword = z.object({ newPassword: Password });

type Door = (doorway: Doorway) => Promise<FastifyReply>;

export const mountSignIn: Mount = (http, app) => {
  const signIn = openSignIn(app);
  const directory = openDirectory(app.config);
  const throughProviders = openProviders(app).flatMap((provider): [string, Door][] => [
    [`GET ${provider.code}/begin`, (doorway) => leaveForProvider(doorway, provider)],
    [`GET ${provider.code}/callback`, (doorway) => returnFromProvider(doorway, provider)],
  ]);
  /** Of the sign-in library's own doors only the last three are open. */
  const doors: Readonly<Record<string, Door>> = {
    'POST sign-in/email': (doorway) => enter(doorway, directory),
    'POST second-step': proveCode,
    'POST second-step/enrol': enrol,
    'POST second-step/confirm': confirmEnrolment,
    ...Object.fromEntries(throughProviders),
    'POST passkey/begin': beginPasskey,
    'POST passkey': enterByPasskey,
    'POST sign-out': actOnSession,
    'POST change-password': actOnSession,
    'GET get-session': actOnSession,
  };
  http.route({
    method: ['GET', 'POST'],
    url: '/api/auth/*',
    handler: async (request, reply) => {
      const name = `${request.method} ${(request.params as { '*': string })['*']}`;
      const door = Object.hasOwn(doors, name) ? doors[name] : undefined;
      if (!door) throw new Refusal('not_found', 'There is nothing at this address.');
      checkOrigin(request);
      refuseOtherSites(request);
      return door({ app, signIn, request, reply });
    },
  });
};

/** The first sign-in carries no cookie, and must not be made by another site's page either. */
function refuseOtherSites(request: FastifyRequest): void {
  const { origin } = request.headers;
  if (request.method !== 'GET' && origin !== undefined && URL.parse(origin)?.host !== request.host) {
    throw new Refusal('forbidden', 'The request came from another site.');
  }
}

function read<T>(schema: z.ZodType<T>, body: unknown): T {
  const asked = schema.safeParse(body);
  if (asked.success) return asked.data;
  const fields = asked.error.issues.map((issue) => ({ field: issue.path.join('.'), problem: issue.message }));
  throw new Refusal('invalid_request', `Not valid: ${fields.map(({ field }) => field).join(', ')}.`, { fields });
}

const say = (reply: FastifyReply, answer: { next: Next; recoveryCodes?: string[] } | object): FastifyReply => reply.header('cache-control', 'no-store').send(answer);

async function enter(doorway: Doorway, directory: Directory | undefined): Promise<FastifyReply> {
  const { app, request, reply } = doorway;
  const { email, password, rememberMe } = read(Entry, request.body);
  const tried = { email, address: request.ip };
  await allowTry(app, tried);
  const person = await findByPassword(app, directory, { email, password });
  if (!person) {
    await recordRefused(app, tried);
    throw new Refusal('unauthenticated', 'The e-mail address or the password is wrong.');
  }
  await tryWentWell(app, tried);
  return say(reply, { next: await letIn(doorway, person, { stay: rememberMe, by: 'password' }) });
}

async function proveCode(doorway: Doorway): Promise<FastifyReply> {
  const { app, request, reply } = doorway;
  const { code } = read(Code, request.body);
  const ticket = cookieOf(request, ticketCookie);
  const { entrant, person } = await readTicket(app, ticket, 'code');
  try {
    await proveSecondFactor(app, personFrom(person, request.ip), code);
  } catch (error) {
    if (error instanceof Refusal && error.code === 'second_factor_wrong') await recordRefused(app, { email: person.email, address: request.ip, by: 'code' });
    throw error;
  }
  await useUpTicket(app, ticket);
  giveCookie(doorway, ticketCookie, '');
  await openSession(doorway, person, { ...entrant, by: `${entrant.by}+code` });
  return say(reply, { next: 'in' });
}

async function enrol({ app, request, reply }: Doorway): Promise<FastifyReply> {
  const { person } = await readTicket(app, cookieOf(request, ticketCookie), 'enrol');
  return say(reply, await beginSecondFactor(app, person.id));
}

async function confirmEnrolment(doorway: Doorway): Promise<FastifyReply> {
  const { app, request, reply } = doorway;
  const { code } = read(Code, request.body);
  const ticket = cookieOf(request, ticketCookie);
  const { entrant, person } = await readTicket(app, ticket, 'enrol');
  const { recoveryCodes } = await confirmSecondFactor(app, personFrom(person, request.ip), code);
  await useUpTicket(app, ticket);
  giveCookie(doorway, ticketCookie, '');
  await openSession(doorway, person, { ...entrant, by: `${entrant.by}+code` });
  return say(reply, { next: 'in', recoveryCodes });
}

async function beginPasskey({ app, request, reply }: Doorway): Promise<FastifyReply> {
  await allowAddress(app, request.ip);
  return say(reply, await askForPasskey(app));
}

/** A passkey is on a device and asks it for a finger, a face or a PIN: it is two factors, and no code is asked for. */
async function enterByPasskey(doorway: Doorway): Promise<FastifyReply> {
  const { app, request, reply } = doorway;
  const { response, rememberMe } = read(PasskeyEntry, request.body);
  const person = await findByPasskey(app, response);
  if (!person) {
    await recordRefused(app, { address: request.ip, by: 'passkey' });
    throw new Refusal('passkey_wrong', 'The passkey did not answer as it should, or is not known here.');
  }
  await addressWentWell(app, request.ip);
  await openSession(doorway, person, { stay: rememberMe, by: 'passkey' });
  return say(reply, { next: 'in' });
}

async function actOnSession({ app, signIn, request, reply }: Doorway): Promise<FastifyReply> {
  const session = await endIfOver(app, await sessionOf(signIn, request));
  const changing = request.url.includes('/change-password');
  if (changing) {
    if (!session) throw new Refusal('unauthenticated', 'Sign in first.');
    const person = await findPresentPerson(app.db, session.personId);
    refuseWeakPassword(read(NewPassword, request.body).newPassword, person ?? {});
  }
  const answer = await ask(signIn, request);
  if (session && answer.status === 200 && request.method === 'POST') {
    if (changing) await passwordChanged(app, session, answer, request.ip);
    else await recordSignOut(app, session, request.ip);
  }
  return pass(answer, reply);
}

/** The session goes on under a new cookie, and owes no more than before. */
async function passwordChanged(app: App, session: OpenSession, answer: Response, address: string): Promise<void> {
  await recordPasswordChange(app, session.personId, address);
  const token = answer.headers.getSetCookie().flatMap((cookie) => /session_token=(\w+)/.exec(cookie)?.[1] ?? [])[0];
  const person = await findPresentPerson(app.db, session.personId);
  if (session.twoFactor && token !== undefined && person) await markTwoFactor(app.db, person.id, { token });
}

async function ask(signIn: SignIn, request: FastifyRequest): Promise<Response> {
  const headers = new Headers({ [addressHeader]: request.ip });
  for (const name of ['cookie', 'origin', 'referer', 'user-agent'] as const) {
    const value = request.headers[name];
    if (typeof value === 'string') headers.set(name, value);
  }
  const url = `${request.protocol}://${request.host}${request.url}`;
  if (request.method === 'GET') return signIn.handler(new Request(url, { headers }));
  headers.set('content-type', 'application/json');
  return signIn.handler(new Request(url, { method: 'POST', headers, body: JSON.stringify(request.body ?? {}) }));
}

/** The library's reply; its refusals are said in the house's own form. */
async function pass(answer: Response, reply: FastifyReply): Promise<FastifyReply> {
  if (answer.status >= 400) throw await refusalOf(answer);
  void reply.code(answer.status).header('cache-control', 'no-store');
  for (const cookie of answer.headers.getSetCookie()) void reply.header('set-cookie', cookie);
  return reply.type('application/json').send(await answer.text());
}

async function refusalOf(answer: Response): Promise<Refusal | Error> {
  if (answer.status === 401) return new Refusal('unauthenticated', 'The e-mail address or the password is wrong.');
  if (answer.status === 403) return new Refusal('forbidden', 'The request came from another site.');
  if (answer.status === 429) {
    const seconds = Number(answer.headers.get('x-retry-after')) || 60;
    return new Refusal('too_many_requests', `Too many tries; wait ${seconds} seconds.`, { retryAfterSeconds: seconds });
  }
  const text = await answer.text();
  if (answer.status >= 500) return new Error(`sign-in answered ${answer.status}: ${text.slice(0, 300)}`);
  return new Refusal('invalid_request', 'Sign-in could not read the request.', { reason: codeIn(text) });
}

function codeIn(text: string): string | null {
  const code = /"code":"([A-Z_]{1,60})"/.exec(text)?.[1];
  return code ?? null;
}
