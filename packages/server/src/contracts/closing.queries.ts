import type { ContractTypeId, PartyId } from '@qige/wire';
import type { Tx } from '../platform/db.ts';

// The database carries it on to the contracts, in the same transaction (migration 0050).

/** False where it was so already, or there is no such type. */
export async function saveClosedType(tx: Tx, contractTypeId: ContractTypeId, closed: boolean): Promise<boolean> {
  const changed = await tx.updateTable('contractType').set({ closed }).where('id', '=', contractTypeId).where('closed', '!=', closed).returning('id').executeTakeFirst();
  return changed !== undefined;
}

/** False where it was so already. */
export async function saveClosedParty(tx: Tx, partyId: PartyId, closed: boolean, at: Date): Promise<boolean> {
  const changed = await tx.updateTable('party').set({ closed, updatedAt: at }).where('id', '=', partyId).where('closed', '!=', closed).returning('id').executeTakeFirst();
  return changed !== undefined;
}
