import type { ScanId } from '@qige/wire';
import type { Tx } from '../platform/db.ts';
import { newId } from '../platform/ids.ts';
import { byName, type Grouping } from './grouping.rules.ts';
import type { FileRow } from './receive.queries.ts';

/** The scan a file's pages go to: the one begun for its group while that is still open, else a new one. */
export async function scanForGroup(tx: Tx, file: FileRow, grouping: Grouping): Promise<ScanId> {
  const batch = await tx.selectFrom('batch').select(['id', 'departmentId', 'createdBy']).where('id', '=', file.batchId).forUpdate().executeTakeFirstOrThrow();
  const key = grouping.kind === 'own' ? null : grouping.key;
  if (key) {
    const begun = await tx.selectFrom('scan').select(['id', 'state']).where('batchId', '=', batch.id).where('groupingKey', '=', key).forUpdate().executeTakeFirst();
    if (begun?.state === 'reading' || begun?.state === 'read') return begun.id;
    // The group's scan is closed: what comes later starts another.
    if (begun) await tx.updateTable('scan').set({ groupingKey: null }).where('id', '=', begun.id).execute();
  }
  const id = newId('scn');
  const name = grouping.kind === 'own' ? file.name.replace(/\.[^.]*$/, '') : grouping.name;
  await tx
    .insertInto('scan')
    .values({ id, batchId: batch.id, departmentId: batch.departmentId, createdBy: batch.createdBy, name, groupingKey: key })
    .execute();
  return id;
}

/** Puts a file's pages behind those of the scan; pages of a group are then set in the order of their files' names, unless somebody ordered them. */
export async function appendPages(tx: Tx, scanId: ScanId, file: FileRow, pages: number, inNameOrder: boolean): Promise<void> {
  const { last } = await tx
    .selectFrom('page')
    .select((eb) => eb.fn.max('position').as('last'))
    .where('scanId', '=', scanId)
    .executeTakeFirstOrThrow();
  const first = last === null ? 0 : Number(last) + 1;
  const rows = Array.from({ length: pages }, (_, i) => ({ id: newId('pag'), scanId, position: first + i, fileId: file.id, filePage: i + 1 }));
  for (let i = 0; i < rows.length; i += 500) await tx.insertInto('page').values(rows.slice(i, i + 500)).onConflict((conflict) => conflict.doNothing()).execute();
  if (!inNameOrder || first === 0 || (await wasArranged(tx, scanId))) return;

  const sheets = await tx
    .selectFrom('page')
    .innerJoin('receivedFile', 'receivedFile.id', 'page.fileId')
    .select(['page.id', 'page.filePage', 'receivedFile.name'])
    .where('page.scanId', '=', scanId)
    .execute();
  sheets.sort((a, b) => byName(a, b) || a.filePage - b.filePage);
  for (const [position, { id }] of sheets.entries()) await tx.updateTable('page').set({ position }).where('id', '=', id).execute();
}

async function wasArranged(tx: Tx, scanId: ScanId): Promise<boolean> {
  return (await tx.selectFrom('arrangement').select('id').where('scanId', '=', scanId).executeTakeFirst()) !== undefined;
}

/** More pages came: whatever was read of the scan is no longer the whole. */
export async function markScanChanged(tx: Tx, scanId: ScanId): Promise<void> {
  await tx
    .updateTable('scan')
    .set((eb) => ({ state: 'reading', version: eb('version', '+', 1) }))
    .where('id', '=', scanId)
    .execute();
}

export async function setMediaType(tx: Tx, sha256: string, mediaType: string): Promise<void> {
  await tx.updateTable('vaultBlob').set({ mediaType }).where('sha256', '=', sha256).execute();
}

