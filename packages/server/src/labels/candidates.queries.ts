import type { LabelCandidate, LabelTemplateId, PlaceId } from '@qige/wire';
import { sql, type SqlBool } from 'kysely';
import type { Person } from '../actor.ts';
import { visibleTo } from '../contracts/visible.queries.ts';
import { findWhere, inBranchOfPlace } from '../places/where.queries.ts';
import type { Db } from '../platform/db.ts';
import { containing } from '../platform/like.ts';

export interface CandidateFilter {
  which: 'unprinted' | 'unfiled' | 'all';
  within?: PlaceId | undefined;
  text?: string | undefined;
  after?: string | undefined;
  limit: number;
}

interface Page {
  items: LabelCandidate[];
  next: string | null;
}

/** Newest first: what has just come in is what needs a label. */
export async function findCopyCandidates(db: Db, actor: Person, { which, within, text, after, limit }: CandidateFilter): Promise<Page> {
  let query = db
    .selectFrom('copy')
    .innerJoin('contract', 'contract.id', 'copy.contractId')
    .leftJoin('labelPrint', 'labelPrint.labelNo', 'copy.labelNo')
    .select(['copy.id', 'copy.archivalCode', 'copy.ordinal', 'contract.number', 'contract.title', 'labelPrint.printedAt'])
    .where('copy.holder', '!=', 'destroyed')
    .where((eb) => visibleTo(actor)(eb as never))
    .orderBy('copy.id', 'desc')
    .limit(limit + 1);
  if (which === 'unprinted') query = query.where('labelPrint.labelNo', 'is', null);
  if (which === 'unfiled') query = query.where('copy.archivalCode', 'is', null);
  if (within) query = query.where('copy.placeId', 'in', (eb) => eb.selectFrom('place').select('place.id').where(inBranchOfPlace(within)));
  if (text) {
    const like = containing(text);
    query = query.where((eb) => eb.or([eb('contract.number', 'ilike', like), eb('contract.title', 'ilike', like), eb('copy.archivalCode', 'ilike', like)]));
  }
  if (after) query = query.where('copy.id', '<', after as never);
  const rows = await query.execute();
  return pageOf(rows, limit, ({ id, archivalCode, number, title, ordinal, printedAt }) => ({ id, name: archivalCode ?? number, note: archivalCode === null ? title : `${number} ${title}`, ordinal, printedAt: printedAt?.toISOString() ?? null }));
}

/** In the order in which one walks past them. Boxes are what a box label or a spine is for; the rest has shelf labels. */
export async function findPlaceCandidates(db: Db, template: LabelTemplateId, { which, within, text, after, limit }: CandidateFilter): Promise<Page> {
  let query = db
    .selectFrom('place')
    .innerJoin('placeKind', 'placeKind.code', 'place.kind')
    .leftJoin('labelPrint', 'labelPrint.labelNo', 'place.labelNo')
    .select(['place.id', 'place.path', 'place.code', 'place.name', 'labelPrint.printedAt'])
    .where('place.closedAt', 'is', null)
    .where('placeKind.moves', '=', template !== 'shelf')
    .orderBy(sql`place.path using ~<~`)
    .limit(limit + 1);
  if (which === 'unprinted') query = query.where('labelPrint.labelNo', 'is', null);
  if (within) query = query.where(inBranchOfPlace(within));
  if (text) query = query.where((eb) => eb.or([eb('place.code', 'ilike', containing(text)), eb('place.name', 'ilike', containing(text))]));
  if (after) query = query.where(sql<SqlBool>`place.path ~>~ ${after}`);
  const rows = await query.execute();
  const where = await findWhere(db, rows.map(({ id }) => id));
  const page = pageOf(rows, limit, ({ id, code, name, printedAt }) => ({ id, name: name === '' ? code : `${code} ${name}`, note: where.get(id) ?? '', ordinal: null, printedAt: printedAt?.toISOString() ?? null }));
  return { ...page, next: page.next && (rows[limit - 1]?.path ?? null) };
}

export async function findPersonCandidates(db: Db, { which, text, after, limit }: CandidateFilter): Promise<Page> {
  let query = db
    .selectFrom('person')
    .leftJoin('department', 'department.id', 'person.departmentId')
    .leftJoin('labelPrint', 'labelPrint.labelNo', 'person.labelNo')
    .select(['person.id', 'person.name', 'department.name as department', 'labelPrint.printedAt'])
    .where('person.leftAt', 'is', null)
    .orderBy('person.id')
    .limit(limit + 1);
  if (which === 'unprinted') query = query.where('labelPrint.labelNo', 'is', null);
  if (text) query = query.where('person.name', 'ilike', containing(text));
  if (after) query = query.where('person.id', '>', after as never);
  return pageOf(await query.execute(), limit, ({ id, name, department, printedAt }) => ({ id, name, note: department ?? '', ordinal: null, printedAt: printedAt?.toISOString() ?? null }));
}

function pageOf<Row extends { id: string }>(rows: readonly Row[], limit: number, asItem: (row: Row) => LabelCandidate): Page {
  return { items: rows.slice(0, limit).map(asItem), next: rows.length > limit ? (rows[limit - 1]?.id ?? null) : null };
}
