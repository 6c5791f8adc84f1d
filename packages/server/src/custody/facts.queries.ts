import type { ContractId, CopyId, PartyId, ScanId } from '@qige/wire';
import { sql, type Updateable } from 'kysely';
import type { Db, Tx } from '../platform/db.ts';
import type { Tables } from '../tables.ts';

export async function updateCopy(tx: Tx, copyId: CopyId, change: Updateable<Tables['copy']>): Promise<void> {
  await tx
    .updateTable('copy')
    .set(change)
    .set((eb) => ({ version: eb('version', '+', 1) }))
    .where('id', '=', copyId)
    .execute();
}

export async function isPartyOf(db: Db, contractId: ContractId, partyId: PartyId): Promise<string | undefined> {
  const row = await db.selectFrom('contractParty').innerJoin('party', 'party.id', 'contractParty.partyId').select('party.name').where('contractId', '=', contractId).where('partyId', '=', partyId).executeTakeFirst();
  return row?.name;
}

/** False where it is no scan of that contract. */
export async function setScanCopy(tx: Tx, contractId: ContractId, scanId: ScanId, copyId: CopyId | null, from?: CopyId): Promise<boolean> {
  let query = tx.updateTable('scan').set({ copyId }).where('id', '=', scanId).where('contractId', '=', contractId).where('state', '=', 'registered');
  if (from) query = query.where('copyId', '=', from);
  return (await query.executeTakeFirst()).numUpdatedRows > 0n;
}

/** Who did the last thing that happened to a copy, and when. */
export async function findLastAct(db: Db, copyId: CopyId): Promise<{ by: string | null; at: Date } | undefined> {
  return db
    .selectFrom('custodyEvent')
    .leftJoin('person', (join) => join.on(sql<boolean>`person.id = custody_event.by_id`))
    .select(['person.name as by', 'custodyEvent.at'])
    .where('custodyEvent.copyId', '=', copyId)
    .orderBy('custodyEvent.seq', 'desc')
    .limit(1)
    .executeTakeFirst();
}
