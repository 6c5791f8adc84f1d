import type { Actor } from '../actor.ts';
import type { Tx } from '../platform/db.ts';
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
