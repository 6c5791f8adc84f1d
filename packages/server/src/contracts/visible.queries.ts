import { Confidentiality } from '@qige/wire';
import { type Expression, type ExpressionBuilder, type RawBuilder, sql, type SqlBool } from 'kysely';
import type { Actor, Person } from '../actor.ts';
import type { Db } from '../platform/db.ts';
import type { Tables } from '../tables.ts';

type Asked = ExpressionBuilder<Tables, 'contract'>;
type Condition = (eb: Asked, person: Person) => Expression<SqlBool>;

const inDepartments: Condition = (eb, { departmentIds }) => (departmentIds.length === 0 ? eb.lit(false) : eb.and([eb('contract.departmentId', 'is not', null), eb('contract.departmentId', 'in', [...departmentIds])]));
const inCompanies: Condition = (eb, { companyIds }) => (companyIds.length === 0 ? eb.lit(false) : sql<SqlBool>`contract.company_ids && ${[...companyIds]}::text[]`);

const readBy = ({ id }: Person) => sql`select contract_id from contract_reader where person_id = ${id} and (until is null or until > now())`;

/** What the rule is made of. Each is true or false, never NULL: asked the other way round, an empty column must not let anything through either. */
export const conditions = {
  owner: (eb, { id }) => eb.and([eb('contract.ownerId', 'is not', null), eb('contract.ownerId', '=', id)]),
  /** Named as a reader, until the day that was said. */
  named: (_eb, person) => sql<SqlBool>`contract.id in (${readBy(person)})`,
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

type Lane = (eb: Asked) => Expression<SqlBool>;

/**
 * `visibleTo` taken apart: the person's own contracts, those they are named for, each department, each company, and the few with several
 * companies of ours. Each can be read in the order of its own index, which one condition with OR cannot. A contract may stand in several of
 * them: were each to rule out the others, planning would take longer than reading. So they are read by `united`.
 */
export function lanesOf(actor: Actor): Lane[] {
  if (actor.kind === 'system' || !isRead(actor)) return [visibleTo(actor)];
  const { level, closed } = conditions;
  const { theirs, around } = standsIn(actor);
  return [...theirs, ...around.map((place): Lane => (eb) => eb.and([place(eb), level(eb, actor), closed(eb, actor)]))];
}

/** Whether what the person sees is made of places that can be read one by one. */
const isRead = ({ sees, departmentIds, companyIds }: Person): boolean => sees !== null && sees !== 'all' && departmentIds.length + companyIds.length <= 50;

/** `theirs`: open whatever their level. `around`: open as far as the person's clearance goes. */
function standsIn(person: Person): { theirs: Lane[]; around: Lane[] } {
  const theirs: Lane[] = [(eb) => conditions.owner(eb, person), () => sql<SqlBool>`contract.id = any(array(${readBy(person)}))`];
  if (person.sees === 'own') return { theirs, around: [] };
  const departments = person.departmentIds.map((departmentId): Lane => (eb) => eb('contract.departmentId', '=', departmentId));
  if (person.sees === 'department' || person.companyIds.length === 0) return { theirs, around: departments };
  const companies = person.companyIds.map((companyId): Lane => () => sql<SqlBool>`contract.company_ids[1] = ${companyId}`);
  const several: Lane = (eb) => eb.and([sql<SqlBool>`contract.company_ids[2] is not null`, inCompanies(eb, person)]);
  return { theirs, around: [...departments, ...companies, several] };
}

interface Reading {
  direction?: 'asc' | 'desc';
  /** How the column `key` of each query is sorted, where the order is not by id alone. */
  byKey?: RawBuilder<unknown> | undefined;
  limit?: number | undefined;
}

/** What `query` brings for each lane of the actor, each contract once, in order and no more than `limit`. The query brings an `id`, in no order of its own. */
export function united<T>(actor: Actor, query: (lane: Lane) => Expression<T>, { direction = 'desc', byKey, limit }: Reading = {}): RawBuilder<T> {
  const order = sql`order by ${byKey ? sql`${byKey}, ` : sql``}id ${sql.raw(direction)} ${limit === undefined ? sql`` : sql`limit ${limit}`}`;
  const lanes = lanesOf(actor).map((lane) => sql<T>`(${query(lane)} ${order})`);
  const [only] = lanes;
  if (only && lanes.length === 1) return only;
  return sql<T>`(select distinct on (${byKey ? sql`key, ` : sql``}id) * from (${sql.join(lanes, sql` union all `)}) as lane ${order})`;
}

/** Among so many contracts, what hangs on them is found sooner from them; where more are seen, a walk through the other list soon meets one. */
const fewContracts = 2_500;

/** Whether the person sees but a few contracts, counted without regard to their clearance: that stands in the indexes alone. */
export async function seesFew(db: Db, actor: Actor, few = fewContracts): Promise<boolean> {
  if (actor.kind === 'system' || !isRead(actor)) return false;
  const { theirs, around } = standsIn(actor);
  const each = [...theirs, ...around].map((lane) => sql`(${db.selectFrom('contract').select(sql`1`.as('one')).where(lane).limit(few + 1)})`);
  const { rows } = await sql<{ few: boolean }>`select count(*) <= ${few} as few from (${sql.join(each, sql` union all `)}) as seen`.execute(db);
  return rows[0]?.few ?? false;
}
