import type { NamedReader, OverseenRequest, PersonId } from '@qige/wire';
import type { Person } from '../actor.ts';
import type { App } from '../app.ts';
import { recordAudit } from '../audit/audit.queries.ts';
import { lockOther } from '../people/lock-other.ts';
import { tellLive } from '../platform/live.ts';
import { requestState } from './access-requests.rules.ts';
import { deleteReadingsOf, findLatestRequests, findNamedReaders } from './oversee.queries.ts';

const shownAtMost = 100;

/** For who looks after rights: who is let in by name, never into what. */
export async function listNamedReaders(app: App): Promise<{ readers: NamedReader[]; requests: OverseenRequest[] }> {
  const now = app.clock.now();
  const requests = (await findLatestRequests(app.db, now, shownAtMost)).map(({ id, name, departmentName, days, askedAt, answer, until, open, answeredBy }) => ({
    person: { id, name, departmentName },
    days,
    askedAt: askedAt.toISOString(),
    state: requestState({ answer, askedAt, open }, now),
    answeredBy,
    until: until?.toISOString() ?? null,
  }));
  return { readers: await findNamedReaders(app.db, now), requests };
}

export async function endReadings(app: App, actor: Person, personId: PersonId): Promise<Record<string, never>> {
  return app.db.transaction().execute(async (tx) => {
    await lockOther(tx, actor, personId);
    for (const contractId of await deleteReadingsOf(tx, personId)) {
      await recordAudit(tx, actor, { kind: 'contract.reader-dropped', subjectId: personId, contractId });
      await tellLive(tx, { topic: 'contracts', id: contractId });
    }
    return {};
  });
}
