import type { ContractFilters } from '@qige/wire';
import { sql } from 'kysely';
import type { Actor } from '../actor.ts';
import type { Db } from '../platform/db.ts';
import { matching, signedYear } from './filters.queries.ts';
import { united } from './visible.queries.ts';

interface FacetRow {
  contractTypeId: string | null;
  state: string | null;
  year: string | null;
  departmentId: string | null;
  label: string | null;
  count: number;
  /** A bit for each column that the row does not count by. */
  leftOut: number;
}
/** Counted by none of the four: the total. */
const allLeftOut = 0b1111;

type Facet = { value: string; label: string; count: number }[];
type Column = 'contractTypeId' | 'state' | 'year' | 'departmentId';

/** How the contracts fall, over `most` and one at most, the newest. */
export async function countFacets(db: Db, actor: Actor, filters: ContractFilters, most: number) {
  const newest = united(
    actor,
    (lane) =>
      db
        .selectFrom('contract')
        .select(['contract.id', 'contract.contractTypeId', 'contract.state', 'contract.departmentId', sql<string>`${signedYear}::text`.as('year')])
        .where(lane)
        .where(matching(filters)),
    { limit: most + 1 },
  );
  // One reading of them for all facets, the empty set for the total.
  const { rows } = await sql<FacetRow>`
    select counted.*, coalesce(contract_type.name, department.name) as label
    from (
      select contract_type_id, state, year, department_id, count(*), grouping(contract_type_id, state, year, department_id) as left_out
      from ${newest} as newest group by grouping sets ((), (contract_type_id), (state), (year), (department_id))
    ) as counted
    left join contract_type on contract_type.id = contract_type_id left join department on department.id = department_id
    where left_out = ${allLeftOut} or coalesce(contract_type_id, state, year, department_id) is not null
  `.execute(db);
  const of = (column: Column): Facet =>
    rows.flatMap(({ [column]: value, label, count }) => (value === null ? [] : [{ value, label: label ?? value, count }])).toSorted((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
  return {
    total: rows.find(({ leftOut }) => leftOut === allLeftOut)?.count ?? 0,
    types: of('contractTypeId'),
    states: of('state'),
    years: of('year').toSorted((a, b) => Number(b.value) - Number(a.value)),
    departments: of('departmentId'),
  };
}
