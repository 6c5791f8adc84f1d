import type { FastifyReply, FastifyRequest } from 'fastify';
import { Email } from '@qige/wire';
import { z } from 'zod';
import type { App } from '../app.ts';
import { Refusal } from '../platform/errors.ts';
import { checkOrigin, type Mount } from '../platform/http.ts';
import { addressHeader, openSignIn, type SignIn } from './sign-in.ts';
import { sessionOf } from './sessions.ts';
import { allowTry, recordPasswordChange, recordRefused, recordSignIn, recordSignOut, tryWentWell } from './sign-in.actions.ts';

const Entry = z.object({ email: Email });

/** Of all the doors of the sign-in library only these are open. */
const open = new Set(['POST sign-in/email', 'POST sign-out', 'POST change-password', 'GET get-session']);

export const mountSignIn: Mount = (http, app) => {
  const signIn = openSignIn(app);
  http.route({
    method: ['GET', 'POST'],
    url: '/api/auth/*',
    handler: async (request, reply) => {
      const door = `${request.method} ${(request.params as { '*': string })['*']}`;
      if (!open.has(door)) throw new Refusal('not_found', 'There is nothing at this address.');
      checkOrigin(request);
      refuseOtherSites(request);
      if (door === 'POST sign-in/email') return enter(app, signIn, request, reply);
      if (door === 'GET get-session') return pass(await ask(signIn, request), reply);
      return actOnSession(app, signIn, request, reply, door);
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

async function enter(app: App, signIn: SignIn, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const asked = Entry.safeParse(request.body);
  if (!asked.success) throw new Refusal('invalid_request', 'Not valid: email.', { fields: [{ field: 'email' }] });
  const tried = { email: asked.data.email, address: request.ip };
  await allowTry(app, tried);
  const answer = await ask(signIn, request);
  if (answer.status === 200) {
    const { token } = (await answer.clone().json()) as { token: string };
    await tryWentWell(app, tried);
    await recordSignIn(app, tried, token);
  } else await recordRefused(app, tried);
  return pass(answer, reply);
}

async function actOnSession(app: App, signIn: SignIn, request: FastifyRequest, reply: FastifyReply, door: string): Promise<FastifyReply> {
  const session = await sessionOf(signIn, request);
  const answer = await ask(signIn, request);
  if (session && answer.status === 200) {
    if (door === 'POST sign-out') await recordSignOut(app, session, request.ip);
    else await recordPasswordChange(app, session.personId, request.ip);
  }
  return pass(answer, reply);
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
