import type { AccessRequest, AccessRequestId, ContractId, MyAccessRequest } from '@qige/wire';
import type { Person } from '../actor.ts';
import type { App } from '../app.ts';
import { recordAudit } from '../audit/audit.queries.ts';
import { notFound, Refusal } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import { tellLive } from '../platform/live.ts';
import { findNamed, findRequestsOf, findWaitingFor, insertRequest, lockWaitingFor, lockWaitingOf, saveAnswer } from './access-requests.queries.ts';
import { requestState, waitingSince } from './access-requests.rules.ts';
import { letRead } from './readers.actions.ts';

const waitingAtMost = 20;
const shownAtMost = 100;

/** The same is written and answered whether there is such a contract or not; who decides over it, if anybody, hears of it. */
export async function askAccess(app: App, actor: Person, asked: { named: string; purpose: string; days: number }): Promise<MyAccessRequest> {
  return app.db.transaction().execute(async (tx) => {
    const now = app.clock.now();
    if ((await lockWaitingOf(tx, actor.id, waitingSince(now))) >= waitingAtMost) throw new Refusal('too_many_requests', 'Too many of your requests wait for an answer.', { most: waitingAtMost });
    const id = newId('arq');
    const contractId = await findNamed(tx, asked.named);
    await insertRequest(tx, { id, personId: actor.id, ...asked, contractId, askedAt: now });
    await recordAudit(tx, actor, { kind: 'access.asked', subjectId: id, ...(contractId ? { contractId } : {}), facts: { named: asked.named, purpose: asked.purpose, days: asked.days } });
    await tellLive(tx, { topic: 'contracts', id: contractId ?? id });
    return { id, ...asked, askedAt: now.toISOString(), state: 'waiting' as const, reason: '', until: null, contractId: null };
  });
}

export async function listMyRequests(app: App, actor: Person, { after, limit }: { after?: string | undefined; limit: number }): Promise<{ requests: MyAccessRequest[]; next: string | null }> {
  const found = await findRequestsOf(app.db, actor, after, limit + 1);
  const now = app.clock.now();
  const requests = found.slice(0, limit).map(({ answer, askedAt, until, contractId, ...request }) => {
    const state = requestState({ answer, askedAt, open: contractId !== null }, now);
    // Which contract it is may be told once somebody let them in.
    return { ...request, askedAt: askedAt.toISOString(), until: until?.toISOString() ?? null, state, contractId: state === 'granted' ? contractId : null };
  });
  return { requests, next: found.length > limit ? (requests.at(-1)?.id ?? null) : null };
}

export async function listWaiting(app: App, actor: Person, contractId: ContractId | undefined): Promise<{ requests: AccessRequest[] }> {
  return { requests: await findWaitingFor(app.db, actor, contractId, waitingSince(app.clock.now()), shownAtMost) };
}

type Answer = { answer: 'granted'; days: number; reason: string } | { answer: 'refused'; reason: string };

export async function answerAccess(app: App, actor: Person, requestId: AccessRequestId, answer: Answer): Promise<AccessRequest> {
  return app.db.transaction().execute(async (tx) => {
    const now = app.clock.now();
    const request = await lockWaitingFor(tx, actor, requestId, waitingSince(now));
    if (!request) throw notFound();
    const { contract, person } = request;
    const until = answer.answer === 'granted' ? await letRead(app, tx, actor, contract.id, person.id, { days: answer.days, reason: request.purpose.slice(0, 200), lengthen: true }) : null;
    await saveAnswer(tx, requestId, { answer: answer.answer, answeredBy: actor.id, answeredAt: now, reason: answer.reason, until });
    await recordAudit(tx, actor, { kind: answer.answer === 'granted' ? 'access.granted' : 'access.refused', subjectId: requestId, contractId: contract.id, facts: { person: person.id, reason: answer.reason, until: until?.toISOString() ?? null } });
    await tellLive(tx, { topic: 'contracts', id: contract.id });
    return request;
  });
}
