import { type Expression, expressionBuilder, type ExpressionBuilder, type RawBuilder, sql, type SqlBool } from 'kysely';
import type { ContractId, Search } from '@qige/wire';
import type { Actor } from '../actor.ts';
import { signedYear } from '../contracts/filters.queries.ts';
import { united, visibleTo } from '../contracts/visible.queries.ts';
import type { Db } from '../platform/db.ts';
import { fold } from '../platform/fold.ts';
import type { Tables } from '../tables.ts';
import { gramsOfWord } from './grams.rules.ts';
import { gramsIn, needOf, type Need, shareOf } from './need.rules.ts';
import { namesTypes, withTypes, type Asked } from './words.rules.ts';

export type Filters = Omit<Search, 'words' | 'order' | 'after' | 'limit'>;
export interface Question {
  asked: Asked | null;
  filters: Filters;
}

/** Above this share of all contracts a walk from the newest finds a page sooner than the index finds all of them (bench search). */
const commonShare = 0.04;
/**
 * A walk goes so far at a time, and has been wrong to start when the page is not full then: the index takes over. The first step is short, since
 * most searches end there, and since the planner reads in order only what ends soon: of a long step it might read and sort a whole department.
 */
const stepsOf = (wanted: number): number[] => (16 * wanted < 2_500 ? [16 * wanted, 2_500] : [Math.max(2_500, 3 * wanted)]);

/**
 * The newest `wanted` contracts older than `after` that answer the question, ids descending. Two ways lead there: the inverted index,
 * quick when few contracts can hold the words, and a walk from the newest, quick when many do. The choice goes by the sampled
 * frequency of the words' pairs; a walk that turns out long hands over to the index.
 */
export async function findNewest(db: Db, actor: Actor, given: Question, wanted: number, after: ContractId | undefined): Promise<ContractId[]> {
  const question = await settled(db, given);
  const { asked } = question;
  if (!asked) return (await walked(db, actor, question, after, wanted).execute(db)).rows.map(({ id }) => id);
  const need = needOf(asked, fold);
  const further = (from: ContractId | undefined) => (need ? indexed(db, actor, question, need, from) : walked(db, actor, question, from));
  if (shareOf(need, await sharesOf(db, need)) < commonShare) return answering(db, asked, further(after), wanted);

  const found: ContractId[] = [];
  let from = after;
  for (const step of stepsOf(wanted)) {
    const { here, last } = await walk(db, actor, question, wanted - found.length, from, step);
    found.push(...here);
    if (!last) return found;
    from = last;
  }
  return [...found, ...(await answering(db, asked, further(from), wanted - found.length))];
}

/** More in one name than this, and the newest hold plenty of them. */
const commonInNames = 2_000;

/** Contracts that answer the question and bear one of the words in number, title or party, however old; at most `wanted`, the newest of them. */
export async function findNamed(db: Db, actor: Actor, given: Question, words: readonly string[], wanted: number): Promise<ContractId[]> {
  const question = await settled(db, given);
  const named = new Set<ContractId>();
  for (const word of words) {
    const { rows } = await sql<{ contractId: ContractId }>`select contract_id from search_text where heading_grams @> ${gramsOfWord(word)}::int4[] limit ${commonInNames + 1}`.execute(db);
    if (rows.length <= commonInNames) for (const { contractId } of rows) named.add(contractId);
  }
  if (named.size === 0) return [];
  const bearing = (eb: ExpressionBuilder<Tables, 'contract'>) => eb.and([visibleTo(actor)(eb), sql<SqlBool>`contract.id = any(${[...named]}::text[])`]);
  return answering(db, question.asked, sql`${candidates(db, question, bearing, undefined).orderBy('contract.id', 'desc')}`, wanted);
}

