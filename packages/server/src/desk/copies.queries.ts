import type { ContractId, CopyId, CopyOffer, ScanId } from '@qige/wire';
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
    if (contract) contracts.push({ ...contract, because: 'near-duplicate', copy: null });
  }
  const number = printedNumber?.trim();
  if (number) {
    const same = await registered(db, actor)
      .where((eb) => eb.or([eb('contract.printedNumber', '=', number), eb('contract.number', '=', number)]))
      .orderBy('contract.id', 'desc')
      .limit(5)
      .execute();
    for (const contract of same) if (!contracts.some(({ contractId }) => contractId === contract.contractId)) contracts.push({ ...contract, because: 'printed-number', copy: null });
  }
  const waiting = near && !near.contractId && !['rejected', 'merged'].includes(near.state) ? near.id : null;
  return { contracts, waiting };
}

/** The copy whose label or cover sheet was found on the scan: what is offered of it, or its code where its contract is not open to this person. */
export async function labelOffer(db: Db, actor: Person, scanId: ScanId): Promise<{ offer: CopyOffer | null; notOpen: string | null }> {
  const label = await db.selectFrom('scanLabel').innerJoin('copy', 'copy.id', 'scanLabel.copyId').select(['scanLabel.code', 'copy.id', 'copy.ordinal', 'copy.contractId']).where('scanLabel.scanId', '=', scanId).executeTakeFirst();
  if (!label) return { offer: null, notOpen: null };
  const contract = await registered(db, actor).where('contract.id', '=', label.contractId).executeTakeFirst();
  if (!contract) return { offer: null, notOpen: label.code };
  return { offer: { ...contract, because: 'label', copy: { id: label.id, ordinal: label.ordinal } }, notOpen: null };
}

/** Whether this is a copy of that contract that still exists; it is locked. */
export async function lockCopyOf(tx: Tx, contractId: ContractId, copyId: CopyId) {
  return tx.selectFrom('copy').select(['id', 'ordinal', 'holder']).where('id', '=', copyId).where('contractId', '=', contractId).forUpdate().executeTakeFirst();
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
