import type { FastifyReply } from 'fastify';
import { cookieOf, type Doorway, giveCookie, letIn, stateCookie } from './entering.ts';
import { beginWithProvider, type Finished, finishWithProvider } from './provider.actions.ts';
import type { Provider } from './provider.ts';
import { recordRefused } from './sign-in.actions.ts';

/** To a provider. What cannot be begun is said on the sign-in screen: this is a page somebody opens, no program's request. */
export async function leaveForProvider(doorway: Doorway, provider: Provider): Promise<FastifyReply> {
  const { app, request, reply } = doorway;
  const { to } = request.query as { to?: unknown };
  try {
    const { address, state } = await beginWithProvider(app, provider, { to: pathIn(to), userAgent: request.headers['user-agent'] ?? '' });
    giveCookie(doorway, stateCookie, state);
    return reply.header('cache-control', 'no-store').redirect(address, 302);
  } catch (error) {
    app.log.error({ err: error, provider: provider.code }, 'a provider does not answer');
    return reply.redirect(troubleAt(provider, { why: 'failed' }), 302);
  }
}

/** Back from a provider: in, to the second step, or to the sign-in screen with the reason. */
export async function returnFromProvider(doorway: Doorway, provider: Provider): Promise<FastifyReply> {
  const { app, request, reply } = doorway;
  void reply.header('cache-control', 'no-store');
  const finished = await finishWithProvider(app, provider, request.url.split('?')[1] ?? '', cookieOf(request, stateCookie));
  giveCookie(doorway, stateCookie, '');
  if (finished.kind === 'refused') {
    await recordRefused(app, { ...(finished.email ? { email: finished.email } : {}), ...(finished.id ? { id: finished.id } : {}), address: request.ip, by: provider.code, reason: finished.why });
    return reply.redirect(troubleAt(provider, finished), 302);
  }
  const next = await letIn(doorway, finished.person, { stay: true, by: provider.code });
  const to = encodeURIComponent(finished.to);
  return reply.redirect(next === 'in' ? finished.to : `/sign-in?step=${next}&to=${to}`, 302);
}

const troubleAt = ({ code }: Provider, { why, id }: Pick<Extract<Finished, { kind: 'refused' }>, 'why' | 'id'>): string =>
  `/sign-in?${String(new URLSearchParams({ trouble: why, ...(code === 'oidc' ? {} : { by: code }), ...(id ? { id } : {}) }))}`;

/** Only a path of our own: `//elsewhere` and `/\elsewhere` lead a browser to another site. */
export function pathIn(to: unknown): string {
  return typeof to === 'string' && /^\/(?![/\\])[^\s\\]*$/.test(to) && to.length < 1_000 ? to : '/';
}
