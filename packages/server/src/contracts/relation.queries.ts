import type { ContractId, ContractRelation, RelationId, RelationKind } from '@qige/wire';
import { sql } from 'kysely';
import type { Actor } from '../actor.ts';
import type { Db, Tx } from '../platform/db.ts';
import { visibleTo } from './visible.queries.ts';

/** Relations in both directions, to contracts this person may see. */
export async function findRelations(db: Db, actor: Actor, contractId: ContractId): Promise<ContractRelation[]> {
  const rows = await db
    .selectFrom('contractRelation')
    .innerJoin('contract', (join) =>
      join.on(sql<boolean>`contract.id = case when contract_relation.contract_id = ${contractId} then contract_relation.related_id else contract_relation.contract_id end`),
    )
    .select(['contractRelation.id as relationId', 'contractRelation.kind', 'contractRelation.contractId as from', 'contract.id', 'contract.number', 'contract.title', 'contract.state', 'contract.signedOn'])
    .where((eb) => eb.or([eb('contractRelation.contractId', '=', contractId), eb('contractRelation.relatedId', '=', contractId)]))
    .where(visibleTo(actor))
    .orderBy('contractRelation.id')
    .execute();
  return rows.map(({ relationId, kind, from, ...contract }) => ({ id: relationId, kind, direction: from === contractId ? 'to' : 'from', contract }));
}

/** Whether the two are related so already, in either direction: of two contracts only one can supplement the other. */
export async function areRelated(tx: Tx, one: ContractId, other: ContractId, kind: RelationKind): Promise<boolean> {
  const row = await tx
    .selectFrom('contractRelation')
    .select('id')
    .where('kind', '=', kind)
    .where((eb) =>
      eb.or([
        eb.and([eb('contractId', '=', one), eb('relatedId', '=', other)]),
        eb.and([eb('contractId', '=', other), eb('relatedId', '=', one)]),
      ]),
    )
    .executeTakeFirst();
  return row !== undefined;
}

export async function insertRelation(tx: Tx, relation: { id: RelationId; contractId: ContractId; relatedId: ContractId; kind: RelationKind; createdBy: string }): Promise<void> {
  await tx.insertInto('contractRelation').values(relation).execute();
}

/** The relation that was there between this contract and another this person may see; undefined where there is none. */
export async function deleteRelation(tx: Tx, actor: Actor, contractId: ContractId, relationId: RelationId) {
  const found = (await findRelations(tx, actor, contractId)).find((relation) => relation.id === relationId);
  if (found) await tx.deleteFrom('contractRelation').where('id', '=', relationId).execute();
  return found;
}
