import type { ContractId, ScanId } from '@qige/wire';
import type { Person } from '../actor.ts';
import { visibleTo } from '../contracts/visible.queries.ts';
import type { Db } from '../platform/db.ts';
import type { ChosenCopy } from './chosen.rules.ts';

export interface ChosenContract {
  id: ContractId;
  number: string;
  title: string;
  copies: (ChosenCopy & { scanId: ScanId; label: string | null })[];
}

/** Those of the contracts that are open to this person, with the archive copies of their scans; every row is asked for by the same rule. */
export async function chosenContracts(db: Db, actor: Person, ids: readonly ContractId[]): Promise<Map<ContractId, ChosenContract>> {
  const contracts = await db.selectFrom('contract').select(['id', 'number', 'title']).where('id', 'in', [...ids]).where(visibleTo(actor)).execute();
  const scans = await db
    .selectFrom('scan')
    .leftJoin('vaultBlob', 'vaultBlob.sha256', 'scan.archiveSha256')
    .select(['scan.id as scanId', 'scan.contractId', 'scan.copyLabel as label', 'scan.archiveSha256 as sha256', 'vaultBlob.size'])
    .where('scan.contractId', 'in', [...ids])
    .where('scan.state', '=', 'registered')
    .orderBy('scan.id')
    .execute();
  const copiesOf = Map.groupBy(scans, ({ contractId }) => contractId);
  return new Map(contracts.map((contract) => [contract.id, { ...contract, copies: (copiesOf.get(contract.id) ?? []).map(({ scanId, label, sha256, size }) => ({ scanId, label, sha256, size: size ?? 0 })) }]));
}
