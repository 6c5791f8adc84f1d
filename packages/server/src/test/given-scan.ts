import type { DepartmentId, FileId, PageId, PersonId, ScanId } from '@qige/wire';
import { theSystem } from '../actor.ts';
import { recordAudit } from '../audit/audit.queries.ts';
import { newId } from '../platform/ids.ts';
import type { House } from './house.ts';

export interface GivenScan {
  scanId: ScanId;
  fileId: FileId;
  pageIds: PageId[];
}

/** A file of so many pages as it stands after it was opened: its scan is there, its pages wait to be read, and the event is out. */
export async function givenOpenedFile(house: House, pages: number, options: { departmentId?: DepartmentId; createdBy?: PersonId; bytes?: string; name?: string } = {}): Promise<GivenScan> {
  const { db, vault } = house.app;
  const [batchId, fileId, scanId] = [newId('bat'), newId('fil'), newId('scn')];
  const blob = await vault.put(Buffer.from(options.bytes ?? fileId));
  const createdBy = options.createdBy ?? 'system';
  const departmentId = options.departmentId ?? null;
  await db.transaction().execute(async (tx) => {
    await tx.insertInto('vaultBlob').values({ sha256: blob.name, size: blob.size, mediaType: 'application/pdf' }).onConflict((one) => one.doNothing()).execute();
    await tx.insertInto('batch').values({ id: batchId, name: 'box 12', source: 'api', departmentId, createdBy }).execute();
    await tx
      .insertInto('receivedFile')
      .values({ id: fileId, batchId, sha256: blob.name, name: options.name ?? 'scan.pdf', size: blob.size, kind: 'pdf', state: 'opened', pageCount: pages, receivedBy: createdBy })
      .execute();
    await tx.insertInto('scan').values({ id: scanId, batchId, departmentId, name: options.name ?? 'scan.pdf', createdBy }).execute();
  });
  const pageIds = Array.from({ length: pages }, () => newId('pag'));
  await db.transaction().execute(async (tx) => {
    if (pages > 0) await tx.insertInto('page').values(pageIds.map((id, i) => ({ id, scanId, position: i, fileId, filePage: i + 1 }))).execute();
    await recordAudit(tx, theSystem, { kind: 'file.opened', subjectId: fileId });
  });
  return { scanId, fileId, pageIds };
}
