import { labelCode } from '@qige/rules/label-code';
import type { CopyId, LabelRefused, LabelSize, LabelTemplateId, PersonId, PlaceId } from '@qige/wire';
import type { Person } from '../actor.ts';
import { findWhere } from '../places/where.queries.ts';
import type { Db } from '../platform/db.ts';
import type { Drawing } from '../platform/print/drawing.ts';
import { partsOfCode, yearsOf } from './archival-parts.rules.ts';
import { borrowerCard, boxLabel, itemLabel, shelfLabel } from './draw-labels.ts';
import { archiveStamp, boxSpine, coverSheet } from './draw-pages.ts';
import { type BoxSpan, type CopyFacts, type PersonFacts, type PlaceFacts, retentionNames } from './label-facts.ts';
import { findCodesWithin, findCopiesToLabel, findDepartmentsByCode, findPeopleToLabel, findPlacesToLabel } from './print.queries.ts';
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
export async function drawLabels(db: Db, actor: Person, template: LabelTemplateId, ids: readonly string[], size: Size): Promise<DrawnLabels> {
  const installation = await installationOf(db);
  const found = template === 'card' ? await people(db, installation, ids as PersonId[], size) : isOfCopy(template) ? await copies(db, actor, template, ids as CopyId[], size) : await places(db, installation, template, ids as PlaceId[], size);
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

export async function copyFacts(db: Db, actor: Person, ids: readonly CopyId[]): Promise<(CopyFacts & { id: CopyId; labelNo: number; gone: boolean })[]> {
  const [installation, rows] = [await installationOf(db), await findCopiesToLabel(db, actor, ids)];
  const names = await findDepartmentsByCode(db, rows.map(({ archivalCode }) => partsOfCode(archivalCode ?? '').department).filter(Boolean));
  return rows.map(({ id, labelNo, archivalCode, number, title, counterparty, ordinal, kind, pageCount, holder, archiveRetention, department }) => {
    const parts = partsOfCode(archivalCode ?? '');
    return {
      id, labelNo, archivalCode, title, ordinal, kind, pageCount,
      gone: holder === 'destroyed',
      code: labelCode(installation, 'copy', labelNo),
      contractNumber: number,
      party: counterparty ?? '',
      retention: retentionNames[parts.retention || archiveRetention] ?? null,
      department: archivalCode === null ? department : (names.get(parts.department) ?? (parts.department || department)),
    };
  });
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

async function places(db: Db, installation: string, template: LabelTemplateId, ids: readonly PlaceId[], size: Size): Promise<Found> {
  const draw = template === 'spine' ? boxSpine : template === 'shelf' ? shelfLabel : boxLabel;
  return new Map((await placeFacts(db, installation, ids)).map((facts): Outcome => [facts.id, facts.closed ? { why: 'closed' } : { labelNo: facts.labelNo, drawing: draw(facts, size) }]));
}

export async function placeFacts(db: Db, installation: string, ids: readonly PlaceId[]): Promise<(PlaceFacts & { id: PlaceId; labelNo: number; closed: boolean })[]> {
  const [rows, where, codes] = await Promise.all([findPlacesToLabel(db, ids), findWhere(db, ids), findCodesWithin(db, ids)]);
  const departments = await findDepartmentsByCode(db, [...codes.values()].flat().map((code) => partsOfCode(code).department).filter(Boolean));
  return rows.map(({ id, labelNo, code, name, closedAt, kindName }) => ({
    id, labelNo, name, kindName,
    closed: closedAt !== null,
    code: labelCode(installation, 'place', labelNo),
    placeCode: code,
    where: where.get(id) ?? '',
    span: spanOf(codes.get(id) ?? [], departments),
  }));
}

/** What all have in common is said once; where they differ, each is said. */
function spanOf(codes: readonly string[], departments: ReadonlyMap<string, string>): BoxSpan | null {
  const parts = codes.map(partsOfCode);
  const [first, last] = [parts[0], parts.at(-1)];
  if (!first || !last) return null;
  const each = (values: readonly string[]): string[] => [...new Set(values.filter(Boolean))].sort();
  return {
    fonds: each(parts.map(({ fonds }) => fonds)).join('、'),
    years: yearsOf(each(parts.map(({ year }) => year))),
    retention: each(parts.map(({ retention }) => retentionNames[retention] ?? retention)).join('、'),
    department: each(parts.map(({ department }) => departments.get(department) ?? department)).join('、'),
    first: first.item,
    last: last.item,
    count: codes.length,
  };
}

async function people(db: Db, installation: string, ids: readonly PersonId[], size: Size): Promise<Found> {
  const rows = await findPeopleToLabel(db, ids);
  const facts = (row: (typeof rows)[number]): PersonFacts => ({ code: labelCode(installation, 'person', row.labelNo), name: row.name, department: row.department });
  return new Map(rows.map((row) => [row.id, { labelNo: row.labelNo, drawing: borrowerCard(facts(row), size) }]));
}
