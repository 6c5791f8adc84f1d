import { createHash, randomBytes } from 'node:crypto';
import { Email } from '@qige/wire';
import { z } from 'zod';
import { theSystem } from '../actor.ts';
import type { App } from '../app.ts';
import { recordAudit } from '../audit/audit.queries.ts';
import type { Tx } from '../platform/db.ts';
import { newId } from '../platform/ids.ts';
import { findPeopleOfSubjects, isLinked, linkSubject } from './account.queries.ts';
import { findPresentByEmail, findPresentPerson, type PresentPerson } from './actor.queries.ts';
import { hashPassword } from './password.ts';
import { insertPerson } from './people.queries.ts';
import type { Provider, Vouched } from './provider.ts';
import { linkVerdict } from './sign-in.rules.ts';
import { insertTicket, takeTicket } from './ticket.queries.ts';

const Begun = z.object({ state: z.string(), nonce: z.string(), verifier: z.string(), to: z.string() });
const begunMs = 10 * 60_000;
/** What was begun with one provider is not finished with another. */
const ticketOf = (provider: Provider, state: string): string => `${provider.code}|${createHash('sha256').update(state).digest('hex')}`;


/** Where the browser is sent; `state` goes with it as a cookie, so that only the browser that began can finish. */
export async function beginWithProvider(app: App, provider: Provider, { to, userAgent }: { to: string; userAgent: string }): Promise<{ address: string; state: string }> {
  const { address, kept } = await provider.begin({ userAgent });
  const now = app.clock.now();
  await app.db.transaction().execute((tx) => insertTicket(tx, ticketOf(provider, kept.state), { ...kept, to }, now, new Date(now.getTime() + begunMs)));
  return { address, state: kept.state };
}

type Why = 'failed' | 'stale' | 'outside' | 'unknown' | 'unproven' | 'taken';
/** `id` is what the provider calls who was refused, for an administrator to link them by. */
export type Finished = { kind: 'person'; person: PresentPerson; to: string } | { kind: 'refused'; why: Why; email?: string | undefined; id?: string | undefined };
type Found = { kind: 'person'; person: PresentPerson } | { kind: 'refused'; why: 'unknown' | 'unproven' | 'taken' };

export async function finishWithProvider(app: App, provider: Provider, query: string, state: string | undefined): Promise<Finished> {
  const taken = state === undefined ? undefined : await app.db.transaction().execute((tx) => takeTicket(tx, ticketOf(provider, state), app.clock.now()));
  const begun = Begun.safeParse(taken);
  if (!begun.success) return { kind: 'refused', why: 'stale' };
  try {
    const vouched = await provider.finish(new URLSearchParams(query), begun.data);
    if (!vouched) return { kind: 'refused', why: 'outside' };
    const found = await personOf(app, provider, vouched);
    return found.kind === 'person' ? { ...found, to: begun.data.to } : { ...found, email: vouched.email, id: provider.subjectOf && vouched.subjects[0].split(' ')[1] };
  } catch (error) {
    app.log.warn({ err: error, provider: provider.code }, 'sign-in through a provider failed');
    return { kind: 'refused', why: 'failed' };
  }
}

async function personOf(app: App, provider: Provider, { subjects, email, emailVerified, name }: Vouched): Promise<Found> {
  const spare = await hashPassword(randomBytes(32).toString('base64')); // of a person that registers now: nobody knows it
  return app.db.transaction().execute(async (tx) => {
    const linked = await findPeopleOfSubjects(tx, provider.code, subjects);
    const address = Email.safeParse(email);
    const namesake = address.success ? await findPresentByEmail(tx, address.data) : undefined;
    const byEmail = !namesake ? 'none' : (await isLinked(tx, namesake.id, provider.code)) ? 'linked' : 'free';
    const emailProven = provider.byEmail && address.success && emailVerified;
    const verdict = linkVerdict({ bySubject: linked.length, byEmail, emailProven, registers: provider.registers });
    const as = { provider: provider.code, subject: subjects[0] };
    switch (verdict.kind) {
      case 'linked':
        return known(linked[0] === undefined ? undefined : await findPresentPerson(tx, linked[0]));
      case 'link':
        return known(namesake && (await link(tx, namesake, as)));
      case 'register':
        return known(address.success ? await register(tx, { name: (name ?? address.data).slice(0, 60), email: address.data }, spare, as) : undefined);
      default:
        return { kind: 'refused', why: verdict.kind };
    }
  });
}

const known = (person: PresentPerson | undefined): Found => (person ? { kind: 'person', person } : { kind: 'refused', why: 'unknown' });

interface As {
  provider: Provider['code'];
  subject: string;
}

async function link(tx: Tx, person: PresentPerson, as: As): Promise<PresentPerson> {
  await linkSubject(tx, person.id, as);
  await recordAudit(tx, theSystem, { kind: 'sign-in.linked', subjectId: person.id, facts: { email: person.email, provider: as.provider } });
  return person;
}

/** A reader of no department: sees what everybody may, until somebody gives them more. */
async function register(tx: Tx, { name, email }: { name: string; email: string }, hash: string, as: As): Promise<PresentPerson | undefined> {
  const id = newId('per');
  if (!(await insertPerson(tx, { id, name, email, roles: ['reader'], departmentId: null, language: 'zh-CN' }, hash))) return undefined; // one who left has this address
  await recordAudit(tx, theSystem, { kind: 'person.added', subjectId: id, facts: { name, email, roles: ['reader'], by: as.provider } });
  await linkSubject(tx, id, as);
  return findPresentPerson(tx, id);
}
