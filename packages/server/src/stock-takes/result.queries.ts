import type { CountResult } from '@qige/rules/stock-take';
import type { ContractId, CopyId, StockCorrection, StockTakeId } from '@qige/wire';
import { sql } from 'kysely';
import type { Actor } from '../actor.ts';
import { visibleTo } from '../contracts/visible.queries.ts';
import type { Db, Tx } from '../platform/db.ts';

/** Items whose copy's chain has gone on since the list was frozen. */
export async function lockMoved(tx: Tx, id: StockTakeId) {
  return tx
    .selectFrom('stockItem as item')
    .innerJoin('copy', 'copy.id', 'item.copyId')
    .select(['item.copyId', 'item.expected', 'item.placeId', 'item.recount', 'item.foundPlaceId', 'item.foundAt', 'item.result'])
    .where('item.stockTakeId', '=', id)
    .whereRef('copy.lastSeq', '>', 'item.seq')
    .orderBy('item.copyId')
    .forUpdate('item')
    .execute();
}

export async function setResult(tx: Tx, id: StockTakeId, copyId: CopyId, result: CountResult): Promise<void> {
  await tx.updateTable('stockItem').set({ result }).where('stockTakeId', '=', id).where('copyId', '=', copyId).execute();
}

/** Marks what came out different, to be counted again; says how many those are. */
export async function markForRecount(tx: Tx, id: StockTakeId): Promise<number> {
  const { numUpdatedRows } = await tx
    .updateTable('stockItem')
    .set({ recount: true })
    .where('stockTakeId', '=', id)
    .where(sql<boolean>`(result in ('missing', 'wrong-place', 'unknown', 'back') or damaged)`)
    .executeTakeFirst();
  return Number(numUpdatedRows);
}

/** Where nothing was chosen, or what was chosen no longer fits the result, the correction follows the result. */
export async function fitCorrections(tx: Tx, id: StockTakeId, result: CountResult, possible: readonly StockCorrection[], otherwise: StockCorrection | null): Promise<void> {
  await tx
    .updateTable('stockItem')
    .set({ correction: otherwise })
    .where('stockTakeId', '=', id)
    .where('result', '=', result)
    .where(sql<boolean>`(correction is null or correction <> all(${[...possible]}::text[]))`)
    .execute();
}

/** What closing has to write down: corrections, and damage that was seen. */
export async function findToCorrect(tx: Tx, id: StockTakeId) {
  return tx
    .selectFrom('stockItem')
    .select(['copyId', 'correction', 'foundPlaceId', 'foundAt', 'damaged', 'damage'])
    .where('stockTakeId', '=', id)
    .where((eb) => eb.or([eb('correction', 'in', ['moved', 'lost', 'returned']), eb('damaged', '=', true)]))
    .orderBy('copyId')
    .execute();
}

export async function setOutcome(tx: Tx, id: StockTakeId, copyId: CopyId, outcome: 'done' | 'moved-since' | 'place-closed' | 'destroyed'): Promise<void> {
  await tx.updateTable('stockItem').set({ outcome }).where('stockTakeId', '=', id).where('copyId', '=', copyId).execute();
}

/** What the asker may know of these copies' contracts. */
export async function findContractsOf(db: Db, actor: Actor, copyIds: readonly CopyId[]): Promise<Map<CopyId, { id: ContractId; number: string; title: string }>> {
  if (copyIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('copy')
    .innerJoin('contract', 'contract.id', 'copy.contractId')
    .select(['copy.id as copyId', 'contract.id', 'contract.number', 'contract.title'])
    .where(sql<boolean>`copy.id = any(${[...copyIds]}::text[])`)
    .where((eb) => visibleTo(actor)(eb as never))
    .execute();
  return new Map(rows.map(({ copyId, ...contract }) => [copyId, contract]));
}
