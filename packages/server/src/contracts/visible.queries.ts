import { Confidentiality } from '@qige/wire';
import { type Expression, type ExpressionBuilder, sql, type SqlBool } from 'kysely';
import type { Actor, Person } from '../actor.ts';
import type { Tables } from '../tables.ts';

type Asked = ExpressionBuilder<Tables, 'contract'>;
type Condition = (eb: Asked, person: Person) => Expression<SqlBool>;

const inDepartments: Condition = (eb, { departmentIds }) => (departmentIds.length === 0 ? eb.lit(false) : eb.and([eb('contract.departmentId', 'is not', null), eb('contract.departmentId', 'in', [...departmentIds])]));
const inCompanies: Condition = (eb, { companyIds }) => (companyIds.length === 0 ? eb.lit(false) : sql<SqlBool>`contract.company_ids && ${[...companyIds]}::text[]`);

/** What the rule is made of. Each is true or false, never NULL: asked the other way round, an empty column must not let anything through either. */
export const conditions = {
  owner: (eb, { id }) => eb.and([eb('contract.ownerId', 'is not', null), eb('contract.ownerId', '=', id)]),
  /** Named as a reader, until the day that was said. */
  named: (_eb, { id }) => sql<SqlBool>`contract.id in (select contract_id from contract_reader where person_id = ${id} and (until is null or until > now()))`,
  scope: (eb, person) => {
    if (person.sees === 'all') return eb.lit(true);
    if (person.sees === 'company') return eb.or([inDepartments(eb, person), inCompanies(eb, person)]);
    return person.sees === 'department' ? inDepartments(eb, person) : eb.lit(false);
  },
  level: (eb, { clearance }) => (clearance === 'secret' ? eb.lit(true) : eb('contract.confidentiality', 'in', Confidentiality.options.slice(0, Confidentiality.options.indexOf(clearance) + 1))),
  closed: (eb, { permissions }) => (permissions.has('closed.see') ? eb.lit(true) : eb('contract.closed', '=', false)),
} satisfies Record<string, Condition>;
export type Conditions = Record<keyof typeof conditions, Condition>;

/** Whether nothing is hidden from them: they answer for the whole archive. */
export function seesAll(actor: Actor): boolean {
  return actor.kind === 'system' || (actor.sees === 'all' && actor.clearance === 'secret' && actor.permissions.has('closed.see'));
}

/** The rule, of the conditions it is given; a test takes them out one by one. */
export const visibleBy = ({ owner, named, scope, level, closed }: Conditions) => (actor: Actor) => (eb: Asked): Expression<SqlBool> => {
  if (actor.kind === 'system' || seesAll(actor)) return eb.lit(true);
  if (actor.sees === null) return eb.lit(false);
  return eb.or([eb.and([scope(eb, actor), level(eb, actor), closed(eb, actor)]), owner(eb, actor), named(eb, actor)]);
};

/**
 * The one place that says who may see a contract; every query made for a person ends with it. Denied unless the person may see contracts at
 * all and either owns this one or is named as its reader, or it stands within their scope, no higher than their clearance, and is not closed
 * to them. What has just arrived has neither owner nor department, so only those who see all see it.
 */
export const visibleTo = visibleBy(conditions);

/** As `visibleTo`, but for contracts one is only named for: who was let in for a time decides nothing about who else sees them. */
export const visibleByStanding = visibleBy({ ...conditions, named: (eb) => eb.lit(false) });

/**
 * `visibleTo` taken apart into conditions that exclude each other: the person's own contracts, those they are named for, each department, each
 * company, and the few with several companies of ours. Together they are the same contracts; but each can be read in the order of its own
 * index, which one condition with OR cannot.
 */
export function lanesOf(actor: Actor) {
  type Lane = (eb: Asked) => Expression<SqlBool>;
  if (actor.kind === 'system' || actor.sees === null || actor.sees === 'all' || actor.departmentIds.length + actor.companyIds.length > 50) return [visibleTo(actor)];
  const { owner, named, level, closed } = conditions;
  const notTheirs = (eb: Asked): Expression<SqlBool> => eb('contract.ownerId', 'is distinct from', actor.id);
  const others = (eb: Asked): Expression<SqlBool>[] => [notTheirs(eb), eb.not(named(eb, actor)), level(eb, actor), closed(eb, actor)];
  const lanes: Lane[] = [(eb) => owner(eb, actor), (eb) => eb.and([notTheirs(eb), named(eb, actor)])];
  if (actor.sees === 'own') return lanes;
  const departments = actor.departmentIds.map((departmentId): Lane => (eb) => eb.and([eb('contract.departmentId', '=', departmentId), ...others(eb)]));
  if (actor.sees === 'department' || actor.companyIds.length === 0) return [...lanes, ...departments];
  const elsewhere = (eb: Asked): Expression<SqlBool>[] => [...(actor.departmentIds.length === 0 ? [] : [eb.not(inDepartments(eb, actor))]), ...others(eb)];
  const companies = actor.companyIds.map((companyId): Lane => (eb) => eb.and([sql<SqlBool>`contract.company_ids[1] = ${companyId}`, ...elsewhere(eb)]));
  const several: Lane = (eb) => eb.and([sql<SqlBool>`contract.company_ids[2] is not null`, sql<SqlBool>`contract.company_ids[1] <> all(${[...actor.companyIds]}::text[])`, inCompanies(eb, actor), ...elsewhere(eb)]);
  return [...lanes, ...departments, ...companies, several];
}
