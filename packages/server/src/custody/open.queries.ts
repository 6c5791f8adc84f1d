import type { ContractId, CopyId, ScanId } from '@qige/wire';
import type { Tx } from '../platform/db.ts';

export async function nextOrdinal(tx: Tx, contractId: ContractId): Promise<number> {
  const row = await tx.selectFrom('copy').select((eb) => eb.fn.max('ordinal').as('last')).where('contractId', '=', contractId).executeTakeFirst();
  return (row?.last ?? 0) + 1;
}

/** The scan shows this very copy. */
export async function bindScanToCopy(tx: Tx, scanId: ScanId, copyId: CopyId): Promise<void> {
  await tx.updateTable('scan').set({ copyId }).where('id', '=', scanId).execute();
}
