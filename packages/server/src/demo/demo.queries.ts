import type { BatchId, ContractTypeId, ScanId } from '@qige/wire';
import type { Db } from '../platform/db.ts';

export interface DemoScan {
  id: ScanId;
  state: string;
  folder: string;
}

export async function demoScans(db: Db, batchId: BatchId): Promise<DemoScan[]> {
  return db
    .selectFrom('scan')
    .innerJoin('page', 'page.scanId', 'scan.id')
    .innerJoin('receivedFile', 'receivedFile.id', 'page.fileId')
    .select(['scan.id', 'scan.state', 'receivedFile.folder'])
    .distinct()
    .where('scan.batchId', '=', batchId)
    .orderBy('scan.id')
    .execute();
}

export async function countUnopened(db: Db, batchId: BatchId): Promise<number> {
  const { count } = await db
    .selectFrom('receivedFile')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('batchId', '=', batchId)
    .where('state', '=', 'received')
    .executeTakeFirstOrThrow();
  return Number(count);
}

export async function findContractType(db: Db, code: string): Promise<ContractTypeId | undefined> {
  const type = await db.selectFrom('contractType').select('id').where('code', '=', code).executeTakeFirst();
  return type?.id;
}

/** Our number of the contract on whose paper this number is printed. */
export async function numberOfPrinted(db: Db, printedNumber: string): Promise<string | undefined> {
  const contract = await db.selectFrom('contract').select('number').where('printedNumber', '=', printedNumber).executeTakeFirst();
  return contract?.number;
}
