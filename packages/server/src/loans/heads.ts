import type { ContractId, DepartmentId, PersonId } from '@qige/wire';
import { findOther, seenBy } from '../custody/sight.ts';
import type { Db } from '../platform/db.ts';
import { findHeads } from './loan-step.queries.ts';

/** Whether somebody else can approve for this department: who may not see the contract cannot. */
export async function isHeadThere(db: Db, departmentId: DepartmentId | null, asker: PersonId, contractId: ContractId): Promise<boolean> {
  if (!departmentId) return false;
  for (const id of await findHeads(db, departmentId, asker)) {
    const head = await findOther(db, id);
    if (head && (await seenBy(db, head, [contractId])).has(contractId)) return true;
  }
  return false;
}
