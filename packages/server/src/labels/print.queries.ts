import type { CopyId, PersonId, PlaceId } from '@qige/wire';
import { sql } from 'kysely';
import type { Person } from '../actor.ts';
import { visibleTo } from '../contracts/visible.queries.ts';
import type { Db, Tx } from '../platform/db.ts';

export async function findCopiesToLabel(db: Db, actor: Person, ids: readonly CopyId[]) {
  if (ids.length === 0) return [];
  return db
    .selectFrom('copy')
    .innerJoin('contract', 'contract.id', 'copy.contractId')
    .innerJoin('contractType', 'contractType.id', 'contract.contractTypeId')
    .leftJoin('department', 'department.id', 'contract.departmentId')
    .leftJoin('archivalCode', 'archivalCode.code', 'copy.archivalCode')
    .select(['copy.id', 'copy.labelNo', 'copy.archivalCode', 'copy.ordinal', 'copy.kind', 'copy.pageCount', 'copy.holder', 'contract.number', 'contract.title', 'contract.counterparty'])
    .select(['contractType.archiveRetention', 'department.name as departmentName', 'archivalCode.series', 'archivalCode.fonds', 'archivalCode.year', 'archivalCode.retention', 'archivalCode.department'])
    .where('copy.id', 'in', [...ids])
    .where((eb) => visibleTo(actor)(eb as never))
    .execute();
}

export async function findPlacesToLabel(db: Db, ids: readonly PlaceId[]) {
  if (ids.length === 0) return [];
  return db
    .selectFrom('place')
    .innerJoin('placeKind', 'placeKind.code', 'place.kind')
    .select(['place.id', 'place.labelNo', 'place.code', 'place.name', 'place.path', 'place.closedAt', 'placeKind.name as kindName'])
    .where('place.id', 'in', [...ids])
    .execute();
}

/** What a department code of an archival code is called. */
export async function findDepartmentsByCode(db: Db, codes: readonly string[]): Promise<Map<string, string>> {
  if (codes.length === 0) return new Map();
  const rows = await db.selectFrom('department').select(['archiveCode', 'name']).where('archiveCode', 'in', [...new Set(codes)]).execute();
  return new Map(rows.map(({ archiveCode, name }) => [archiveCode ?? '', name]));
}

export async function findPeopleToLabel(db: Db, ids: readonly PersonId[]) {
  if (ids.length === 0) return [];
  return db
    .selectFrom('person')
    .leftJoin('department', 'department.id', 'person.departmentId')
    .select(['person.id', 'person.labelNo', 'person.name', 'department.name as department'])
    .where('person.id', 'in', [...ids])
    .where('person.leftAt', 'is', null)
    .execute();
}

export async function markPrinted(tx: Tx, labelNos: readonly number[], template: string, by: string, at: Date): Promise<void> {
  await sql`
    insert into label_print (label_no, template, printed_by, printed_at) select unnest(${[...labelNos]}::bigint[]), ${template}, ${by}, ${at}
    on conflict (label_no) do update set times = label_print.times + 1, template = excluded.template, printed_by = excluded.printed_by, printed_at = excluded.printed_at`.execute(tx);
}
