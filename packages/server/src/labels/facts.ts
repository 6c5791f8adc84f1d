import { labelCode } from '@qige/rules/label-code';
import type { CopyId, LabelRefused, LabelSize, LabelTemplate, LabelTemplateId, PersonId, PlaceId } from '@qige/wire';
import type { Person } from '../actor.ts';
import { findSpine } from '../custody/catalogue.queries.ts';
import { findWhere } from '../places/where.queries.ts';
import type { Db } from '../platform/db.ts';
import type { Drawing } from '../platform/print/drawing.ts';
import { mayPrintLabels } from './labels.policy.ts';
import { borrowerCard, boxLabel, itemLabel, shelfLabel } from './draw-labels.ts';
import { archiveStamp, boxSpine, coverSheet } from './draw-pages.ts';
import { type BoxSpan, type CopyFacts, type PersonFacts, type PlaceFacts, retentionNames } from './label-facts.ts';
import { findCopiesToLabel, findDepartmentsByCode, findPeopleToLabel, findPlacesToLabel } from './print.queries.ts';
import { installationOf } from './resolve.queries.ts';

export interface DrawnLabel {
  labelNo: number;
  drawing: Drawing;
}

export interface DrawnLabels {
  labels: DrawnLabel[];
  refused: LabelRefused[];
}

type Size = Pick<LabelSize, 'width' | 'height'>;

/** Draws one label for each id in the order asked; what there is no label for is told with why. */
export async function drawLabels(db: Db, actor: Person, { id: template, subject }: LabelTemplate, ids: readonly string[], size: Size): Promise<DrawnLabels> {
  // What somebody may print no labels of is to them as what is not there.
  if (!mayPrintLabels(actor, subject)) return { labels: [], refused: ids.map((id) => ({ id: id as CopyId, why: 'not-found' })) };
  const installation = await installationOf(db);
  const found = template === 'card' ? await people(db, installation, ids as PersonId[], size) : isOfCopy(template) ? await copies(db, actor, template, ids as CopyId[], size) : await places(db, actor, installation, template, ids as PlaceId[], size);
  const drawn: DrawnLabels = { labels: [], refused: [] };
  for (const id of ids) {
    const label = found.get(id);
    if (label && 'drawing' in label) drawn.labels.push(label);
    else drawn.refused.push({ id: id as CopyId, why: label?.why ?? 'not-found' });
  }
  return drawn;
}

type Outcome = [id: string, outcome: DrawnLabel | { why: LabelRefused['why'] }];
type Found = Map<Outcome[0], Outcome[1]>;

const isOfCopy = (template: LabelTemplateId): template is 'item' | 'stamp' | 'cover' => template === 'item' || template === 'stamp' || template === 'cover';

async function copyFacts(db: Db, actor: Person, ids: readonly CopyId[]): Promise<(CopyFacts & { id: CopyId; labelNo: number; gone: boolean })[]> {
  const [installation, rows] = [await installationOf(db), await findCopiesToLabel(db, actor, ids)];
  const names = await findDepartmentsByCode(db, rows.flatMap(({ department }) => department || []));
  return rows.map(({ id, labelNo, archivalCode, series, fonds, year, retention, department, departmentName, number, title, counterparty, ordinal, kind, pageCount, holder, archiveRetention }) => ({
    id, labelNo, archivalCode, title, ordinal, kind, pageCount,
    gone: holder === 'destroyed',
    code: labelCode(installation, 'copy', labelNo),
    contractNumber: number,
    party: counterparty ?? '',
    retention: retentionNames[retention || archiveRetention] ?? null,
    filed: archivalCode === null ? null : { fonds: fonds ?? '', year: year ?? '', item: archivalCode.slice(series?.length ?? 0), department: names.get(department ?? '') ?? (department || (departmentName ?? '')) },
  }));
}

async function copies(db: Db, actor: Person, template: 'item' | 'stamp' | 'cover', ids: readonly CopyId[], size: Size): Promise<Found> {
  return new Map(
    (await copyFacts(db, actor, ids)).map((facts): Outcome => {
      if (facts.gone) return [facts.id, { why: 'closed' }];
      if (template === 'stamp' && facts.archivalCode === null) return [facts.id, { why: 'not-filed' }];
      return [facts.id, { labelNo: facts.labelNo, drawing: template === 'item' ? itemLabel(facts, size) : template === 'stamp' ? archiveStamp(facts) : coverSheet(facts) }];
    }),
  );
}

async function places(db: Db, actor: Person, installation: string, template: LabelTemplateId, ids: readonly PlaceId[], size: Size): Promise<Found> {
  const draw = template === 'spine' ? boxSpine : template === 'shelf' ? shelfLabel : boxLabel;
  return new Map((await placeFacts(db, actor, installation, ids)).map((facts): Outcome => [facts.id, facts.closed ? { why: 'closed' } : { labelNo: facts.labelNo, drawing: draw(facts, size) }]));
}

async function placeFacts(db: Db, actor: Person, installation: string, ids: readonly PlaceId[]): Promise<(PlaceFacts & { id: PlaceId; labelNo: number; closed: boolean })[]> {
  const [rows, where] = await Promise.all([findPlacesToLabel(db, ids), findWhere(db, ids)]);
  const facts = [];
  for (const { id, labelNo, code, name, path, closedAt, kindName } of rows) {
    facts.push({ id, labelNo, name, kindName, closed: closedAt !== null, code: labelCode(installation, 'place', labelNo), placeCode: code, where: where.get(id) ?? '', span: await spanOf(db, actor, path) });
  }
  return facts;
}

/** What all in a box have in common is said once; where they differ, each is said. */
async function spanOf(db: Db, actor: Person, path: string): Promise<BoxSpan | null> {
  const { fonds, years, retentions, departments, firstItem, lastItem } = await findSpine(db, actor, path);
  if (firstItem === null || lastItem === null) return null;
  const names = await findDepartmentsByCode(db, departments.filter(Boolean));
  const [first = '', last = ''] = [years[0], years.at(-1)];
  const item = (number: number): string => String(number).padStart(4, '0');
  return {
    fonds: fonds.join('、'),
    years: first === last ? first : `${first}—${last}`,
    retention: retentions.map((one) => retentionNames[one] ?? one).join('、'),
    department: departments.map((one) => names.get(one) ?? one).filter(Boolean).join('、'),
    first: item(firstItem),
    last: item(lastItem),
  };
}

async function people(db: Db, installation: string, ids: readonly PersonId[], size: Size): Promise<Found> {
  const rows = await findPeopleToLabel(db, ids);
  const facts = (row: (typeof rows)[number]): PersonFacts => ({ code: labelCode(installation, 'person', row.labelNo), name: row.name, department: row.department });
  return new Map(rows.map((row) => [row.id, { labelNo: row.labelNo, drawing: borrowerCard(facts(row), size) }]));
}
