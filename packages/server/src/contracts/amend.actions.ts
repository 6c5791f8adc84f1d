import type { Contract, ContractChange, ContractId, ContractNote, ContractState } from '@qige/wire';
import type { Actor, Person } from '../actor.ts';
import type { App } from '../app.ts';
import { recordAudit } from '../audit/audit.queries.ts';
import { voidNumber } from '../numbers/allocate.actions.ts';
import { sortKeyOf } from '../parties/pinyin.ts';
import type { Tx } from '../platform/db.ts';
import { notFound, Refusal } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import { tellLive } from '../platform/live.ts';
import { refuseAmounts } from './amounts.ts';
import { changesBetween } from './changes.rules.ts';
import { isClosed, lockContract, replaceParties, replacePayments, updateContract } from './contract.queries.ts';
import { sidesOf } from './names.rules.ts';
import { findByStanding } from './readers.queries.ts';
import { matchAll, refuseOutOfSight, refuseUnknown } from './register.actions.ts';
import { contractOf } from './show.actions.ts';
import { findContractParties, findPayments, insertNote } from './show.queries.ts';
import { moveVerdict } from './states.rules.ts';

/** Changes what the register says. Refused when somebody else changed the contract after `version` was read. */
export async function amendContract(app: App, actor: Person, contractId: ContractId, asked: ContractChange & { version: number }): Promise<Contract> {
  const { version, parties, payments, ...change } = asked;
  return app.db.transaction().execute(async (tx) => {
    const before = await lockVersion(tx, actor, contractId, version);
    if (before.state === 'voided') throw new Refusal('number_voided', 'A voided contract is not changed any more.', { number: before.number });
    if (['amount', 'amountUppercase', 'payments'].some((field) => field in asked)) refuseAmounts(actor);
    if (change.confidentiality !== undefined && change.confidentiality !== before.confidentiality && !actor.permissions.has('levels.set')) {
      throw new Refusal('forbidden', 'The level of a contract is changed by those who set levels.', { permission: 'levels.set' });
    }
    const [sameType, sameOwner] = [change.contractTypeId === before.contractTypeId, change.ownerId === before.ownerId];
    await refuseUnknown(tx, { ...change, contractTypeId: sameType ? undefined : change.contractTypeId, ownerId: sameOwner ? null : change.ownerId });

    const { changed, facts } = changesBetween(before, change);
    const update: Parameters<typeof updateContract>[2] = { ...change, updatedAt: app.clock.now() };
    if (parties) {
      const names = (list: readonly { side: string; role: string | null; printedName: string }[]): string[] => list.map(({ side, role, printedName }) => `${[side, role].filter(Boolean).join(' ')}: ${printedName}`);
      facts['parties.from'] = names(await findContractParties(tx, contractId));
      const { rows, sides } = await matchAll(tx, actor, parties);
      await replaceParties(tx, contractId, rows);
      facts['parties.to'] = names(rows);
      const named = sidesOf(sides);
      Object.assign(update, named, { counterpartyKey: sortKeyOf(named.counterparty) });
    }
    if (payments) {
      facts['payments.from'] = (await findPayments(tx, contractId)).length;
      await replacePayments(tx, contractId, payments);
      facts['payments.to'] = payments.length;
    }
    const all = [...changed, ...(parties ? ['parties'] : []), ...(payments ? ['payments'] : [])];
    if (all.length === 0) return contractOf(tx, actor, contractId);
    if (all.some((field) => decidesWhoSees.has(field)) && !(await findByStanding(tx, actor, contractId))) {
      throw new Refusal('forbidden', 'You are named as a reader of this contract; where it belongs is for its owner to say.', { kind: 'only-named' });
    }
    await updateContract(tx, contractId, update);
    await refuseOpening(tx, actor, before);
    await refuseOutOfSight(tx, actor, contractId);
    await recordAudit(tx, actor, { kind: 'contract.amended', subjectId: contractId, contractId, facts: { ...facts, changed: all } });
    await tellLive(tx, { topic: 'contracts', id: contractId });
    return contractOf(tx, actor, contractId);
  });
}

/** What a contract's readers follow from. Somebody let in for a time must not make themselves its owner. */
const decidesWhoSees: ReadonlySet<string> = new Set(['ownerId', 'departmentId', 'contractTypeId', 'confidentiality', 'parties']);

/** Another type or another party does not open what was closed, unless by those who close and open. */
async function refuseOpening(tx: Tx, actor: Person, before: { id: ContractId; closed: boolean }): Promise<void> {
  if (!before.closed || actor.permissions.has('closed.set') || (await isClosed(tx, before.id))) return;
  throw new Refusal('forbidden', 'That would open a closed contract; ask those who close and open.', { permission: 'closed.set' });
}

/** Voiding also voids the number, with the same reason, in the register of numbers. */
export async function moveContract(app: App, actor: Person, contractId: ContractId, { to, reason, version }: { to: ContractState; reason?: string | undefined; version: number }): Promise<Contract> {
  return app.db.transaction().execute(async (tx) => {
    const before = await lockVersion(tx, actor, contractId, version);
    const verdict = moveVerdict(before.state, to, { reason, mayVoid: actor.permissions.has('numbers.manage') });
    if (verdict.kind === 'not-yours') throw new Refusal('forbidden', 'Voiding a contract voids its number: only those who manage numbers may.', verdict);
    if (verdict.kind === 'impossible' && before.state === 'voided') throw new Refusal('number_voided', 'A voided contract stays voided.', verdict);
    if (verdict.kind === 'impossible') throw new Refusal('state_impossible', 'The contract cannot move to that state now.', verdict);
    if (verdict.kind === 'reason-needed') throw new Refusal('invalid_request', 'Say why.', { ...verdict, fields: [{ field: 'reason', problem: 'required' }] });

    const now = app.clock.now();
    await updateContract(tx, contractId, { state: to, updatedAt: now });
    if (to === 'voided') await voidNumber(tx, actor, before.number, contractId, now, reason ?? '');
    const facts = { changed: ['state'], 'state.from': before.state, 'state.to': to, ...(reason ? { reason } : {}) };
    await recordAudit(tx, actor, { kind: 'contract.amended', subjectId: contractId, contractId, facts });
    await tellLive(tx, { topic: 'contracts', id: contractId });
    return contractOf(tx, actor, contractId);
  });
}

export async function noteContract(app: App, actor: Person, contractId: ContractId, text: string): Promise<ContractNote> {
  return app.db.transaction().execute(async (tx) => {
    if (!(await lockContract(tx, actor, contractId))) throw notFound();
    const note = { id: newId('nte'), contractId, personId: actor.id, text, createdAt: app.clock.now() };
    await insertNote(tx, note);
    await recordAudit(tx, actor, { kind: 'contract.noted', subjectId: note.id, contractId });
    return { id: note.id, person: { id: actor.id, name: actor.name }, text, createdAt: note.createdAt.toISOString() };
  });
}

async function lockVersion(tx: Tx, actor: Actor, contractId: ContractId, version: number) {
  const contract = await lockContract(tx, actor, contractId);
  if (!contract) throw notFound();
  if (contract.version !== version) {
    throw new Refusal('contract_changed', 'Somebody else changed the contract meanwhile. Look at it again.', { version: contract.version });
  }
  return contract;
}
