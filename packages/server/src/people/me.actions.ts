import type { Language, Me, SessionRow } from '@qige/wire';
import type { Person } from '../actor.ts';
import type { App } from '../app.ts';
import { recordAudit } from '../audit/audit.queries.ts';
import { notFound, Refusal } from '../platform/errors.ts';
import { findPresentPerson, updateLanguage } from './actor.queries.ts';
import { deleteSession } from './session.queries.ts';
import { sessionsInForce } from './sessions.ts';

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
