import type { ContractFilters } from '@qige/wire';
import { sql } from 'kysely';
import type { Actor } from '../actor.ts';
import type { Db } from '../platform/db.ts';
import { matching } from './filters.queries.ts';
import { united } from './visible.queries.ts';

interface FacetRow {
  facet: 'types' | 'states' | 'years' | 'departments' | 'total';
  value: string | null;
  label: string | null;
  count: number;
}
type Facet = { value: string; label: string; count: number }[];

/** How the contracts fall, over `most` and one at most, the newest. */
export async function countFacets(db: Db, actor: Actor, filters: ContractFilters, most: number) {
  const newest = united(
    actor,
    (lane) => db.selectFrom('contract').select(['contract.id', 'contract.contractTypeId', 'contract.state', 'contract.signedOn', 'contract.departmentId']).where(lane).where(matching(filters)),
    { limit: most + 1 },
  );
  const { rows } = await sql<FacetRow>`
    with counted as materialized (${newest})
    select 'total' as facet, null as value, null as label, count(*) from counted
    union all
    select 'types', t.id, t.name, count(*) from counted c join contract_type t on t.id = c.contract_type_id group by t.id
    union all
    select 'states', state, state, count(*) from counted group by state
    union all
    select 'years', year, year, count(*) from (select extract(year from signed_on)::text as year from counted) y where year is not null group by year
    union all
    select 'departments', d.id, d.name, count(*) from counted c join department d on d.id = c.department_id group by d.id
  `.execute(db);
  const facet = (name: FacetRow['facet']): Facet =>
    rows.flatMap(({ facet, value, label, count }) => (facet === name && value !== null ? [{ value, label: label ?? value, count }] : [])).toSorted((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
  return {
    total: rows.find((row) => row.facet === 'total')?.count ?? 0,
    types: facet('types'),
    states: facet('states'),
    years: facet('years').toSorted((a, b) => Number(b.value) - Number(a.value)),
    departments: facet('departments'),
  };
}
