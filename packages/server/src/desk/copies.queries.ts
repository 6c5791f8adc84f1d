import type { ContractId, CopyOffer, ScanId } from '@qige/wire';
import type { Person } from '../actor.ts';
import { visibleTo } from '../contracts/visible.queries.ts';
import type { Db, Tx } from '../platform/db.ts';
import { scanVisibleTo } from '../scans/visible.queries.ts';

/** Registered contracts of which this scan may be another copy, as far as this person may see them; and a scan at the desk that looks the same. */
export async function copyOffers(db: Db, actor: Person, nearDuplicateOf: ScanId | null, printedNumber: string | null): Promise<{ contracts: CopyOffer[]; waiting: ScanId | null }> {
  const near = nearDuplicateOf
    ? await db.selectFrom('scan').select(['id', 'contractId', 'state']).where('id', '=', nearDuplicateOf).where(scanVisibleTo(actor)).executeTakeFirst()
    : undefined;
  const contracts: CopyOffer[] = [];
  if (near?.contractId) {
    const contract = await registered(db, actor).where('contract.id', '=', near.contractId).executeTakeFirst();
    if (contract) contracts.push({ ...contract, because: 'near-duplicate' });
  }
  const number = printedNumber?.trim();
  if (number) {
    const same = await registered(db, actor)
      .where((eb) => eb.or([eb('contract.printedNumber', '=', number), eb('contract.number', '=', number)]))
      .orderBy('contract.id', 'desc')
      .limit(5)
      .execute();
    for (const contract of same) if (!contracts.some(({ contractId }) => contractId === contract.contractId)) contracts.push({ ...contract, because: 'printed-number' });
  }
  const waiting = near && !near.contractId && !['rejected', 'merged'].includes(near.state) ? near.id : null;
  return { contracts, waiting };
}

function registered(db: Db, actor: Person) {
  return db
    .selectFrom('contract')
    .select(['contract.id as contractId', 'contract.number', 'contract.title'])
    .where('contract.state', '!=', 'voided')
    .where(visibleTo(actor));
}

export async function lockContract(tx: Tx, actor: Person, contractId: ContractId) {
  return tx.selectFrom('contract').select(['id', 'number', 'state']).where('id', '=', contractId).where(visibleTo(actor)).forUpdate().executeTakeFirst();
}

/** The scan belongs to the contract from here on. */
export async function bindScan(tx: Tx, scanId: ScanId, contractId: ContractId, copyLabel: string | null): Promise<void> {
  await tx
    .updateTable('scan')
    .set((eb) => ({ state: 'registered', contractId, copyLabel, reason: null, closedAt: new Date(), version: eb('version', '+', 1) }))
    .where('id', '=', scanId)
    .execute();
}

export async function addToPageCount(tx: Tx, contractId: ContractId, pages: number): Promise<void> {
  await tx
    .updateTable('contract')
    .set((eb) => ({ pageCount: eb('pageCount', '+', pages), updatedAt: new Date() }))
    .where('id', '=', contractId)
    .execute();
}
