import { createHash, randomBytes } from 'node:crypto';
import { Email } from '@qige/wire';
import { z } from 'zod';
import { theSystem } from '../actor.ts';
import type { App } from '../app.ts';
import { recordAudit } from '../audit/audit.queries.ts';
import type { Tx } from '../platform/db.ts';
import { newId } from '../platform/ids.ts';
import { findPersonOfSubject, findSignInWay, linkSubject } from './account.queries.ts';
import { findPresentByEmail, findPresentPerson, type PresentPerson } from './actor.queries.ts';
import type { Provider, Vouched } from './oidc.ts';
import { hashPassword } from './password.ts';
import { insertPerson } from './people.queries.ts';
import { linkVerdict } from './sign-in.rules.ts';
import { insertTicket, takeTicket } from './ticket.queries.ts';

const Begun = z.object({ state: z.string(), nonce: z.string(), verifier: z.string(), to: z.string() });
const begunMs = 10 * 60_000;
const ticketOf = (state: string): string => `oidc|${createHash('sha256').update(state).digest('hex')}`;

/** Where the browser is sent; `state` goes with it as a cookie, so that only the browser that began can finish. */
export async function beginWithProvider(app: App, provider: Provider, to: string): Promise<{ address: string; state: string }> {
  const { address, kept } = await provider.begin();
  const now = app.clock.now();
  await app.db.transaction().execute((tx) => insertTicket(tx, ticketOf(kept.state), { ...kept, to }, now, new Date(now.getTime() + begunMs)));
  return { address, state: kept.state };
}

export type Finished = { kind: 'person'; person: PresentPerson; to: string } | { kind: 'refused'; why: 'failed' | 'stale' | 'unknown' | 'unproven' | 'taken'; email?: string | undefined };

export async function finishWithProvider(app: App, provider: Provider, query: string, state: string | undefined): Promise<Finished> {
  const taken = state === undefined ? undefined : await app.db.transaction().execute((tx) => takeTicket(tx, ticketOf(state), app.clock.now()));
  const begun = Begun.safeParse(taken);
  if (!begun.success) return { kind: 'refused', why: 'stale' };
  try {
    const vouched = await provider.finish(query, begun.data);
    const found = await personOf(app, vouched);
    return found.kind === 'person' ? { ...found, to: begun.data.to } : { ...found, email: vouched.email };
  } catch (error) {
    app.log.warn({ err: error }, 'sign-in through the provider failed');
    return { kind: 'refused', why: 'failed' };
  }
}

async function personOf(app: App, { subject, email, emailVerified, name }: Vouched): Promise<{ kind: 'person'; person: PresentPerson } | { kind: 'refused'; why: 'unknown' | 'unproven' | 'taken' }> {
  const spare = await hashPassword(randomBytes(32).toString('base64')); // of a person that registers now: nobody knows it
  return app.db.transaction().execute(async (tx) => {
    const linked = await findPersonOfSubject(tx, subject);
    const address = Email.safeParse(email);
    const namesake = address.success ? await findPresentByEmail(tx, address.data) : undefined;
    const byEmail = !namesake ? 'none' : (await findSignInWay(tx, namesake.id)).provider ? 'linked' : 'free';
    const emailProven = address.success && (emailVerified || app.config.oidcTrustEmail);
    const verdict = linkVerdict({ bySubject: linked !== undefined, byEmail, emailProven, registers: app.config.oidcRegister });
    switch (verdict.kind) {
      case 'linked':
        return known(linked === undefined ? undefined : await findPresentPerson(tx, linked));
      case 'link':
        return known(namesake && (await link(tx, namesake, subject)));
      case 'register':
        return known(address.success ? await register(tx, { name: (name ?? address.data).slice(0, 60), email: address.data }, spare, subject) : undefined);
      default:
        return { kind: 'refused', why: verdict.kind };
    }
  });
}

const known = (person: PresentPerson | undefined): { kind: 'person'; person: PresentPerson } | { kind: 'refused'; why: 'unknown' } => (person ? { kind: 'person', person } : { kind: 'refused', why: 'unknown' });

async function link(tx: Tx, person: PresentPerson, subject: string): Promise<PresentPerson> {
  await linkSubject(tx, person.id, subject);
  await recordAudit(tx, theSystem, { kind: 'sign-in.linked', subjectId: person.id, facts: { email: person.email } });
  return person;
}

/** A reader of no department: sees what everybody may, until somebody gives them more. */
async function register(tx: Tx, { name, email }: { name: string; email: string }, hash: string, subject: string): Promise<PresentPerson | undefined> {
  const id = newId('per');
  if (!(await insertPerson(tx, { id, name, email, roles: ['reader'], departmentId: null, language: 'zh-CN' }, hash))) return undefined; // one who left has this address
  await recordAudit(tx, theSystem, { kind: 'person.added', subjectId: id, facts: { name, email, roles: ['reader'], by: 'oidc' } });
  await linkSubject(tx, id, subject);
  return findPresentPerson(tx, id);
}
