import { randomInt } from 'node:crypto';
import type { KeyId, KeyRow, PersonId, PersonSignIn } from '@qige/wire';
import type { Actor, Person } from '../actor.ts';
import type { App } from '../app.ts';
import { recordAudit } from '../audit/audit.queries.ts';
import { notFound } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import { findKeys, insertKey, revokeKey } from './key.queries.ts';
import { lockOther } from './lock-other.ts';
import { showPersonSignIn } from './person-sign-in.actions.ts';
import { hashKey } from './sessions.ts';
import { shownKey } from './shown-key.ts';

export async function listMyKeys(app: App, actor: Person): Promise<{ keys: KeyRow[] }> {
  return { keys: (await findKeys(app.db, actor.id)).map(shownKey) };
}

const letters = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** The secret leaves the house once, in this reply; the archive keeps its hash. */
export async function makeKey(app: App, actor: Person, { name, expiresInDays }: { name: string; expiresInDays: number }): Promise<{ key: KeyRow; secret: string }> {
  const secret = `qk_${Array.from({ length: 43 }, () => letters[randomInt(letters.length)]).join('')}`;
  const expiresAt = new Date(app.clock.now().getTime() + expiresInDays * 24 * 3600_000);
  return app.db.transaction().execute(async (tx) => {
    const row = await insertKey(tx, { id: newId('key'), personId: actor.id, name, start: secret.slice(0, 8), hash: hashKey(secret), expiresAt });
    await recordAudit(tx, actor, { kind: 'key.made', subjectId: row.id, facts: { name } });
    return { key: shownKey(row), secret };
  });
}

export async function revokeMyKey(app: App, actor: Person, keyId: KeyId): Promise<KeyRow> {
  return app.db.transaction().execute(async (tx) => {
    const row = await revokeKey(tx, actor.id, keyId, app.clock.now());
    if (!row) throw notFound();
    await recordAudit(tx, actor, { kind: 'key.revoked', subjectId: keyId, facts: { name: row.name } });
    return shownKey(row);
  });
}

/** A key that a program goes on with after its person should not: whoever looks after people shuts it. */
export async function revokeKeyOf(app: App, actor: Actor, personId: PersonId, keyId: KeyId): Promise<PersonSignIn> {
  await app.db.transaction().execute(async (tx) => {
    await lockOther(tx, actor, personId);
    const row = await revokeKey(tx, personId, keyId, app.clock.now());
    if (!row) throw notFound();
    await recordAudit(tx, actor, { kind: 'key.revoked', subjectId: keyId, facts: { name: row.name, personId } });
  });
  return showPersonSignIn(app, personId);
}
