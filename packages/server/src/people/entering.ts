import type { FastifyReply, FastifyRequest } from 'fastify';
import type { App } from '../app.ts';
import type { PresentPerson } from './actor.queries.ts';
import { giveTicket, nextStep } from './entering.actions.ts';
import { addressHeader, type SignIn } from './sign-in.ts';
import { markTwoFactor } from './session.queries.ts';
import { recordSignIn } from './sign-in.actions.ts';

/** What the way in needs of the house and of this request. */
export interface Doorway {
  app: App;
  signIn: SignIn;
  request: FastifyRequest;
  reply: FastifyReply;
}

export type Next = 'in' | 'code' | 'enrol';

/** Cookies of the way in: the ticket for the second step, and what a sign-in through a provider began with. */
export const ticketCookie = 'qige.second_step';
export const stateCookie = 'qige.provider';

/** The person showed who they are; either they are in now, or a ticket for the next step is. */
export async function letIn(doorway: Doorway, person: PresentPerson, { stay, by }: { stay: boolean; by: string }): Promise<Next> {
  const { app } = doorway;
  const step = await nextStep(app, person);
  if (step.kind === 'open') {
    await openSession(doorway, person, { stay, by });
    return 'in';
  }
  giveCookie(doorway, ticketCookie, await giveTicket(app, { personId: person.id, stay, by, step: step.kind }));
  return step.kind;
}

export async function openSession({ app, signIn, request, reply }: Doorway, person: PresentPerson, { stay, by }: { stay: boolean; by: string }): Promise<void> {
  const headers = new Headers({ [addressHeader]: request.ip, 'user-agent': request.headers['user-agent'] ?? '' });
  const answer = await signIn.api.openSession({ body: { personId: person.id, stay }, headers, asResponse: true });
  if (!answer.ok) throw new Error(`no session was opened: ${answer.status}`);
  const { sessionId } = (await answer.json()) as { sessionId: string };
  await recordSignIn(app, person, sessionId, request.ip, by);
  // A passkey asks for a finger, a face or a PIN besides being there.
  if (/\b(code|passkey)$/.test(by)) await markTwoFactor(app.db, person.id, { id: sessionId });
  for (const cookie of answer.headers.getSetCookie()) void reply.header('set-cookie', cookie);
}

export function giveCookie({ app, reply }: Doorway, name: string, value: string): void {
  const secure = app.config.publicUrl.startsWith('https:') ? '; Secure' : '';
  void reply.header('set-cookie', `${name}=${value}; Path=/api/auth; Max-Age=${value === '' ? 0 : 600}; HttpOnly; SameSite=Lax${secure}`);
}

export function cookieOf(request: FastifyRequest, name: string): string | undefined {
  const found = request.headers.cookie?.split(/;\s*/).find((pair) => pair.startsWith(`${name}=`));
  return found?.slice(name.length + 1) || undefined;
}
