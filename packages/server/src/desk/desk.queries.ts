import type { ExpressionBuilder } from 'kysely';
import type { BatchId, DeskItem, DeskState, PageId, ScanId } from '@qige/wire';
import type { Person } from '../actor.ts';
import type { Db, Tx } from '../platform/db.ts';
import { fold } from '../platform/fold.ts';
import { fieldCorrectionsOf, findingAnswersOf } from '../reading/corrections.queries.ts';
import { effectiveFindings } from '../reading/effective-findings.rules.ts';
import { effectiveFields, valueOf, type StoredField } from '../reading/fields.rules.ts';
import type { StoredFinding } from '../reading/findings.rules.ts';
import { visibleScans } from '../scans/show.queries.ts';
import { scanVisibleTo } from '../scans/visible.queries.ts';
import type { Tables } from '../tables.ts';

interface DeskFilter {
  state: DeskState;
  batchId?: BatchId | undefined;
}

/** Oldest first: what has waited longest is taken next. What was rejected waits for nobody, and the newest is the likeliest slip. */
export async function deskItems(db: Db, actor: Person, { state, batchId, after, limit }: DeskFilter & { after?: string | undefined; limit: number }) {
  let query = waiting(db, actor, { state, batchId })
    .innerJoin('batch', 'batch.id', 'scan.batchId')
    .leftJoin('scanReading', 'scanReading.scanId', 'scan.id')
    .select(['scan.id', 'scan.name', 'scan.batchId', 'batch.name as batchName', 'scan.departmentId', 'scan.state', 'scan.reason', 'scan.createdAt', 'scan.nearDuplicateOf'])
    .select(['scanReading.fields', 'scanReading.findings'])
    .select((eb) => [keptPages(eb).as('pages'), keptPages(eb).where('page.state', '!=', 'waiting').as('pagesDone'), keptPages(eb).where('page.state', '=', 'failed').as('pagesFailed')])
    .orderBy('scan.id', newestFirst(state) ? 'desc' : 'asc')
    .limit(limit + 1);
  if (after) query = query.where('scan.id', newestFirst(state) ? '<' : '>', after as ScanId);
  const rows = await query.execute();
  const shown = rows.slice(0, limit);
  const ids = shown.map(({ id }) => id);
  const [corrections, answers, seen, own] = await Promise.all([
    fieldCorrectionsOf(db, ids),
    findingAnswersOf(db, ids),
    visibleScans(db, actor, shown.flatMap(({ nearDuplicateOf }) => nearDuplicateOf ?? [])),
    db.selectFrom('party').select('nameFolded').where('kind', '=', 'own').execute(),
  ]);
  const ours = new Set(own.map(({ nameFolded }) => nameFolded));
  const isOurs = (name: string): number => Number(ours.has(fold(name)));
  const items = shown.map(({ id, createdAt, fields, findings, pages, pagesDone, pagesFailed, nearDuplicateOf, ...rest }): DeskItem => {
    const reading = { fields: (fields ?? []) as StoredField[], findings: (findings ?? []) as StoredFinding[] };
    const values = effectiveFields(reading.fields, corrections.get(id) ?? []);
    const answered = new Set(answers.get(id)?.map(({ finding }) => finding));
    const open = effectiveFindings(reading, corrections.get(id) ?? []).filter((finding) => !answered.has(finding.id));
    const signedOn = valueOf(values, 'signedOn');
    return {
      scanId: id,
      ...rest,
      nearDuplicateOf: nearDuplicateOf && seen.has(nearDuplicateOf) ? nearDuplicateOf : null,
      createdAt: createdAt.toISOString(),
      pages: Number(pages),
      pagesDone: Number(pagesDone),
      pagesFailed: Number(pagesFailed),
      title: valueOf(values, 'title'),
      parties: (['A', 'B', 'C', 'D', 'E'] as const).flatMap((side) => valueOf(values, `party${side}.name`) ?? []).toSorted((a, b) => isOurs(a) - isOurs(b)),
      amount: valueOf(values, 'amount'),
      signedOn,
      open: { errors: open.filter(({ severity }) => severity === 'error').length, warnings: open.filter(({ severity }) => severity === 'warning').length },
    };
  });
  return { items, next: rows.length > limit ? (ids.at(-1) ?? null) : null };
}

export async function deskCounts(db: Db, actor: Person, batchId?: BatchId) {
  const all = ['reading', 'read', 'set_aside', 'rescan', 'rejected'] as const;
  let query = db.selectFrom('scan').select(['state', (eb) => eb.fn.countAll<number>().as('count')]).where('state', 'in', [...all]).where(scanVisibleTo(actor)).groupBy('state');
  if (batchId) query = query.where('batchId', '=', batchId);
  const rows = await query.execute();
  const count = (state: DeskState): number => Number(rows.find((row) => row.state === state)?.count ?? 0);
  return { reading: count('reading'), read: count('read'), set_aside: count('set_aside'), rescan: count('rescan'), rejected: count('rejected') };
}

export async function deskNeighbours(db: Db, actor: Person, scanId: ScanId, filter: DeskFilter): Promise<{ previous: ScanId | null; next: ScanId | null }> {
  const before = await waiting(db, actor, filter).select('scan.id').where('scan.id', '<', scanId).orderBy('scan.id', 'desc').limit(1).executeTakeFirst();
  const after = await waiting(db, actor, filter).select('scan.id').where('scan.id', '>', scanId).orderBy('scan.id').limit(1).executeTakeFirst();
  const [previous, next] = newestFirst(filter.state) ? [after, before] : [before, after];
  return { previous: previous?.id ?? null, next: next?.id ?? null };
}

const newestFirst = (state: DeskState): boolean => state === 'rejected';

function waiting(db: Db, actor: Person, { state, batchId }: DeskFilter) {
  const query = db.selectFrom('scan').where('scan.state', '=', state).where(scanVisibleTo(actor));
  return batchId ? query.where('scan.batchId', '=', batchId) : query;
}

function keptPages(eb: ExpressionBuilder<Tables, 'scan'>) {
  return eb
    .selectFrom('page')
    .select((page) => page.fn.countAll<number>().as('count'))
    .whereRef('page.scanId', '=', 'scan.id')
    .where('page.dropped', '=', false)
    .where('page.separator', '=', false);
}

export async function moveScan(tx: Tx, scanId: ScanId, to: { state: 'reading' | 'read' | 'set_aside' | 'rescan' | 'rejected'; reason: string | null; pageIds?: readonly PageId[] }): Promise<void> {
  await tx
    .updateTable('scan')
    .set((eb) => ({
      state: to.state,
      reason: to.reason,
      rescanPageIds: [...(to.pageIds ?? [])],
      closedAt: to.state === 'rejected' ? new Date() : null,
      version: eb('version', '+', 1),
    }))
    .where('id', '=', scanId)
    .execute();
}

export async function countKeptPages(db: Db, scanId: ScanId): Promise<number> {
  const row = await db
    .selectFrom('page')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('scanId', '=', scanId)
    .where('dropped', '=', false)
    .where('separator', '=', false)
    .executeTakeFirstOrThrow();
  return Number(row.count);
}
