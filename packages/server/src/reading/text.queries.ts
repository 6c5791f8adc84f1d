import type { SealMark } from '@qige/ocr';
import type { ContractId, PageBox, PageId, PageQuality, ScanId } from '@qige/wire';
import { sql } from 'kysely';
import type { Db } from '../platform/db.ts';
import { layCorrections, type EffectiveLine, type LineCorrection } from './corrections.rules.ts';
import { lineCorrectionsOf } from './corrections.queries.ts';
import type { StoredLine } from './stored-lines.rules.ts';

/** A page as it counts: the engine's lines with people's corrections laid over them. */
export interface EffectivePage {
  pageId: PageId;
  scanId: ScanId;
  width: number;
  height: number;
  imageSha256: string | null;
  quality: PageQuality | null;
  seals: SealMark[];
  lines: EffectiveLine[];
  unplaced: LineCorrection[];
}

/** The kept pages of a scan in order; a page nobody could read has no lines. */
export async function effectivePagesOfScan(db: Db, scanId: ScanId): Promise<EffectivePage[]> {
  return overlay(db, await keptPages(db).where('page.scanId', '=', scanId).orderBy('page.position').execute());
}

export async function effectivePage(db: Db, scanId: ScanId, pageId: PageId): Promise<EffectivePage | undefined> {
  const [page] = await overlay(db, await keptPages(db).where('page.scanId', '=', scanId).where('page.id', '=', pageId).execute());
  return page;
}

/** Stands for the kept pages of a scan and everything they say, as read and as corrected: the same only while nothing of it changed. */
export async function textStamp(db: Db, scanId: ScanId): Promise<string> {
  const { rows } = await sql<{ stamp: string | null }>`
    select md5(string_agg(concat_ws(' ', page.id, page.image_sha256, page_reading.read_at, said.corrections), ',' order by page.position)) as stamp
    from page left join page_reading on page_reading.page_id = page.id, lateral (
      select string_agg(concat(box, line_text, chr(30), text), chr(30) order by box::text) as corrections from line_correction where line_correction.page_id = page.id
    ) said
    where page.scan_id = ${scanId} and not page.dropped and not page.separator`.execute(db);
  return rows[0]?.stamp ?? '';
}

export interface TextLine {
  text: string;
  box: PageBox;
  /** Left and right edge of every character: `[l0, r0, l1, r1, …]`, pixels of the straightened page. */
  edges: number[];
}

export interface TextPage {
  pageId: PageId;
  scanId: ScanId;
  width: number;
  height: number;
  lines: TextLine[];
}

/** The whole text of a contract, page after page over all its scans, as corrected: what search indexes. */
export async function textOfContract(db: Db, contractId: ContractId): Promise<TextPage[]> {
  const rows = await keptPages(db)
    .innerJoin('scan', 'scan.id', 'page.scanId')
    .where('scan.contractId', '=', contractId)
    .where('scan.state', '=', 'registered')
    .orderBy('scan.id')
    .orderBy('page.position')
    .execute();
  return (await overlay(db, rows)).map(asText);
}

/** The text of one page as corrected, whoever asks: the caller says who may see it. */
export async function textOfPage(db: Db, pageId: PageId): Promise<TextPage | undefined> {
  const [page] = await overlay(db, await keptPages(db).where('page.id', '=', pageId).execute());
  return page && asText(page);
}

function asText({ pageId, scanId, width, height, lines }: EffectivePage): TextPage {
  return { pageId, scanId, width, height, lines: lines.map(({ text, stored, edges }) => ({ text, box: [...stored.b] as PageBox, edges })) };
}

function keptPages(db: Db) {
  return db
    .selectFrom('page')
    .leftJoin('pageReading', 'pageReading.pageId', 'page.id')
    .select(['page.id', 'page.scanId', 'page.width', 'page.height', 'page.imageSha256', 'page.quality', 'pageReading.lines', 'pageReading.seals'])
    .where('page.dropped', '=', false)
    .where('page.separator', '=', false);
}

type PageRow = Awaited<ReturnType<ReturnType<typeof keptPages>['execute']>>[number];

async function overlay(db: Db, rows: readonly PageRow[]): Promise<EffectivePage[]> {
  const corrections = await lineCorrectionsOf(db, rows.map(({ id }) => id));
  return rows.map((row) => ({
    pageId: row.id,
    scanId: row.scanId,
    width: row.width ?? 0,
    height: row.height ?? 0,
    imageSha256: row.imageSha256,
    quality: row.quality as PageQuality | null,
    seals: (row.seals ?? []) as SealMark[],
    ...layCorrections((row.lines ?? []) as StoredLine[], corrections.get(row.id) ?? []),
  }));
}
