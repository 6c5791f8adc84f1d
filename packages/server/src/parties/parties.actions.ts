import type { Party, PartyId, PartyKind } from '@qige/wire';
import { isUscc } from '@qige/rules/uscc';
import type { Actor, Person } from '../actor.ts';
import type { App } from '../app.ts';
import { recordAudit } from '../audit/audit.queries.ts';
import type { Tx } from '../platform/db.ts';
import { notFound, Refusal } from '../platform/errors.ts';
import { fold } from '../platform/fold.ts';
import { newId } from '../platform/ids.ts';
import { matchVerdict, mergeVerdict } from './match.rules.ts';
import { isHidden, maySetKind, namedTo } from './hidden.ts';
import { deleteParty, findPartiesByName, findPartyByCode, insertParty, lockParty, lockPartyNames, moveCompany, moveContracts, saveClosed, type StoredParty, updateParty } from './parties.queries.ts';

export async function addParty(app: App, actor: Actor, party: { name: string; uscc: string | null; note: string }): Promise<Party> {
  refuseBadCode(party.uscc);
  return app.db.transaction().execute(async (tx) => {
    await lockPartyNames(tx);
    await refuseTaken(tx, actor, undefined, party.name, party.uscc);
    const made = await insertParty(tx, { id: newId('pty'), ...party });
    await recordAudit(tx, actor, { kind: 'party.added', subjectId: made.id, facts: { name: made.name, uscc: made.uscc } });
    return shownParty(made);
  });
}

type PartyChange = { name?: string | undefined; uscc?: string | null | undefined; note?: string | undefined; kind?: PartyKind | undefined };

export async function changeParty(app: App, actor: Person, partyId: PartyId, change: PartyChange): Promise<Party> {
  if (change.kind !== undefined && !maySetKind(actor)) throw new Refusal('forbidden', 'Only those who manage settings or close parties say which companies are our own.');
  refuseBadCode(change.uscc ?? null);
  return app.db.transaction().execute(async (tx) => {
    await lockPartyNames(tx);
    const party = await lockParty(tx, partyId);
    if (!party || isHidden(actor, party)) throw notFound();
    const next = { name: change.name ?? party.name, uscc: change.uscc === undefined ? party.uscc : change.uscc, note: change.note ?? party.note, kind: change.kind ?? party.kind };
    if (fold(next.name) !== fold(party.name) || next.uscc !== party.uscc) await refuseTaken(tx, actor, partyId, next.name, next.uscc);

    const formerNames = next.name === party.name ? party.formerNames : withFormer(party.formerNames, party.name, next.name);
    const saved = await updateParty(tx, partyId, { ...next, formerNames }, app.clock.now());
    const changed = (['name', 'uscc', 'note', 'kind'] as const).filter((key) => next[key] !== party[key]);
    if (changed.length > 0) await recordAudit(tx, actor, { kind: 'party.changed', subjectId: partyId, facts: { changed, name: next.name, uscc: next.uscc } });
    return shownParty(saved);
  });
}

/** One of two entries for the same party is taken into the other; what was printed in the contracts stays as printed. */
export async function mergeParties(app: App, actor: Actor, into: PartyId, from: PartyId): Promise<Party> {
  return app.db.transaction().execute(async (tx) => {
    await lockPartyNames(tx);
    const [kept, gone] = [await lockParty(tx, into), await lockParty(tx, from)];
    if (!kept || !gone || isHidden(actor, kept) || isHidden(actor, gone)) throw notFound();
    const verdict = mergeVerdict(kept, gone);
    if (verdict.kind !== 'good') throw new Refusal('party_in_use', 'These two parties cannot be one.', verdict);

    const moved = await moveContracts(tx, from, into);
    if (gone.closed && !kept.closed) await saveClosed(tx, into);
    await moveCompany(tx, from, into);
    await deleteParty(tx, from);
    const formerNames = [gone.name, ...gone.formerNames].reduce((names, name) => withFormer(names, name, kept.name), kept.formerNames);
    const saved = await updateParty(tx, into, { name: kept.name, kind: kept.kind, formerNames, uscc: kept.uscc ?? gone.uscc, note: [kept.note, gone.note].filter(Boolean).join('\n') }, app.clock.now());
    await recordAudit(tx, actor, { kind: 'party.merged', subjectId: into, facts: { from, fromName: gone.name, fromUscc: gone.uscc, contracts: moved } });
    return shownParty(saved);
  });
}

const withFormer = (names: readonly string[], former: string, now: string): string[] => {
  const kept = names.filter((name) => name !== now);
  return former === now || kept.includes(former) ? kept : [...kept, former];
};

function refuseBadCode(uscc: string | null): void {
  // 15 digits: registration numbers from before the unified code.
  if (uscc !== null && uscc.length === 18 && !isUscc(uscc)) {
    throw new Refusal('invalid_request', 'The check digit of the credit code is wrong.', { fields: [{ field: 'uscc', problem: 'check-digit' }] });
  }
}

async function refuseTaken(tx: Tx, actor: Actor, self: PartyId | undefined, name: string, uscc: string | null): Promise<void> {
  const byCode = uscc === null ? undefined : await findPartyByCode(tx, uscc);
  const others = (await findPartiesByName(tx, name)).filter((party) => party.id !== self);
  const verdict = matchVerdict(uscc, byCode?.id === self ? undefined : byCode, others);
  if (verdict.kind === 'by-code') throw inUse('code-taken', 'This credit code belongs to another party.', namedTo(actor, verdict.party));
  if (verdict.kind === 'by-name') throw inUse('name-taken', 'There is a party of this name; merge the two if they are one.', namedTo(actor, verdict.party));
}

const inUse = (kind: string, sentence: string, party: ReturnType<typeof namedTo>): Refusal => new Refusal('party_in_use', sentence, { kind, party });

export function shownParty({ id, kind, name, uscc, formerNames, note, closed, createdAt, updatedAt }: StoredParty): Party {
  return { id, kind, name, uscc, formerNames, note, closed, createdAt: createdAt.toISOString(), updatedAt: updatedAt.toISOString() };
}