/** The question as the database is asked it: a place is one more word that must stand there, a type the types that bear such a name. */
async function settled(db: Db, { asked, filters: { place, ...filters } }: Question): Promise<Question> {
  const types = asked && namesTypes(asked) ? await db.selectFrom('contractType').select(['id', 'code', 'name', 'nameEn']).execute() : [];
  const known = asked && withTypes(asked, (name) => types.filter((type) => isNamed(type, fold(name))).map(({ id }) => id));
  if (!place) return { asked: known, filters };
  const there: Asked = { kind: 'contains', field: 'place', text: place };
  return { asked: known ? { kind: 'and', of: [known, there] } : there, filters };
}

const isNamed = (type: { code: string; name: string; nameEn: string }, wanted: string): boolean => fold(type.code) === wanted || fold(type.nameEn) === wanted || fold(type.name).includes(wanted);

/** What is asked of a contract's own row, so that the walk need not look it up again. */
const ownRow = ['contract.id', 'contract.state', 'contract.contractTypeId', 'contract.signedOn', 'contract.expiresOn', 'contract.amount'] as const;

function candidates(db: Db, { asked, filters }: Question, rule: ReturnType<typeof visibleTo>, after: ContractId | undefined) {
  const query = db
    .selectFrom('contract')
    .select(asked ? ownRow : ['contract.id'])
    .where(rule)
    .where((eb) => filtered(eb, filters))
    .where((eb) => eb.and(ofRegister(asked).map((part) => answers(eb as unknown as Both, part))));
  return after ? query.where('contract.id', '<', after) : query;
}

/** All that may be seen, from the newest; read no further than whoever asks for them needs. */
const walked = (db: Db, actor: Actor, question: Question, after: ContractId | undefined, limit?: number) => united(actor, (lane) => candidates(db, question, lane, after), { limit });

/** Looks at so many of the newest until the page is full. `last`: where it gave up. That one is brought in any case, and with it whether it answers. */
async function walk(db: Db, actor: Actor, question: Question, wanted: number, after: ContractId | undefined, atMost: number): Promise<{ here: ContractId[]; last?: ContractId }> {
  const isLast = sql`contract.nth = ${atMost}`;
  const answered = holdsTrue(question.asked);
  const { rows } = await sql<{ id: ContractId; last: boolean; answers: boolean | null }>`
    select contract.id, ${isLast} as last, case when ${isLast} then ${answered} else true end as answers
    from (select *, row_number() over (order by id desc) as nth from ${walked(db, actor, question, after, atMost)} as walked) as contract
    where ${isLast} or ${answered} order by contract.id desc limit ${wanted}`.execute(db);
  const last = rows.find((row) => row.last);
  const here = rows.filter((row) => row.answers).map((row) => row.id);
  return last && here.length < wanted ? { here, last: last.id } : { here };
}

/** Those that can hold the words. As an array, so that they are gone through in order, and never the contracts to test the index one by one. */
function indexed(db: Db, actor: Actor, question: Question, need: NonNullable<Need>, after: ContractId | undefined) {
  const held = sql<SqlBool>`contract.id = any(array(select contract_id from search_text where ${holds(need)}))`;
  return sql`${candidates(db, question, visibleTo(actor), after).where(held).orderBy('contract.id', 'desc')}`;
}

/** The newest of the candidates whose text answers, none looked into beyond those wanted. */
async function answering(db: Db, asked: Asked | null, among: RawBuilder<unknown>, wanted: number): Promise<ContractId[]> {
  const { rows } = await sql<{ id: ContractId }>`select contract.id from (${among}) as contract where ${holdsTrue(asked)} order by contract.id desc limit ${wanted}`.execute(db);
  return rows.map((row) => row.id);
}

/** Asked of one text after the other: a join might look into all of them first. */
function holdsTrue(asked: Asked | null): RawBuilder<unknown> {
  return asked ? sql`(select ${answers(expressionBuilder<Tables, 'searchText' | 'contract'>(), asked)} from search_text where search_text.contract_id = contract.id)` : sql`true`;
}

