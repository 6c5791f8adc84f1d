import type { SealMark } from '@qige/ocr';
import type { PageBox, PageFailure, PageId, PageQuality, ReadingPage, ScanId, ScanReading } from '@qige/wire';
import type { Person } from '../actor.ts';
import { seesAmounts } from '../contracts/amounts.ts';
import type { Db } from '../platform/db.ts';
import { visibleScans } from '../scans/show.queries.ts';
import { scanVisibleTo } from '../scans/visible.queries.ts';
import { fieldCorrectionsOf, findingAnswersOf, lineCorrectionsOf } from './corrections.queries.ts';
import { layCorrections, type LineCorrection } from './corrections.rules.ts';
import { effectiveFindings } from './effective-findings.rules.ts';
import { effectiveFields } from './fields.rules.ts';
import { withAnswers } from './findings.rules.ts';
import { laidAway } from './laid-away.rules.ts';
import { qualityVerdicts } from './quality.rules.ts';
import { scanReadingOf } from './scan-reading.queries.ts';
import type { StoredLine } from './stored-lines.rules.ts';

const amountFields: ReadonlySet<string> = new Set(['amount', 'amountUppercase', 'payments']);

/** Everything the desk shows of a scan; undefined where it is not open to this person. */
export async function showReading(db: Db, actor: Person, scanId: ScanId): Promise<ScanReading | undefined> {
  const scan = await db
    .selectFrom('scan')
    .innerJoin('batch', 'batch.id', 'scan.batchId')
    .select(['scan.id', 'scan.name', 'scan.state', 'scan.reason', 'scan.batchId', 'batch.name as batchName', 'scan.departmentId'])
    .select(['scan.contractId', 'scan.nearDuplicateOf', 'scan.rescanPageIds', 'scan.version', 'scan.readAt'])
    .where('scan.id', '=', scanId)
    .where(scanVisibleTo(actor))
    .executeTakeFirst();
  if (!scan) return undefined;
  const pages = await pageRows(db, [scanId]);
  const extract = await scanReadingOf(db, scanId);
  const corrections = await fieldCorrectionsOf(db, [scanId]);
  const answers = await findingAnswersOf(db, [scanId]);
  const lineCorrections = await lineCorrectionsOf(db, pages.map(({ id }) => id));
  const { id, readAt, nearDuplicateOf, ...rest } = scan;
  const seen = await visibleScans(db, actor, nearDuplicateOf ? [nearDuplicateOf] : []);
  const seeAmounts = seesAmounts(actor);
  const closed = scan.contractId !== null || ['merged', 'rejected'].includes(scan.state);
  return {
    scanId: id,
    ...rest,
    nearDuplicateOf: nearDuplicateOf && seen.has(nearDuplicateOf) ? nearDuplicateOf : null,
    rescanPageIds: rest.rescanPageIds as PageId[],
    readAt: readAt?.toISOString() ?? null,
    pages: pages.map((page, index) => ({ ...describePage(page), number: index + 1, corrected: lineCorrections.get(page.id)?.length ?? 0 })),
    fields: effectiveFields(extract.fields, corrections.get(scanId) ?? []).filter(({ field }) => seeAmounts || !amountFields.has(field)),
    findings: withAnswers(effectiveFindings(extract, corrections.get(scanId) ?? []), answers.get(scanId) ?? []).filter(({ fields }) => seeAmounts || !fields.some((field) => amountFields.has(field))),
    unplaced: await unplaced(db, lineCorrections),
    may: {
      correct: actor.permissions.has('text.correct'),
      register: actor.permissions.has('desk.register') && !closed,
      reopen: actor.permissions.has('desk.register') && laidAway.includes(scan.state),
      arrange: actor.permissions.has('scans.arrange') && !closed,
    },
  };
}

export type PageRow = Awaited<ReturnType<typeof pageRows>>[number];

export async function pageRows(db: Db, scanIds: readonly ScanId[]) {
  return db
    .selectFrom('page')
    .leftJoin('pageReading', 'pageReading.pageId', 'page.id')
    .select(['page.id', 'page.scanId', 'page.state', 'page.failure', 'page.width', 'page.height', 'page.quality'])
    .select(['pageReading.seals', 'pageReading.lineCount', 'pageReading.confidence'])
    .where('page.scanId', 'in', [...scanIds])
    .where('page.dropped', '=', false)
    .where('page.separator', '=', false)
    .orderBy('page.scanId')
    .orderBy('page.position')
    .execute();
}

export function describePage(page: PageRow): Omit<ReadingPage, 'number' | 'corrected'> {
  const seals = (page.seals ?? []) as SealMark[];
  const quality = page.quality as PageQuality | null;
  return {
    pageId: page.id,
    state: page.state,
    failure: page.failure as PageFailure | null,
    width: page.width,
    height: page.height,
    quality,
    verdicts: quality ? qualityVerdicts({ quality, seals, confidence: page.confidence ?? undefined }) : [],
    seals: seals.map(({ box, shape, partial }) => ({ box: [...box] as PageBox, shape, partial })),
    lines: page.lineCount ?? 0,
  };
}

/** Only pages on which somebody corrected something are opened. */
async function unplaced(db: Db, corrections: ReadonlyMap<ReadingPage['pageId'], LineCorrection[]>): Promise<ScanReading['unplaced']> {
  if (corrections.size === 0) return [];
  const rows = await db.selectFrom('pageReading').select(['pageId', 'lines']).where('pageId', 'in', [...corrections.keys()]).execute();
  return rows.flatMap(({ pageId, lines }) =>
    layCorrections(lines as StoredLine[], corrections.get(pageId) ?? []).unplaced.map(({ box, lineText, text }) => ({ pageId, box: [...box] as PageBox, lineText, text })),
  );
}
