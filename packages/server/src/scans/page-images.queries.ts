import type { PageId, ScanId } from '@qige/wire';
import { sql } from 'kysely';
import type { Actor } from '../actor.ts';
import type { Db, Tx } from '../platform/db.ts';
import type { StoredBlob } from '../platform/vault/vault.ts';
import { bandStarts, nearBands } from './bands.rules.ts';
import { scanVisibleTo } from './visible.queries.ts';

export async function receivedPage(db: Db, pageId: PageId) {
  return db
    .selectFrom('page')
    .innerJoin('receivedFile', 'receivedFile.id', 'page.fileId')
    .leftJoin('filePassword', 'filePassword.fileId', 'receivedFile.id')
    .select(['receivedFile.sha256', 'receivedFile.kind', 'page.filePage', 'page.turned', 'filePassword.sealed'])
    .where('page.id', '=', pageId)
    .executeTakeFirst();
}

export async function visiblePage(db: Db, actor: Actor, pageId: PageId) {
  return db
    .selectFrom('page')
    .innerJoin('scan', 'scan.id', 'page.scanId')
    .select(['page.id', 'page.imageSha256', 'page.thumbnailSha256', 'scan.contractId'])
    .where('page.id', '=', pageId)
    .where(scanVisibleTo(actor))
    .executeTakeFirst();
}

export async function saveImages(tx: Tx, pageId: PageId, image: StoredBlob, imageType: string, thumbnail: StoredBlob): Promise<void> {
  const blobs = [
    { sha256: image.name, size: image.size, mediaType: imageType },
    { sha256: thumbnail.name, size: thumbnail.size, mediaType: 'image/webp' },
  ];
  await tx.insertInto('vaultBlob').values(blobs).onConflict((conflict) => conflict.column('sha256').doNothing()).execute();
  await tx.updateTable('page').set({ imageSha256: image.name, thumbnailSha256: thumbnail.name }).where('id', '=', pageId).execute();
}

export async function mediaTypeOf(db: Db, sha256: string): Promise<string> {
  const blob = await db.selectFrom('vaultBlob').select('mediaType').where('sha256', '=', sha256).executeTakeFirst();
  return blob?.mediaType ?? 'application/octet-stream';
}

/** Fingerprints of the pages of a scan, in order. */
export async function fingerprintsOf(db: Db, scanId: ScanId): Promise<string[]> {
  const pages = await db
    .selectFrom('page')
    .select('fingerprint')
    .where('scanId', '=', scanId)
    .where('dropped', '=', false)
    .where('separator', '=', false)
    .where('fingerprint', 'is not', null)
    .orderBy('position')
    .execute();
  return pages.flatMap(({ fingerprint }) => (fingerprint ? [fingerprint] : []));
}

/** Pages of other scans that look like one of these: at most `bits` of the 64 differ. Earlier scans first. */
export async function pagesLike(db: Db, scanId: ScanId, fingerprints: readonly string[], bits: number): Promise<{ scanId: ScanId; fingerprint: string; like: string }[]> {
  if (fingerprints.length === 0) return [];
  const near = fingerprints.map((one) => nearBands(one, bits));
  const band = bandStarts.map((start, i) => sql`('x' || substr(page.fingerprint, ${sql.lit(start + 1)}, 4))::bit(16)::int = any (${[...new Set(near.flatMap((bands) => bands[i] ?? []))]}::int[])`);
  const { rows } = await sql<{ scanId: ScanId; fingerprint: string; like: string }>`
    select page.scan_id, page.fingerprint, mine.fingerprint as like
    from page join scan on scan.id = page.scan_id, unnest(${[...fingerprints]}::text[]) as mine (fingerprint)
    where page.fingerprint is not null and (${sql.join(band, sql` or `)}) and page.scan_id <> ${scanId} and page.scan_id < ${scanId}
      and not page.dropped and scan.state not in ('rejected', 'merged')
      and bit_count(('x' || page.fingerprint)::bit(64) # ('x' || mine.fingerprint)::bit(64)) <= ${bits}
    order by page.scan_id`.execute(db);
  return rows;
}
