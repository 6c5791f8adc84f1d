import { createHash, randomBytes } from 'node:crypto';
import { PersonId } from '@qige/wire';
import { z } from 'zod';
import type { App } from '../app.ts';
import { Refusal } from '../platform/errors.ts';
import { findPresentPerson, type PresentPerson } from './actor.queries.ts';
import { findSecondFactor } from './second-factor.queries.ts';
import { entryVerdict, type EntryVerdict } from './sign-in.rules.ts';
import { signInSettings } from './sign-in-settings.actions.ts';
import { findTicket, insertTicket, takeTicket } from './ticket.queries.ts';

/** Somebody on the way in: who, whether they stay on this device, and how they showed who they are. */
const Entrant = z.object({ personId: PersonId, stay: z.boolean(), by: z.string(), step: z.enum(['code', 'enrol']) });
export type Entrant = z.infer<typeof Entrant>;

const ticketMs = 10 * 60_000;
const ticketOf = (token: string): string => `entry|${createHash('sha256').update(token).digest('hex')}`;

/** What is still asked of a person whose password, or whose provider, was right. */
export async function nextStep(app: App, person: PresentPerson): Promise<EntryVerdict> {
  const factor = await findSecondFactor(app.db, person.id);
  return entryVerdict({ roles: person.roles, hasFactor: Boolean(factor?.confirmedAt) }, await signInSettings(app.db));
}

/** A ticket for the next step alone: no session is open before it is done. */
export async function giveTicket(app: App, entrant: Entrant): Promise<string> {
  const token = randomBytes(24).toString('base64url');
  const now = app.clock.now();
  await app.db.transaction().execute((tx) => insertTicket(tx, ticketOf(token), entrant, now, new Date(now.getTime() + ticketMs)));
  return token;
}

export async function readTicket(app: App, token: string | undefined, step: Entrant['step']): Promise<{ entrant: Entrant; person: PresentPerson }> {
  const entrant = Entrant.safeParse(token === undefined ? undefined : await findTicket(app.db, ticketOf(token), app.clock.now()));
  const person = entrant.success ? await findPresentPerson(app.db, entrant.data.personId) : undefined;
  if (!entrant.success || !person || entrant.data.step !== step) throw stale();
  return { entrant: entrant.data, person };
}

/** Once the step is done: of two who come with the same ticket, one gets in. */
export async function useUpTicket(app: App, token: string | undefined): Promise<void> {
  const taken = token === undefined ? undefined : await app.db.transaction().execute((tx) => takeTicket(tx, ticketOf(token), app.clock.now()));
  if (taken === undefined) throw stale();
}

const stale = (): Refusal => new Refusal('sign_in_stale', 'This sign-in took too long or was used already; begin again.');
