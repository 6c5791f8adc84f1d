import type { ContractId, ContractNote, ContractParty, ReadPayment } from '@qige/wire';
import type { Actor } from '../actor.ts';
import type { Db, Tx } from '../platform/db.ts';
import { rowColumns } from './list.queries.ts';
import { visibleTo } from './visible.queries.ts';

export async function findContract(db: Db, actor: Actor, contractId: ContractId) {
  return db
    .selectFrom('contract')
    .innerJoin('contractType', 'contractType.id', 'contract.contractTypeId')
    .innerJoin('allocatedNumber', 'allocatedNumber.number', 'contract.number')
    .leftJoin('person', 'person.id', 'contract.ownerId')
    .leftJoin('department', 'department.id', 'contract.departmentId')
    .select(rowColumns)
    .select([
      'contract.effectiveFrom',
      'contract.signedPlace',
      'contract.amountUppercase',
      'contract.deliveryBy',
      'contract.warranty',
      'contract.disputeResolution',
      'contract.copies',
      'contract.registeredBy',
      'contract.updatedAt',
      'contract.version',
      'contract.closed',
      'contractType.code as typeCode',
      'contractType.name as typeName',
      'contractType.nameEn as typeNameEn',
      'allocatedNumber.voidReason',
      'person.name as ownerName',
      'department.name as departmentName',
    ])
    .select((eb) => eb.selectFrom('person as registrar').select('registrar.name').whereRef('registrar.id', '=', 'contract.registeredBy').as('registrarName'))
    .where('contract.id', '=', contractId)
    .where(visibleTo(actor))
    .executeTakeFirst();
}

export async function findContractParties(db: Db, contractId: ContractId): Promise<ContractParty[]> {
  return db
    .selectFrom('contractParty')
    .innerJoin('party', 'party.id', 'contractParty.partyId')
    .select(['contractParty.partyId', 'party.kind', 'contractParty.side', 'contractParty.role', 'party.name', 'contractParty.printedName', 'party.uscc'])
    .where('contractId', '=', contractId)
    .orderBy('position')
    .execute();
}

export async function findPayments(db: Db, contractId: ContractId): Promise<ReadPayment[]> {
  const rows = await db.selectFrom('contractPayment').select(['label', 'percent', 'amount', 'dueText']).where('contractId', '=', contractId).orderBy('position').execute();
  return rows.map((row) => ({ ...row, percent: row.percent === null ? null : Number(row.percent) }));
}

export async function findNotes(db: Db, contractId: ContractId): Promise<ContractNote[]> {
  const rows = await db
    .selectFrom('contractNote')
    .innerJoin('person', 'person.id', 'contractNote.personId')
    .select(['contractNote.id', 'contractNote.text', 'contractNote.createdAt', 'person.id as personId', 'person.name'])
    .where('contractId', '=', contractId)
    .orderBy('contractNote.id', 'desc')
    .execute();
  return rows.map(({ personId, name, createdAt, ...note }) => ({ ...note, person: { id: personId, name }, createdAt: createdAt.toISOString() }));
}

export async function insertNote(tx: Tx, note: { id: ContractNote['id']; contractId: ContractId; personId: ContractNote['person']['id']; text: string; createdAt: Date }): Promise<void> {
  await tx.insertInto('contractNote').values(note).execute();
}
