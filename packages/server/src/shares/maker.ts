import type { ContractId, PersonId } from '@qige/wire';
import { findVisibleId } from '../contracts/contract.queries.ts';
import { findPresentPerson } from '../people/actor.queries.ts';
import { personFrom } from '../people/sessions.ts';
import type { Db } from '../platform/db.ts';

/** Whether who made a link still works here, may download, and sees the contract and its pages: the same question as at every other door. */
export async function makerSees(db: Db, { madeBy, contractId }: { madeBy: PersonId; contractId: ContractId }): Promise<boolean> {
  const present = await findPresentPerson(db, madeBy);
  if (!present) return false;
  const maker = personFrom(present, '');
  return maker.permissions.has('contracts.download') && maker.permissions.has('scans.see') && (await findVisibleId(db, maker, contractId)) !== undefined;
}
