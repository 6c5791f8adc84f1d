import type { Confidentiality, ContractId, ContractTypeId, DepartmentId, PersonId, RegisteredFields, RegisteredParty } from '@qige/wire';
import type { Actor } from '../actor.ts';
import type { App } from '../app.ts';
import { recordAudit } from '../audit/audit.queries.ts';
import { allocateNumber } from '../numbers/allocate.actions.ts';
import { isHidden } from '../parties/hidden.ts';
import { matchOrMakeParty } from '../parties/match.actions.ts';
import { sortKeyOf } from '../parties/pinyin.ts';
import type { Tx } from '../platform/db.ts';
import { Refusal } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import { tellLive } from '../platform/live.ts';
import { findUnknown, findVisibleId, insertContract, isRetired, type PartyRow, replaceParties, replacePayments } from './contract.queries.ts';
import { type NamedSide, sidesOf } from './names.rules.ts';
import { isPartySeen } from './parties-seen.queries.ts';
import { seesAll } from './visible.queries.ts';

/** What registering asks for; fields that are left out stay empty. */
export interface NewContract extends Partial<Omit<RegisteredFields, 'title'>> {
  title: string;
  contractTypeId: ContractTypeId;
  parties: readonly RegisteredParty[];
  departmentId: DepartmentId | null;
  ownerId: PersonId | null;
  confidentiality: Confidentiality;
  pageCount: number;
  findingCount: number;
}

/**
 * Enters a contract into the register in the caller's transaction: parties matched or made, number given for the day of registration,
 * what happened recorded (which sets off indexing). Without department and owner it belongs to whoever registers it, so that they
 * still see it. The number is taken last, since nobody else can take one of its series until the transaction ends.
 */
export async function registerContract(app: App, tx: Tx, actor: Actor, contract: NewContract): Promise<{ id: ContractId; number: string }> {
  const { parties, payments = [], contractTypeId, departmentId, ...fields } = contract;
  await refuseUnknown(tx, contract);
  const id: ContractId = newId('ctr');
  const matched = await matchAll(tx, actor, parties);
  const sides = sidesOf(matched.sides);
  const ownerId = contract.ownerId ?? (departmentId === null && actor.kind === 'person' && !seesAll(actor) ? actor.id : null);
  const now = app.clock.now();

  const number = await allocateNumber(tx, actor, contractTypeId, app.clock.today(), id);
  await insertContract(tx, {
    ...fields,
    ...sides,
    id,
    number,
    contractTypeId,
    departmentId,
    ownerId,
    counterpartyKey: sortKeyOf(sides.counterparty),
    registeredBy: actor.id,
    registeredAt: now,
    updatedAt: now,
  });
  await refuseOutOfSight(tx, actor, id);
  await replaceParties(tx, id, matched.rows);
  await replacePayments(tx, id, payments);
  await recordAudit(tx, actor, { kind: 'contract.registered', subjectId: id, contractId: id, facts: { number, title: fields.title } });
  await tellLive(tx, { topic: 'contracts', id });
  return { id, number };
}

export async function refuseUnknown(tx: Tx, named: Parameters<typeof findUnknown>[1]): Promise<void> {
  const field = await findUnknown(tx, named);
  if (field) throw new Refusal('invalid_request', `Not valid: ${field}.`, { fields: [{ field, problem: 'unknown' }] });
  if (named.contractTypeId && (await isRetired(tx, named.contractTypeId))) {
    throw new Refusal('invalid_request', 'No contract of this type is taken in any more.', { fields: [{ field: 'contractTypeId', problem: 'retired' }] });
  }
}

/** Whoever enters or changes a contract must see it afterwards: nobody puts one where they cannot look after it. */
export async function refuseOutOfSight(tx: Tx, actor: Actor, contractId: ContractId): Promise<void> {
  if (!(await findVisibleId(tx, actor, contractId))) throw outOfSight();
}

const outOfSight = (): Refusal => new Refusal('forbidden', 'The contract would be out of your sight. Ask an archivist to hand it over.', { kind: 'out-of-sight' });

/** A closed party that the actor has no contract with is not named by them, since an own contract would tell them what the register knows of it. */
export async function matchAll(tx: Tx, actor: Actor, parties: readonly RegisteredParty[]): Promise<{ rows: PartyRow[]; sides: NamedSide[] }> {
  const rows: PartyRow[] = [];
  const sides: NamedSide[] = [];
  for (const { side, role, name, uscc, party } of parties) {
    const matched = await matchOrMakeParty(tx, actor, { name, uscc, party });
    const { id, kind, name: known } = matched;
    if (isHidden(actor, matched) && !(await isPartySeen(tx, actor, id))) throw outOfSight();
    rows.push({ partyId: id, side, role, printedName: name });
    sides.push({ kind, name: known });
  }
  return { rows, sides };
}
