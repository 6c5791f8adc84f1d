import type { ContractId, FileId } from '@qige/wire';
import type { Person } from '../actor.ts';
import { visibleTo } from '../contracts/visible.queries.ts';
import type { Db } from '../platform/db.ts';
import { scanVisibleTo } from '../scans/visible.queries.ts';

export interface Original {
  id: FileId;
  name: string;
  sha256: string;
  size: number;
  mediaType: string;
  kind: string | null;
  /** It is under a password that somebody gave. */
  encrypted: boolean;
}

export async function findContractToDownload(db: Db, actor: Person, contractId: ContractId) {
  return db.selectFrom('contract').select(['id', 'number', 'title']).where('id', '=', contractId).where(visibleTo(actor)).executeTakeFirst();
}

/** The files a contract's pages came in, each once, in the order of its pages. */
export async function originalsOf(db: Db, contractId: ContractId): Promise<Original[]> {
  const rows = await db
    .selectFrom('page')
    .innerJoin('scan', 'scan.id', 'page.scanId')
    .innerJoin('receivedFile', 'receivedFile.id', 'page.fileId')
    .innerJoin('vaultBlob', 'vaultBlob.sha256', 'receivedFile.sha256')
    .leftJoin('filePassword', 'filePassword.fileId', 'receivedFile.id')
    .select(['receivedFile.id', 'receivedFile.name', 'receivedFile.sha256', 'receivedFile.size', 'receivedFile.kind', 'vaultBlob.mediaType'])
    .select((eb) => eb('filePassword.fileId', 'is not', null).as('encrypted'))
    .where('scan.contractId', '=', contractId)
    .where('scan.state', '=', 'registered')
    .orderBy('scan.id')
    .orderBy('page.position')
    .execute();
  return [...new Map(rows.map((row) => [row.id, { ...row, encrypted: Boolean(row.encrypted) }])).values()];
}

/** A file can hold several contracts; true where it holds pages of a scan this person may not see. */
export async function holdsPagesNotOpenTo(db: Db, actor: Person, fileIds: readonly FileId[]): Promise<boolean> {
  const other = await db
    .selectFrom('page')
    .innerJoin('scan', 'scan.id', 'page.scanId')
    .select('page.id')
    .where('page.fileId', 'in', [...fileIds])
    .where((eb) => eb.not(scanVisibleTo(actor)(eb)))
    .limit(1)
    .executeTakeFirst();
  return other !== undefined;
}
