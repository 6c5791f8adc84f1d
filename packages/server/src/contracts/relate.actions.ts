import { ContractId, type ContractRelation, type RelationId, type RelationKind } from '@qige/wire';
import type { Actor } from '../actor.ts';
import type { App } from '../app.ts';
import { recordAudit } from '../audit/audit.queries.ts';
import type { Tx } from '../platform/db.ts';
import { notFound, Refusal } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import { findVisibleByNumber, findVisibleId, lockContract } from './contract.queries.ts';
import { areRelated, deleteRelation, findRelations, insertRelation } from './relation.queries.ts';

/** Says, in the caller's transaction, that `contractId` is a supplement to (renewal of …) `relatedId`. Both must be open to the person. */
export async function relateContracts(tx: Tx, actor: Actor, contractId: ContractId, relatedId: ContractId, kind: RelationKind): Promise<RelationId> {
  if (contractId === relatedId) throw new Refusal('invalid_request', 'A contract cannot be related to itself.', { fields: [{ field: 'to', problem: 'itself' }] });
  // In one order, so that two people relating the same two contracts do not wait for each other for ever.
  for (const id of [contractId, relatedId].toSorted()) if (!(await lockContract(tx, actor, id))) throw notFound();
  if (await areRelated(tx, contractId, relatedId, kind)) throw new Refusal('relation_exists', 'These two contracts are related so already.', { kind });

  const id: RelationId = newId('rel');
  await insertRelation(tx, { id, contractId, relatedId, kind, createdBy: actor.id });
  await recordAudit(tx, actor, { kind: 'contract.related', subjectId: contractId, contractId, facts: { to: relatedId, as: kind } });
  await recordAudit(tx, actor, { kind: 'contract.related', subjectId: relatedId, contractId: relatedId, facts: { from: contractId, as: kind } });
  return id;
}

/** As `relateContracts`; the other contract is named by its id or its number. */
export async function addRelation(app: App, actor: Actor, contractId: ContractId, { to, kind }: { to: string; kind: RelationKind }): Promise<ContractRelation> {
  return app.db.transaction().execute(async (tx) => {
    if (!(await findVisibleId(tx, actor, contractId))) throw notFound();
    const named = ContractId.safeParse(to);
    const related = named.success ? await findVisibleId(tx, actor, named.data) : await findVisibleByNumber(tx, actor, to);
    if (!related) throw new Refusal('invalid_request', 'There is no such contract, or it is not open to you.', { fields: [{ field: 'to', problem: 'unknown' }] });
    const id = await relateContracts(tx, actor, contractId, related, kind);
    const relation = (await findRelations(tx, actor, contractId)).find((one) => one.id === id);
    if (!relation) throw notFound();
    return relation;
  });
}

export async function removeRelation(app: App, actor: Actor, contractId: ContractId, relationId: RelationId): Promise<Record<string, never>> {
  return app.db.transaction().execute(async (tx) => {
    if (!(await lockContract(tx, actor, contractId))) throw notFound();
    const gone = await deleteRelation(tx, actor, contractId, relationId);
    if (!gone) throw notFound();
    const facts = { as: gone.kind, other: gone.contract.id };
    await recordAudit(tx, actor, { kind: 'contract.unrelated', subjectId: contractId, contractId, facts });
    await recordAudit(tx, actor, { kind: 'contract.unrelated', subjectId: gone.contract.id, contractId: gone.contract.id, facts: { ...facts, other: contractId } });
    return {};
  });
}
