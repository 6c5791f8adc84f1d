import type { BatchId, FileId } from '@qige/wire';
import type { Insertable, Selectable, Updateable } from 'kysely';
import type { Actor } from '../actor.ts';
import type { Db, Tx } from '../platform/db.ts';
import type { StoredBlob } from '../platform/vault/vault.ts';
import type { Tables } from '../tables.ts';
import { batchVisibleTo, scanVisibleTo } from './visible.queries.ts';

export type FileRow = Selectable<Tables['receivedFile']>;
export type BatchRow = Selectable<Tables['batch']>;

export async function insertBatch(tx: Tx, row: Insertable<Tables['batch']>): Promise<void> {
  await tx.insertInto('batch').values(row).execute();
}

export async function findBatch(db: Db, actor: Actor, batchId: BatchId): Promise<BatchRow | undefined> {
  return db.selectFrom('batch').selectAll('batch').where('batch.id', '=', batchId).where(batchVisibleTo(actor)).executeTakeFirst();
}

export async function saveBlob(tx: Tx, blob: StoredBlob, mediaType: string): Promise<void> {
  await tx
    .insertInto('vaultBlob')
    .values({ sha256: blob.name, size: blob.size, mediaType })
    .onConflict((conflict) => conflict.column('sha256').doNothing())
    .execute();
}

/** The file these bytes first came in as, dismissed ones aside. Waits for a receiver of the same bytes who has not committed yet. */
export async function firstWithBytes(tx: Tx, sha256: string): Promise<FileRow | undefined> {
  await tx.selectFrom('vaultBlob').select('sha256').where('sha256', '=', sha256).forUpdate().execute();
  return tx
    .selectFrom('receivedFile')
    .selectAll()
    .where('sha256', '=', sha256)
    .where('state', 'in', ['received', 'opened', 'quarantined'])
    .orderBy('id')
    .executeTakeFirst();
}

export async function insertFile(tx: Tx, row: Insertable<Tables['receivedFile']>): Promise<FileRow> {
  return tx.insertInto('receivedFile').values(row).returningAll().executeTakeFirstOrThrow();
}

/** The file that a copy handed in before has become. */
export async function fileOfArrival(db: Db, arrival: string): Promise<FileRow | undefined> {
  return db.selectFrom('receivedFile').selectAll().where('arrival', '=', arrival).executeTakeFirst();
}

export async function filesOfArrivals(db: Db, arrivals: readonly string[]): Promise<FileRow[]> {
  if (arrivals.length === 0) return [];
  return db.selectFrom('receivedFile').selectAll().where('arrival', 'in', [...arrivals]).execute();
}

export async function findFile(db: Db, actor: Actor, fileId: FileId): Promise<FileRow | undefined> {
  return filesVisibleTo(db, actor).where('receivedFile.id', '=', fileId).executeTakeFirst();
}

/** Whether a page of the file belongs to a scan the actor may not see: its bytes then follow the contract, not the batch they came in. */
export async function holdsHiddenPages(db: Db, actor: Actor, fileId: FileId): Promise<boolean> {
  const hidden = await db
    .selectFrom('page')
    .innerJoin('scan', 'scan.id', 'page.scanId')
    .select('page.id')
    .where('page.fileId', '=', fileId)
    .where((eb) => eb.not(scanVisibleTo(actor)(eb as never)))
    .executeTakeFirst();
  return hidden !== undefined;
}

export async function lockFile(tx: Tx, actor: Actor, fileId: FileId): Promise<FileRow | undefined> {
  return filesVisibleTo(tx, actor).where('receivedFile.id', '=', fileId).forUpdate('receivedFile').executeTakeFirst();
}

export function filesVisibleTo(db: Db, actor: Actor) {
  return db.selectFrom('receivedFile').innerJoin('batch', 'batch.id', 'receivedFile.batchId').selectAll('receivedFile').where(batchVisibleTo(actor));
}

export async function updateFile(tx: Tx, fileId: FileId, change: Updateable<Tables['receivedFile']>): Promise<FileRow> {
  return tx.updateTable('receivedFile').set(change).where('id', '=', fileId).returningAll().executeTakeFirstOrThrow();
}

export async function saveSealedPassword(tx: Tx, fileId: FileId, sealed: Buffer): Promise<void> {
  await tx
    .insertInto('filePassword')
    .values({ fileId, sealed })
    .onConflict((conflict) => conflict.column('fileId').doUpdateSet({ sealed }))
    .execute();
}

export async function sealedPassword(db: Db, fileId: FileId): Promise<Buffer | undefined> {
  return (await db.selectFrom('filePassword').select('sealed').where('fileId', '=', fileId).executeTakeFirst())?.sealed;
}
