import type { Batch, BatchId, FileId, ReceivedFile, Scan, ScanId, ScanSummary } from '@qige/wire';
import { sql } from 'kysely';
import type { Actor } from '../actor.ts';
import type { Db } from '../platform/db.ts';
import { batchVisibleTo, scanVisibleTo } from './visible.queries.ts';
import { filesVisibleTo, type FileRow } from './receive.queries.ts';

const whole = (value: unknown): number => Number(value ?? 0);

export async function batches(db: Db, actor: Actor, { id, after, limit }: { id?: BatchId; after?: string | undefined; limit: number }): Promise<Batch[]> {
  let query = db.selectFrom('batch').leftJoin('person', 'person.id', 'batch.createdBy' as never).select(['batch.id', 'batch.name', 'source', 'batch.departmentId', 'batch.createdAt', 'person.name as createdByName']).where(batchVisibleTo(actor)).orderBy('batch.id', 'desc').limit(limit);
  if (id) query = query.where('batch.id', '=', id);
  if (after) query = query.where('batch.id', '<', after as BatchId);
  const rows = await query.execute();
  if (rows.length === 0) return [];
  const ids = rows.map((row) => row.id);
  const files = await db
    .selectFrom('receivedFile')
    .select(['batchId', 'state', (eb) => eb.fn.countAll().as('count')])
    .where('batchId', 'in', ids)
    .groupBy(['batchId', 'state'])
    .execute();
  const scans = await db
    .selectFrom('scan')
    .select(['batchId', 'state', (eb) => eb.fn.countAll().as('count')])
    .where('batchId', 'in', ids)
    .where('state', '<>', 'merged')
    .groupBy(['batchId', 'state'])
    .execute();
  const pages = await db
    .selectFrom('page')
    .innerJoin('scan', 'scan.id', 'page.scanId')
    .leftJoin('pageReading', 'pageReading.pageId', 'page.id')
    .select(['batchId', 'page.state', (eb) => eb.fn.countAll().as('count')])
    .select(sql<number | null>`extract(epoch from max(page_reading.read_at) - min(page_reading.read_at))`.as('span'))
    .where('batchId', 'in', ids)
    .where('page.dropped', '=', false)
    .groupBy(['batchId', 'page.state'])
    .execute();

  return rows.map((row) => {
    const count = (list: readonly { batchId: BatchId; state: string; count: unknown }[], ...states: string[]): number =>
      list.filter((one) => one.batchId === row.id && (states.length === 0 || states.includes(one.state))).reduce((sum, one) => sum + whole(one.count), 0);
    const pagesRead = count(pages, 'read');
    const waiting = count(pages, 'waiting');
    const span = whole(pages.find((one) => one.batchId === row.id && one.state === 'read')?.span);
    return {
      id: row.id,
      name: row.name,
      source: row.source,
      departmentId: row.departmentId,
      createdAt: row.createdAt.toISOString(),
      createdBy: row.createdByName ?? '',
      progress: {
        files: count(files),
        received: count(files, 'received'),
        quarantined: count(files, 'quarantined'),
        duplicates: count(files, 'duplicate'),
        scans: count(scans),
        reading: count(scans, 'reading'),
        read: count(scans, 'read', 'set_aside', 'rescan'),
        registered: count(scans, 'registered'),
        pages: count(pages),
        pagesRead,
        pagesFailed: count(pages, 'failed'),
      },
      secondsLeft: waiting > 0 && pagesRead > 2 && span > 0 ? Math.ceil((waiting * span) / pagesRead) : null,
    };
  });
}

/** Files of a batch in the order they came; `wanting`: only those that somebody must decide about. */
export async function batchFiles(db: Db, actor: Actor, batchId: BatchId, where: { wanting?: boolean; after?: string | undefined; limit: number }): Promise<ReceivedFile[]> {
  let query = filesVisibleTo(db, actor).select('batch.name as batchName').where('receivedFile.batchId', '=', batchId).orderBy('receivedFile.id').limit(where.limit);
  if (where.wanting) query = query.where('receivedFile.state', 'in', ['quarantined', 'duplicate']);
  if (where.after) query = query.where('receivedFile.id', '>', where.after as FileId);
  return described(db, actor, await query.execute());
}

export async function filesOf(db: Db, actor: Actor, where: { fileId?: FileId; state?: FileRow['state']; after?: string | undefined; limit: number }): Promise<ReceivedFile[]> {
  let query = filesVisibleTo(db, actor).select('batch.name as batchName').orderBy('receivedFile.id', 'desc').limit(where.limit);
  if (where.fileId) query = query.where('receivedFile.id', '=', where.fileId);
  if (where.state) query = query.where('receivedFile.state', '=', where.state);
  if (where.after) query = query.where('receivedFile.id', '<', where.after as FileId);
  return described(db, actor, await query.execute());
}

