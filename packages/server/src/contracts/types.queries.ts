import type { ContractType, ContractTypeId } from '@qige/wire';
import type { Db, Tx } from '../platform/db.ts';

const types = (db: Db) =>
  db
    .selectFrom('contractType')
    .innerJoin('numberRule', 'numberRule.contractTypeId', 'contractType.id')
    .select(['contractType.id', 'contractType.code', 'contractType.name', 'contractType.nameEn', 'contractType.position', 'contractType.retired', 'contractType.closed', 'numberRule.id as numberRuleId', 'numberRule.pattern']);

export async function findTypes(db: Db): Promise<ContractType[]> {
  return types(db).orderBy('contractType.position').orderBy('contractType.code').execute();
}

export async function findType(db: Db, contractTypeId: ContractTypeId): Promise<ContractType | undefined> {
  return types(db).where('contractType.id', '=', contractTypeId).executeTakeFirst();
}

/** False where the code is taken. */
export async function insertType(tx: Tx, type: { id: ContractTypeId; code: string; name: string; nameEn: string }): Promise<boolean> {
  const inserted = await tx
    .insertInto('contractType')
    .values((eb) => ({ ...type, position: eb.selectFrom('contractType').select((t) => t(t.fn.coalesce(t.fn.max('position'), t.lit(0)), '+', 10).as('next')) }))
    .onConflict((conflict) => conflict.column('code').doNothing())
    .returning('id')
    .executeTakeFirst();
  return inserted !== undefined;
}

export interface TypeUpdate {
  name?: string | undefined;
  nameEn?: string | undefined;
  position?: number | undefined;
  retired?: boolean | undefined;
}

export async function updateType(tx: Tx, contractTypeId: ContractTypeId, update: TypeUpdate): Promise<void> {
  await tx.updateTable('contractType').set(update).where('id', '=', contractTypeId).execute();
}
