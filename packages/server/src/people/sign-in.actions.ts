import type { PersonId } from '@qige/wire';
import type { App } from '../app.ts';
import { recordAudit } from '../audit/audit.queries.ts';
import { theSystem } from '../actor.ts';
import { Refusal } from '../platform/errors.ts';
import { findPresentByEmail, findPresentPerson } from './actor.queries.ts';
import { personFrom } from './sessions.ts';
import { deleteSession, findSessionId } from './session.queries.ts';
import { countTry, forgetTries, takeBackTry } from './sign-in-pause.queries.ts';

interface Tried {
  email: string;
  address: string;
}

// Five tries for one name from one place; more for a name from many places, and for a place with many names, so that neither a
// stranger can lock a person out at once nor an office that shares an address be paused by a few slips.
const fromHere = ({ email, address }: Tried) => ({ key: `try|${email}|${address}`, most: 5 });
const fromAnywhere = ({ email }: Tried) => ({ key: `try|${email}`, most: 30 });
const anyName = ({ address }: Tried) => ({ key: `try||${address}`, most: 60 });

export async function allowTry(app: App, tried: Tried): Promise<void> {
  const now = app.clock.now().getTime();
  for (const limit of [fromHere(tried), fromAnywhere(tried), anyName(tried)]) {
    const left = await countTry(app.db, limit, now);
    if (left === 0) continue;
    const seconds = Math.ceil(left / 1000);
    throw new Refusal('too_many_requests', `Too many wrong passwords; try again in ${Math.ceil(seconds / 60)} minutes.`, { retryAfterSeconds: seconds });
  }
}

export async function tryWentWell(app: App, tried: Tried): Promise<void> {
  await forgetTries(app.db, [fromHere(tried).key, fromAnywhere(tried).key]);
  await takeBackTry(app.db, anyName(tried).key);
}

/** A sign-in that cannot be recorded does not happen. */
export async function recordSignIn(app: App, { email, address }: Tried, token: string): Promise<void> {
  const person = await findPresentByEmail(app.db, email);
  const sessionId = await findSessionId(app.db, token);
  if (!person || !sessionId) throw new Error('a session was opened for nobody');
  try {
    await app.db.transaction().execute((tx) => recordAudit(tx, personFrom(person, address), { kind: 'session.opened', subjectId: sessionId }));
  } catch (error) {
    await app.db.transaction().execute((tx) => deleteSession(tx, person.id, sessionId));
    throw error;
  }
}

export async function recordRefused(app: App, { email, address }: Tried): Promise<void> {
  await app.db.transaction().execute((tx) => recordAudit(tx, theSystem, { kind: 'session.refused', facts: { email, address } }));
}

export async function recordSignOut(app: App, session: { id: string; personId: string }, address: string): Promise<void> {
  const person = await findPresentPerson(app.db, session.personId);
  if (!person) return;
  await app.db.transaction().execute((tx) => recordAudit(tx, personFrom(person, address), { kind: 'session.closed', subjectId: session.id }));
}

export async function recordPasswordChange(app: App, personId: string, address: string): Promise<void> {
  const person = await findPresentPerson(app.db, personId);
  if (!person) return;
  const subjectId: PersonId = person.id;
  await app.db.transaction().execute((tx) => recordAudit(tx, personFrom(person, address), { kind: 'person.changed', subjectId, facts: { changed: ['password'] } }));
}
