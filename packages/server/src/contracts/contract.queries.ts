import type { ContractId, ContractTypeId, DepartmentId, PartyId, PersonId, ReadPayment } from '@qige/wire';
import type { Insertable, Updateable } from 'kysely';
import type { Actor } from '../actor.ts';
import type { Db, Tx } from '../platform/db.ts';
import type { Tables } from '../tables.ts';
import { visibleTo } from './visible.queries.ts';

export async function insertContract(tx: Tx, contract: Insertable<Tables['contract']>): Promise<void> {
  await tx.insertInto('contract').values(contract).execute();
}

/** The contract as it stands, locked, if this person may see it. */
export async function lockContract(tx: Tx, actor: Actor, contractId: ContractId) {
  return tx.selectFrom('contract').selectAll().where('contract.id', '=', contractId).where(visibleTo(actor)).forUpdate().executeTakeFirst();
}

export async function updateContract(tx: Tx, contractId: ContractId, update: Updateable<Tables['contract']>): Promise<void> {
  await tx
    .updateTable('contract')
    .set(update)
    .set((eb) => ({ version: eb('version', '+', 1) }))
    .where('id', '=', contractId)
    .execute();
}

export interface PartyRow {
  partyId: PartyId;
  side: string;
  role: string | null;
  printedName: string;
}

export async function replaceParties(tx: Tx, contractId: ContractId, parties: readonly PartyRow[]): Promise<void> {
  await tx.deleteFrom('contractParty').where('contractId', '=', contractId).execute();
  if (parties.length === 0) return;
  await tx.insertInto('contractParty').values(parties.map((party, position) => ({ contractId, position, ...party }))).execute();
}

export async function replacePayments(tx: Tx, contractId: ContractId, payments: readonly ReadPayment[]): Promise<void> {
  await tx.deleteFrom('contractPayment').where('contractId', '=', contractId).execute();
  if (payments.length === 0) return;
  const rows = payments.map((payment, position) => ({ contractId, position, ...payment, percent: payment.percent === null ? null : String(payment.percent) }));
  await tx.insertInto('contractPayment').values(rows).execute();
}

export async function findVisibleId(db: Db, actor: Actor, contractId: ContractId): Promise<ContractId | undefined> {
  const row = await db.selectFrom('contract').select('contract.id').where('contract.id', '=', contractId).where(visibleTo(actor)).executeTakeFirst();
  return row?.id;
}

export async function findVisibleIds(db: Db, actor: Actor, contractIds: readonly ContractId[]): Promise<ContractId[]> {
  if (contractIds.length === 0) return [];
  const rows = await db.selectFrom('contract').select('contract.id').where('contract.id', 'in', [...contractIds]).where(visibleTo(actor)).execute();
  return rows.map((row) => row.id);
}

export async function findVisibleByNumber(db: Db, actor: Actor, number: string): Promise<ContractId | undefined> {
  const row = await db.selectFrom('contract').select('contract.id').where('contract.number', '=', number).where(visibleTo(actor)).executeTakeFirst();
  return row?.id;
}

/** What is named but does not exist. */
export async function findUnknown(db: Db, named: { contractTypeId?: ContractTypeId | undefined; departmentId?: DepartmentId | null | undefined; ownerId?: PersonId | null | undefined }): Promise<string | undefined> {
  const { contractTypeId, departmentId, ownerId } = named;
  if (contractTypeId && !(await db.selectFrom('contractType').select('id').where('id', '=', contractTypeId).executeTakeFirst())) return 'contractTypeId';
  if (departmentId && !(await db.selectFrom('department').select('id').where('id', '=', departmentId).executeTakeFirst())) return 'departmentId';
  if (ownerId && !(await db.selectFrom('person').select('id').where('id', '=', ownerId).where('leftAt', 'is', null).executeTakeFirst())) return 'ownerId';
  return undefined;
}

export async function isRetired(db: Db, contractTypeId: ContractTypeId): Promise<boolean> {
  const type = await db.selectFrom('contractType').select('retired').where('id', '=', contractTypeId).executeTakeFirst();
  return type?.retired ?? false;
}

export async function isClosed(db: Db, contractId: ContractId): Promise<boolean> {
  const row = await db.selectFrom('contract').select('closed').where('id', '=', contractId).executeTakeFirst();
  return row?.closed ?? true;
}
