import type { SealMark } from '@qige/ocr';
import type { FileId, PageFailure, PageId, PageQuality, ScanId } from '@qige/wire';
import type { Db, Tx } from '../platform/db.ts';
import type { StoredLine } from './stored-lines.rules.ts';

export interface PageToRead {
  id: PageId;
  scanId: ScanId;
  fileId: FileId;
  state: 'waiting' | 'read' | 'failed';
  turned: 0 | 90 | 180 | 270;
}

export async function findPageToRead(db: Db, pageId: PageId): Promise<PageToRead | undefined> {
  const page = await db.selectFrom('page').select(['id', 'scanId', 'fileId', 'state', 'turned']).where('id', '=', pageId).executeTakeFirst();
  return page as PageToRead | undefined;
}

/** Scan first, then page: everything that changes pages takes the locks in this order. Undefined where the page has moved on meanwhile. */
export async function lockPageToRead(tx: Tx, { id, scanId }: Pick<PageToRead, 'id' | 'scanId'>): Promise<PageToRead | undefined> {
  await tx.selectFrom('scan').select('id').where('id', '=', scanId).forUpdate().execute();
  const page = await tx
    .selectFrom('page')
    .select(['id', 'scanId', 'fileId', 'state', 'turned'])
    .where('id', '=', id)
    .where('scanId', '=', scanId)
    .forUpdate()
    .executeTakeFirst();
  return page as PageToRead | undefined;
}

export interface NewPageReading {
  lines: StoredLine[];
  seals: readonly SealMark[];
  text: string;
  engine: string;
  confidence: number | null;
  seconds: number;
}

export async function savePageReading(tx: Tx, pageId: PageId, reading: NewPageReading): Promise<void> {
  const row = {
    lines: JSON.stringify(reading.lines),
    seals: JSON.stringify(reading.seals),
    text: reading.text,
    engine: reading.engine,
    seconds: reading.seconds,
    lineCount: reading.lines.length,
    confidence: reading.confidence,
    readAt: new Date(),
  };
  await tx
    .insertInto('pageReading')
    .values({ pageId, ...row })
    .onConflict((conflict) => conflict.column('pageId').doUpdateSet(row))
    .execute();
}

export interface ReadPageFacts {
  width: number;
  height: number;
  quality: PageQuality;
  fingerprint: string | null;
}

export async function markPageRead(tx: Tx, pageId: PageId, facts: ReadPageFacts): Promise<void> {
  await tx
    .updateTable('page')
    .set({ ...facts, quality: JSON.stringify(facts.quality), state: 'read', failure: null })
    .where('id', '=', pageId)
    .execute();
}

export async function markPageFailed(tx: Tx, pageId: PageId, failure: PageFailure): Promise<void> {
  await tx.updateTable('page').set({ state: 'failed', failure }).where('id', '=', pageId).execute();
}

/** How many kept pages of a scan nobody has read yet. */
export async function countWaitingPages(tx: Db, scanId: ScanId): Promise<number> {
  const { count } = await tx
    .selectFrom('page')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('scanId', '=', scanId)
    .where('state', '=', 'waiting')
    .where('dropped', '=', false)
    .where('separator', '=', false)
    .executeTakeFirstOrThrow();
  return Number(count);
}

export async function waitingPagesOfFile(db: Db, fileId: FileId): Promise<PageId[]> {
  const pages = await db
    .selectFrom('page')
    .select('id')
    .where('fileId', '=', fileId)
    .where('state', '=', 'waiting')
    .where('dropped', '=', false)
    .where('separator', '=', false)
    .orderBy('filePage')
    .execute();
  return pages.map(({ id }) => id);
}

export async function waitingPagesOfScan(db: Db, scanId: ScanId): Promise<PageId[]> {
  const pages = await db
    .selectFrom('page')
    .select('id')
    .where('scanId', '=', scanId)
    .where('state', '=', 'waiting')
    .where('dropped', '=', false)
    .where('separator', '=', false)
    .orderBy('position')
    .execute();
  return pages.map(({ id }) => id);
}

/** Sets kept pages of a scan back to unread and returns which; what was read of them stays until it is read anew. */
export async function setPagesWaiting(tx: Tx, scanId: ScanId, pageIds: readonly PageId[] | undefined): Promise<PageId[]> {
  let query = tx
    .updateTable('page')
    .set({ state: 'waiting', failure: null })
    .where('scanId', '=', scanId)
    .where('dropped', '=', false)
    .where('separator', '=', false);
  if (pageIds) query = query.where('id', 'in', [...pageIds]);
  return (await query.returning('id').execute()).map(({ id }) => id);
}
