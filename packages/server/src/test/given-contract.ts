import type { ContractId, ContractTypeId } from '@qige/wire';
import { type Actor, theSystem } from '../actor.ts';
import type { App } from '../app.ts';
import { type NewContract, registerContract } from '../contracts/register.actions.ts';

export interface GivenContract extends Partial<Omit<NewContract, 'contractTypeId'>> {
  /** Code of the contract type. */
  type?: string;
  counterparty?: string;
  by?: Actor;
}

export async function typeIdOf(app: App, code: string): Promise<ContractTypeId> {
  const { id } = await app.db.selectFrom('contractType').select('id').where('code', '=', code).executeTakeFirstOrThrow();
  return id;
}

/** A contract in the register, entered the way the desk enters it. */
export async function givenContract(app: App, given: GivenContract = {}): Promise<{ id: ContractId; number: string }> {
  const { type = 'XS', counterparty = '上海宏达科技有限公司', by = theSystem, ...contract } = given;
  const contractTypeId = await typeIdOf(app, type);
  const defaults = { title: '设备采购合同', departmentId: null, ownerId: null, confidentiality: 'internal' as const, pageCount: 3, findingCount: 0 };
  const parties = [{ side: 'B' as const, role: '乙方', name: counterparty, uscc: null }];
  return app.db.transaction().execute((tx) => registerContract(app, tx, by, { ...defaults, contractTypeId, parties, ...contract }));
}
