import { createHash } from 'node:crypto';
import type { PageSource, PageWithImage } from '@qige/ocr';
import type { PageId, ScanId } from '@qige/wire';
import type { App } from '../app.ts';
import type { Db, Tx } from '../platform/db.ts';

export async function pageSource(app: App, pageId: PageId): Promise<{ source: PageSource; index?: number; done(): Promise<void> }> {
  const row = await app.db.selectFrom('page').innerJoin('receivedFile', 'receivedFile.id', 'page.fileId').select(['receivedFile.sha256', 'receivedFile.kind', 'page.filePage']).where('page.id', '=', pageId).executeTakeFirstOrThrow();
  const { path, done } = await app.vault.asFile(row.sha256);
  return row.kind === 'pdf' ? { source: { pdf: path, page: row.filePage }, done } : { source: path, index: row.filePage - 1, done };
}

export async function keepPageImage(app: App, read: PageWithImage): Promise<{ name: string; size: number }> {
  return app.vault.put(read.image);
}

export async function savePageImage(tx: Tx, pageId: PageId, image: { name: string; size: number }): Promise<void> {
  await tx.insertInto('vaultBlob').values({ sha256: image.name, size: image.size, mediaType: 'image/jpeg' }).onConflict((c) => c.doNothing()).execute();
  await tx.updateTable('page').set({ imageSha256: image.name }).where('id', '=', pageId).execute();
}

export async function pageFingerprint(read: PageWithImage): Promise<string | null> {
  return createHash('sha256').update(read.lines.map(({ text }) => text).join('')).digest('hex').slice(0, 16);
}

export async function findNearDuplicate(_db: Db, _scanId: ScanId): Promise<ScanId | undefined> {
  return undefined;
}
