import type { ContractId, PartyId } from '@qige/wire';
import { sql } from 'kysely';
import type { Db, Tx } from '../platform/db.ts';

/** Contracts of a party, by id, after `after`. */
export async function findContractIdsOf(db: Db, partyId: PartyId, after: string, limit: number): Promise<ContractId[]> {
  const rows = await db.selectFrom('contractParty').select('contractId').distinct().where('partyId', '=', partyId).where('contractId', '>', after as ContractId).orderBy('contractId').limit(limit).execute();
  return rows.map((row) => row.contractId);
}

export async function findSides(tx: Tx, contractIds: readonly ContractId[]) {
  return tx
    .selectFrom('contractParty')
    .innerJoin('party', 'party.id', 'contractParty.partyId')
    .select(['contractParty.contractId', 'party.kind', 'party.name'])
    .where('contractParty.contractId', 'in', [...contractIds])
    .orderBy('contractParty.position')
    .execute();
}

export interface ListedNames {
  id: ContractId;
  counterparty: string;
  ownEntity: string;
  counterpartyKey: string;
}

/** What lists show of the parties; it is derived, so the version of the contract stays. */
export async function saveNames(tx: Tx, rows: readonly ListedNames[]): Promise<void> {
  const column = (key: keyof ListedNames): string[] => rows.map((row) => row[key]);
  await sql`
    update contract c set counterparty = n.counterparty, own_entity = n.own, counterparty_key = n.sort_key
    from unnest(${column('id')}::text[], ${column('counterparty')}::text[], ${column('ownEntity')}::text[], ${column('counterpartyKey')}::text[]) as n(id, counterparty, own, sort_key)
    where c.id = n.id and (c.counterparty, c.own_entity) is distinct from (n.counterparty, n.own)`.execute(tx);
}
