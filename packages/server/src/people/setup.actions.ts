import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Language, PersonId } from '@qige/wire';
import { hashKey } from './sessions.ts';
import { theSystem } from '../actor.ts';
import type { App } from '../app.ts';
import { recordAudit } from '../audit/audit.queries.ts';
import type { Tx } from '../platform/db.ts';
import { Refusal } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import { Sentence } from '../platform/sentence.ts';
import { hashPassword } from './password.ts';
import { refuseWeakPassword, verdictOf } from './password-strength.ts';
import { insertPerson, lockAdministrators } from './people.queries.ts';
import { dropSetting, findSetting, saveSetting } from './setting.queries.ts';

const key = 'set-up';
const Stored = z.object({ tokenHash: z.string() });

/**
 * While there is no administrator: makes the one of the settings, or returns the link with which one is made. Safe at every start and
 * in several processes. Each call that returns a link ends the link before it.
 */
export async function ensureFirstAdministrator(app: App): Promise<string | undefined> {
  const { adminEmail, adminPassword } = app.config;
  if (adminEmail && adminPassword) {
    await createFirstAdministrator(app, { email: adminEmail, password: adminPassword });
    return undefined;
  }
  return ensureSetupLink(app);
}

export async function ensureSetupLink(app: App): Promise<string | undefined> {
  return app.db.transaction().execute(async (tx) => {
    if ((await lockAdministrators(tx)).length > 0) return undefined;
    const token = randomBytes(24).toString('base64url');
    await saveSetting(tx, key, { tokenHash: hashKey(token) }, theSystem.id, app.clock.now());
    return `${app.config.publicUrl}/setup#${token}`;
  });
}

/** Does nothing where there is an administrator already. */
export async function createFirstAdministrator(app: App, { email, password }: { email: string; password: string }): Promise<void> {
  if (!(await isSetupNeeded(app))) return;
  if (verdictOf(password, { email }).kind !== 'good') throw new Sentence('QIGE_ADMIN_PASSWORD is easily guessed or stands in lists of leaked passwords; choose another one.');
  const hash = await hashPassword(password);
  await app.db.transaction().execute(async (tx) => {
    if ((await lockAdministrators(tx)).length > 0) return;
    await insertFirst(tx, { name: email.split('@')[0] ?? email, email: email.toLowerCase(), language: 'zh-CN' }, hash);
  });
}

export async function isSetupNeeded(app: App): Promise<boolean> {
  return app.db.transaction().execute(async (tx) => (await lockAdministrators(tx)).length === 0);
}

export async function setUp(app: App, asked: { token: string; name: string; email: string; password: string; language: Language }): Promise<Record<string, never>> {
  const { token, password, ...person } = asked;
  await app.db.transaction().execute((tx) => checkToken(tx, token)); // before the work of hashing, which a stranger could ask for at will
  refuseWeakPassword(password, person);
  const hash = await hashPassword(password);
  await app.db.transaction().execute(async (tx) => {
    await checkToken(tx, token);
    await insertFirst(tx, person, hash);
  });
  return {};
}

async function checkToken(tx: Tx, token: string): Promise<void> {
  if ((await lockAdministrators(tx)).length > 0) throw new Refusal('setup_done', 'The first administrator is there already; sign in.');
  const stored = Stored.safeParse(await findSetting(tx, key));
  if (stored.success && stored.data.tokenHash === hashKey(token)) return;
  throw new Refusal('setup_token_wrong', 'This set-up link is not the latest one; take the one printed at the last start.');
}

async function insertFirst(tx: Tx, person: { name: string; email: string; language: Language }, hash: string): Promise<void> {
  const id: PersonId = newId('per');
  const made = await insertPerson(tx, { id, ...person, roles: ['administrator'], departmentId: null }, hash);
  if (!made) throw new Refusal('email_taken', 'Another person has this e-mail address.', { email: person.email });
  await dropSetting(tx, key);
  await recordAudit(tx, theSystem, { kind: 'house.set-up', subjectId: id });
}