async function described(db: Db, actor: Actor, rows: readonly (FileRow & { batchName: string })[]): Promise<ReceivedFile[]> {
  const originals = await duplicatedFiles(db, actor, rows.flatMap((row) => (row.duplicateOf ? [row.duplicateOf] : [])));
  return rows.map((row) => ({
    id: row.id,
    batchId: row.batchId,
    batchName: row.batchName,
    name: row.name,
    folder: row.folder,
    size: row.size,
    sha256: row.sha256,
    kind: row.kind,
    state: row.state,
    reason: row.reason as ReceivedFile['reason'],
    reasonDetails: row.reasonDetails as ReceivedFile['reasonDetails'],
    pageCount: row.pageCount,
    receivedAt: row.receivedAt.toISOString(),
    duplicateOf: (row.duplicateOf && originals.get(row.duplicateOf)) ?? null,
  }));
}

/** What a duplicate duplicates, named only where the asker may see it. */
async function duplicatedFiles(db: Db, actor: Actor, ids: readonly FileId[]): Promise<Map<FileId, NonNullable<ReceivedFile['duplicateOf']>>> {
  if (ids.length === 0) return new Map();
  const rows = await filesVisibleTo(db, actor)
    .leftJoin('page', (join) => join.onRef('page.fileId', '=', 'receivedFile.id').on('page.filePage', '=', 1))
    .leftJoin('scan', 'scan.id', 'page.scanId')
    .select(['receivedFile.id as fileId', 'receivedFile.name', 'batch.name as batchName', 'scan.id as scanId', 'scan.contractId'])
    .where('receivedFile.id', 'in', [...ids])
    .execute();
  const shown = await visibleScans(db, actor, rows.flatMap((row) => row.scanId ?? []));
  return new Map(
    rows.map(({ fileId, name, batchName, scanId, contractId }) => {
      const scan = scanId && shown.has(scanId) ? { scanId, contractId } : { scanId: null, contractId: null };
      return [fileId, { fileId, name, batchName, ...scan }];
    }),
  );
}

export async function scanSummaries(db: Db, actor: Actor, where: { batchId?: BatchId; scanId?: ScanId }): Promise<(ScanSummary & { batchName: string })[]> {
  const kept = sql`filter (where not page.dropped and not page.separator)`;
  let query = db
    .selectFrom('scan')
    .innerJoin('batch', 'batch.id', 'scan.batchId')
    .leftJoin('page', 'page.scanId', 'scan.id')
    .select(['scan.id', 'scan.batchId', 'scan.name', 'scan.state', 'scan.reason', 'scan.contractId', 'scan.nearDuplicateOf', 'scan.version', 'batch.name as batchName'])
    .select([
      sql<number>`count(page.id) ${kept}`.as('pages'),
      sql<number>`count(page.id) filter (where not page.dropped and not page.separator and page.state = 'read')`.as('pagesRead'),
      sql<number>`count(page.id) filter (where not page.dropped and not page.separator and page.state = 'failed')`.as('pagesFailed'),
      sql<ScanSummary['firstPageId']>`(array_agg(page.id order by page.position) ${kept})[1]`.as('firstPageId'),
    ])
    .where(scanVisibleTo(actor))
    .groupBy(['scan.id', 'batch.name'])
    .orderBy('scan.id');
  query = where.scanId ? query.where('scan.id', '=', where.scanId) : query.where('scan.state', '<>', 'merged');
  if (where.batchId) query = query.where('scan.batchId', '=', where.batchId);
  const rows = await query.execute();
  const shown = await visibleScans(db, actor, rows.flatMap((row) => row.nearDuplicateOf ?? []));
  return rows.map((row) => ({ ...row, nearDuplicateOf: row.nearDuplicateOf && shown.has(row.nearDuplicateOf) ? row.nearDuplicateOf : null }));
}

/** Those of the scans that the actor may see. */
export async function visibleScans(db: Db, actor: Actor, ids: readonly ScanId[]): Promise<ReadonlySet<ScanId>> {
  if (ids.length === 0) return new Set();
  const rows = await db.selectFrom('scan').select('scan.id').where('scan.id', 'in', [...ids]).where(scanVisibleTo(actor)).execute();
  return new Set(rows.map((row) => row.id));
}

export async function sheetsOf(db: Db, scanId: ScanId): Promise<Scan['sheets']> {
  const pages = await db
    .selectFrom('page')
    .select(['id', 'position', 'fileId', 'filePage', 'turned', 'dropped', 'separator', 'state', 'failure', 'width', 'height', 'imageSha256'])
    .where('scanId', '=', scanId)
    .orderBy('position')
    .execute();
  return pages.map(({ imageSha256, ...page }, position) => ({ ...page, position, hasImage: imageSha256 !== null }));
}

export async function hasArrangement(db: Db, scanId: ScanId): Promise<boolean> {
  const row = await db
    .selectFrom('arrangement')
    .select('id')
    .where(sql<boolean>`jsonb_exists(before, ${scanId})`)
    .where('undoneAt', 'is', null)
    .executeTakeFirst();
  return row !== undefined;
}
