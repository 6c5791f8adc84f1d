import { randomInt } from 'node:crypto';
import type { KeyId, KeyRow, Language, Me, SessionRow } from '@qige/wire';
import type { Person } from '../actor.ts';
import type { App } from '../app.ts';
import { recordAudit } from '../audit/audit.queries.ts';
import { notFound, Refusal } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import { findPresentPerson, updateLanguage } from './actor.queries.ts';
import { findKeys, insertKey, revokeKey } from './key.queries.ts';
import { deleteSession } from './session.queries.ts';
import { hashKey, sessionsInForce } from './sessions.ts';

export async function showMe(app: App, actor: Person): Promise<Me> {
  const person = await findPresentPerson(app.db, actor.id);
  if (!person) throw notFound();
  const { id, name, email, language, roles, departmentId, departmentName } = person;
  return {
    person: { id, name, email, language },
    roles,
    permissions: [...actor.permissions],
    department: departmentId === null ? null : { id: departmentId, name: departmentName ?? '' },
    keyId: actor.keyId ?? null,
    owesSecondFactor: actor.owesSecondFactor ?? false,
  };
}

export async function changeLanguage(app: App, actor: Person, language: Language): Promise<Me> {
  await app.db.transaction().execute(async (tx) => {
    await updateLanguage(tx, actor.id, language);
    await recordAudit(tx, actor, { kind: 'person.changed', subjectId: actor.id, facts: { changed: ['language'] } });
  });
  return showMe(app, actor);
}

export async function listMySessions(app: App, actor: Person, current: string | undefined): Promise<{ sessions: SessionRow[] }> {
  refuseKey(actor);
  return { sessions: await sessionsInForce(app, actor.id, current) };
}

export async function endMySession(app: App, actor: Person, sessionId: string): Promise<Record<string, never>> {
  refuseKey(actor);
  return app.db.transaction().execute(async (tx) => {
    if (!(await deleteSession(tx, actor.id, sessionId))) throw notFound();
    await recordAudit(tx, actor, { kind: 'session.closed', subjectId: sessionId });
    return {};
  });
}

function refuseKey(actor: Person): void {
  if (actor.keyId) throw new Refusal('forbidden', 'A key cannot look after sessions.');
}

export async function listMyKeys(app: App, actor: Person): Promise<{ keys: KeyRow[] }> {
  return { keys: (await findKeys(app.db, actor.id)).map(shown) };
}

const letters = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** The secret leaves the house once, in this reply; the archive keeps its hash. */
export async function makeKey(app: App, actor: Person, { name, expiresInDays }: { name: string; expiresInDays: number }): Promise<{ key: KeyRow; secret: string }> {
  const secret = `qk_${Array.from({ length: 43 }, () => letters[randomInt(letters.length)]).join('')}`;
  const expiresAt = new Date(app.clock.now().getTime() + expiresInDays * 24 * 3600_000);
  return app.db.transaction().execute(async (tx) => {
    const row = await insertKey(tx, { id: newId('key'), personId: actor.id, name, start: secret.slice(0, 8), hash: hashKey(secret), expiresAt });
    await recordAudit(tx, actor, { kind: 'key.made', subjectId: row.id, facts: { name } });
    return { key: shown(row), secret };
  });
}

export async function revokeMyKey(app: App, actor: Person, keyId: KeyId): Promise<KeyRow> {
  return app.db.transaction().execute(async (tx) => {
    const row = await revokeKey(tx, actor.id, keyId, app.clock.now());
    if (!row) throw notFound();
    await recordAudit(tx, actor, { kind: 'key.revoked', subjectId: keyId, facts: { name: row.name } });
    return shown(row);
  });
}

function shown(row: Awaited<ReturnType<typeof findKeys>>[number]): KeyRow {
  return {
    ...row,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt?.toISOString() ?? null,
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
    revokedAt: row.revokedAt?.toISOString() ?? null,
  };
}
