import { sql } from 'kysely';
import type { Actor } from '../actor.ts';
import type { Db, Tx } from '../platform/db.ts';
import { enqueue } from '../platform/jobs.ts';
import type { Reaction } from '../platform/rooms.ts';
import type { AuditEvent } from './audit.events.ts';

export type PlainFacts = Readonly<Record<string, string | number | boolean | null | readonly (string | number)[]>>;

interface Recorded {
  kind: string;
  subjectId?: string;
  contractId?: string;
  facts?: PlainFacts;
}

let reactions: readonly Reaction[] = [];

/** Called once by the process that lists the rooms; kept here so that recording an event needs nothing but the transaction. */
export function useReactions(list: readonly Reaction[]): void {
  reactions = list;
}

/**
 * Writes that somebody looked at something, unless their last look at it is in the trail and not so many seconds old: a screen asks anew often, and the trail stays
 * readable. Two requests of one screen take turns, so that one look is never two.
 */
export async function recordLook(tx: Tx, actor: Actor, event: AuditEvent & { subjectId: string }, within: number): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${event.kind} ${actor.id} ${event.subjectId}`}, 2))`.execute(tx);
  if (!(await hasLooked(tx, actor, event, within))) await recordAudit(tx, actor, event);
}

/** Whether their last look at it is in the trail and not so many seconds old. Where it is, a look need not take its turn to be recorded. */
export async function hasLooked(db: Db, actor: Actor, { kind, subjectId }: AuditEvent & { subjectId: string }, within: number): Promise<boolean> {
  const looked = await db
    .selectFrom('auditEvent')
    .select('id')
    .where('subjectId', '=', subjectId)
    .where('kind', '=', kind)
    .where('actorId', '=', actor.id)
    .where('at', '>', sql<Date>`now() - ${within} * interval '1 second'`)
    .limit(1)
    .executeTakeFirst();
  return looked !== undefined;
}

/** How long one look lasts, in seconds. */
export const aDay = 86_400;
export const tenMinutes = 600;

/** Writes what happened, in the transaction in which it happens, and enqueues what other rooms do about it. */
export async function recordAudit(tx: Tx, actor: Actor, event: AuditEvent): Promise<void> {
  const { kind, facts = {}, subjectId, contractId }: Recorded = event;
  const person = actor.kind === 'person' ? actor : undefined;
  await tx
    .insertInto('auditEvent')
    .values({
      actorKind: actor.kind,
      actorId: actor.id,
      actorName: person?.name ?? null,
      keyId: person?.keyId ?? null,
      address: person?.address ?? null,
      kind,
      subjectId: subjectId ?? null,
      contractId: contractId ?? null,
      facts: JSON.stringify(facts),
    })
    .execute();
  if (subjectId === undefined) return;
  for (const { on, run } of reactions) {
    const payload = contractId === undefined ? { subjectId } : { subjectId, contractId };
    if (on === kind) await enqueue(tx, run, payload, run.oncePerKey ? { key: run.keyOf?.(payload) ?? subjectId } : {});
  }
}