/** What the register answers by itself: a state, a type, dates and amounts that must all hold. No text need be looked into for those it rules out. */
function ofRegister(asked: Asked | null): Asked[] {
  if (!asked) return [];
  return asked.kind === 'and' ? asked.of.flatMap(ofRegister) : isOfRegister(asked) ? [asked] : [];
}

function isOfRegister(asked: Asked): boolean {
  if (asked.kind === 'word' || asked.kind === 'contains') return false;
  if (asked.kind === 'not') return isOfRegister(asked.of);
  return asked.kind === 'and' || asked.kind === 'or' ? asked.of.every(isOfRegister) : true;
}

function holds(need: NonNullable<Need>): Expression<SqlBool> {
  if (need.kind === 'grams') return need.inName ? sql<SqlBool>`heading_grams @> ${[...need.grams]}::int4[]` : sql<SqlBool>`grams @> ${[...need.grams]}::int4[]`;
  const parts = need.of.filter((part) => part !== null).map(holds);
  return sql<SqlBool>`(${sql.join(parts, need.kind === 'all' ? sql` and ` : sql` or `)})`;
}

type Both = ExpressionBuilder<Tables, 'searchText' | 'contract'>;

/** The question itself, asked of one text; what the index and the walk bring is only ever a candidate. */
export function answers(eb: Both, asked: Asked): Expression<SqlBool> {
  switch (asked.kind) {
    case 'word':
      return sql<SqlBool>`strpos(search_text.folded, ${fold(asked.text)}) > 0`;
    case 'contains':
      return sql<SqlBool>`strpos(${sql.ref(`search_text.${asked.field}`)}, ${fold(asked.text)}) > 0`;
    case 'state':
      return eb('contract.state', '=', asked.state);
    case 'type':
      return asked.ids && asked.ids.length > 0 ? eb('contract.contractTypeId', 'in', [...asked.ids]) : eb.lit(false);
    case 'dates': {
      const column = asked.field === 'signed' ? 'contract.signedOn' : 'contract.expiresOn';
      return eb.and([eb(column, 'is not', null), ...(asked.from ? [eb(column, '>=', asked.from)] : []), ...(asked.to ? [eb(column, '<=', asked.to)] : [])]);
    }
    case 'amounts':
      return eb.and([
        eb('contract.amount', 'is not', null),
        ...(asked.from ? [sql<SqlBool>`contract.amount >= ${asked.from}::numeric`] : []),
        ...(asked.to ? [sql<SqlBool>`contract.amount <= ${asked.to}::numeric`] : []),
      ]);
    case 'not':
      return eb.not(answers(eb, asked.of));
    case 'and':
      return eb.and(asked.of.map((part) => answers(eb, part)));
    case 'or':
      return eb.or(asked.of.map((part) => answers(eb, part)));
  }
}

function filtered(eb: ExpressionBuilder<Tables, 'contract'>, filters: Filters): Expression<SqlBool> {
  const { contractTypeId, departmentId, partyId, state, year } = filters;
  return eb.and([
    ...(contractTypeId ? [eb('contract.contractTypeId', '=', contractTypeId)] : []),
    ...(departmentId ? [eb('contract.departmentId', '=', departmentId)] : []),
    ...(partyId ? [eb('contract.id', 'in', eb.selectFrom('contractParty').select('contractParty.contractId').where('contractParty.partyId', '=', partyId))] : []),
    ...(state ? [eb('contract.state', '=', state)] : []),
    ...(year ? [eb(signedYear, '=', year)] : []),
  ]);
}

async function sharesOf(db: Db, need: Need): Promise<Map<number, number>> {
  const grams = gramsIn(need);
  if (grams.length === 0) return new Map();
  const rows = await db.selectFrom('gramShare').selectAll().where('gram', 'in', grams).execute();
  return new Map(rows.map((row) => [row.gram, row.share]));
}
