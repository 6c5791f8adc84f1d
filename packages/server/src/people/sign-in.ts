import { betterAuth, type BetterAuthPlugin } from 'better-auth';
import { createAuthEndpoint } from 'better-auth/api';
import { setSessionCookie } from 'better-auth/cookies';
import { z } from 'zod';
import type { App } from '../app.ts';
import { newId } from '../platform/ids.ts';
import { hasLeft } from './actor.queries.ts';
import { hashPassword, verifyPassword } from './password.ts';

/** The header in which our own HTTP tells the library where a request came from; what a client sends under this name is overwritten. */
export const addressHeader = 'x-qige-address';

const prefixes: Record<string, string> = { session: 'ses', account: 'acc', verification: 'ver', rateLimit: 'rtl' };
const day = 24 * 3600;

export type SignIn = ReturnType<typeof openSignIn>;

/** Opens a session for somebody that we know by now, whichever way they came; it stands at no HTTP door. */
const opening = {
  id: 'qige-opening',
  endpoints: {
    openSession: createAuthEndpoint(
      '/open-session',
      { method: 'POST', body: z.object({ personId: z.string(), stay: z.boolean() }), metadata: { SERVER_ONLY: true } },
      async (ctx) => {
        const { personId, stay } = ctx.body;
        const session = await ctx.context.internalAdapter.createSession(personId, !stay);
        const user = await ctx.context.internalAdapter.findUserById(personId);
        if (!session || !user) throw new Error('a session was opened for nobody');
        await setSessionCookie(ctx, { session, user }, !stay);
        return { sessionId: session.id };
      },
    ),
  },
} satisfies BetterAuthPlugin;

/** The sign-in library on our tables: a person is its user. There is no sign-up; people are added in the room of people. */
export function openSignIn(app: App) {
  return betterAuth({
    appName: 'Qige',
    baseURL: app.config.publicUrl,
    basePath: '/api/auth',
    secret: app.config.secret,
    database: { db: app.db, type: 'postgres', transaction: true },
    user: { modelName: 'person' },
    session: { modelName: 'session', fields: { userId: 'personId' }, additionalFields: { twoFactor: { type: 'boolean', required: false, input: false } }, expiresIn: 14 * day, updateAge: day },
    account: { modelName: 'account', fields: { userId: 'personId' } },
    verification: { modelName: 'verification' },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: 10,
      maxPasswordLength: 128,
      password: { hash: hashPassword, verify: ({ hash, password }) => verifyPassword(hash, password) },
    },
    rateLimit: {
      enabled: true,
      storage: 'database',
      modelName: 'rateLimit',
      window: 60,
      max: 120,
      // Wrong passwords are counted by ourselves (sign-in-pause): a whole office may share one address. The long window of
      // this rule also keeps the library from clearing our counts away early.
      customRules: { '/change-password': { window: 900, max: 20 } },
    },
    advanced: {
      cookiePrefix: 'qige',
      useSecureCookies: app.config.publicUrl.startsWith('https:'),
      defaultCookieAttributes: { sameSite: 'lax', httpOnly: true },
      ipAddress: { ipAddressHeaders: [addressHeader] },
      database: {
        generateId: ({ model }) => newId(prefixes[model] ?? 'per'),
        validateSchema: false, // it would look for our columns under their camel-case names
      },
    },
    trustedOrigins: (request) => (request ? sameHost(request.url) : []),
    databaseHooks: {
      session: { create: { before: async (session) => (await hasLeft(app.db, session.userId)) ? false : { data: session } } },
    },
    plugins: [opening],
    logger: { disabled: true },
    telemetry: { enabled: false },
  });
}

/** A proxy in front may speak HTTPS where we see HTTP; the host is what tells one site from another. */
function sameHost(url: string): string[] {
  const { host } = new URL(url);
  return [`http://${host}`, `https://${host}`];
}
