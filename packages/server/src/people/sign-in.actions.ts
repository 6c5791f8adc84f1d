import type { PersonId } from '@qige/wire';
import { theSystem } from '../actor.ts';
import type { App } from '../app.ts';
import { recordAudit } from '../audit/audit.queries.ts';
import { Refusal } from '../platform/errors.ts';
import { findSignInWay } from './account.queries.ts';
import { findPresentByEmail, findPresentPerson, type PresentPerson } from './actor.queries.ts';
import { type Directory, UntrustedDirectory } from './ldap.ts';
import { hashPassword, verifyPassword } from './password.ts';
import { personFrom } from './sessions.ts';
import { deleteSession } from './session.queries.ts';
import { anyName, fromAnywhere, fromHere, ofCodes, type Tried, type TryLimit } from './sign-in.rules.ts';
import { countTry, forgetTries, takeBackTry } from './sign-in-pause.queries.ts';

export async function allowTry(app: App, tried: Tried): Promise<void> {
  for (const limit of [fromHere(tried), fromAnywhere(tried), anyName(tried)]) await count(app, limit, 'passwords');
}

export async function tryWentWell(app: App, tried: Tried): Promise<void> {
  await forgetTries(app.db, [fromHere(tried).key, fromAnywhere(tried).key]);
  await takeBackTry(app.db, anyName(tried).key);
}

/** Counts a challenge that somebody at this address asks for; it is taken back when it is answered. */
export const allowAddress = (app: App, address: string): Promise<void> => count(app, anyName({ address }), 'tries');
export const addressWentWell = (app: App, address: string): Promise<void> => takeBackTry(app.db, anyName({ address }).key);

/** Counts a try of a second factor; hand what it returns to `codeWentWell`. */
export async function allowCode(app: App, personId: PersonId): Promise<TryLimit> {
  const person = await findPresentPerson(app.db, personId);
  const limit = ofCodes({ email: person?.email ?? personId });
  await count(app, limit, 'codes');
  return limit;
}

export const codeWentWell = (app: App, { key }: TryLimit): Promise<void> => forgetTries(app.db, [key]);

async function count(app: App, limit: TryLimit, what: string): Promise<void> {
  const left = await countTry(app.db, limit, app.clock.now().getTime());
  if (left === 0) return;
  const seconds = Math.ceil(left / 1000);
  throw new Refusal('too_many_requests', `Too many wrong ${what}; try again in ${Math.ceil(seconds / 60)} minutes.`, { retryAfterSeconds: seconds });
}

let decoy: Promise<string> | undefined;

/** Whose name and password these are. An unknown name takes as long as a known one. */
export async function findByPassword(app: App, directory: Directory | undefined, { email, password }: { email: string; password: string }): Promise<PresentPerson | undefined> {
  const person = await findPresentByEmail(app.db, email);
  const { way, hash } = person ? await findSignInWay(app.db, person.id) : { way: 'password', hash: null };
  if (person && way === 'ldap') return (await askDirectory(app, directory, email, password)) ? person : undefined;
  const fits = await verifyPassword(hash ?? (await (decoy ??= hashPassword('nobody has this one'))), password);
  return fits && hash !== null ? person : undefined;
}

async function askDirectory(app: App, directory: Directory | undefined, email: string, password: string): Promise<boolean> {
  if (!directory) throw new Refusal('ldap_absent', 'This person signs in by a directory, and none is set up.');
  try {
    return await directory.fits(email, password);
  } catch (error) {
    app.log.error({ err: error }, 'the directory did not answer');
    if (error instanceof UntrustedDirectory) throw new Refusal('unavailable', 'The certificate of the directory is not trusted, so it was told nothing; see QIGE_LDAP_CA_FILE.', { kind: 'certificate' });
    throw new Refusal('unavailable', 'The directory that knows the password does not answer.');
  }
}

/** A sign-in that cannot be recorded does not happen. */
export async function recordSignIn(app: App, person: PresentPerson, sessionId: string, address: string, by: string): Promise<void> {
  try {
    await app.db.transaction().execute((tx) => recordAudit(tx, personFrom(person, address), { kind: 'session.opened', subjectId: sessionId, facts: { by } }));
  } catch (error) {
    await app.db.transaction().execute((tx) => deleteSession(tx, person.id, sessionId));
    throw error;
  }
}

export async function recordRefused(app: App, facts: { email?: string; id?: string; address: string; by?: string; reason?: string }): Promise<void> {
  await app.db.transaction().execute((tx) => recordAudit(tx, theSystem, { kind: 'session.refused', facts }));
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
