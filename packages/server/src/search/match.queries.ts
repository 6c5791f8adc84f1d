import { type Expression, type ExpressionBuilder, sql, type SqlBool } from 'kysely';
import type { ContractId, Search } from '@qige/wire';
import type { Actor } from '../actor.ts';
import { unionAll } from '../contracts/filters.queries.ts';
import { lanesOf, visibleTo } from '../contracts/visible.queries.ts';
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
/** A walk that has looked at so many without filling the page was wrong to start: the index takes over. */
const walkAtMost = 1_500;
/** So many candidates are taken from the index at once; the rest when they are needed. */
const candidatesAtMost = 20_000;

/**
 * The newest `wanted` contracts older than `after` that answer the question, ids descending. Two ways lead there: the inverted index,
 * quick when few contracts can hold the words, and a walk from the newest, quick when many do. The choice goes by the sampled
 * frequency of the words' pairs; a walk that turns out long hands over to the index.
 */
export async function findNewest(db: Db, actor: Actor, given: Question, wanted: number, after: ContractId | undefined): Promise<ContractId[]> {
  const question = await settled(db, given);
  if (!question.asked) return visibleIds(db, actor, question, null, wanted, after);
  const need = needOf(question.asked, fold);
  const found: ContractId[] = [];
  let last = after;
  if (shareOf(need, await sharesOf(db, need)) >= commonShare) {
    const walked = await walk(db, actor, question, null, wanted, last, need ? walkAtMost : Infinity);
    found.push(...walked.found);
    if (found.length >= wanted || walked.exhausted) return found;
    last = walked.last;
  }
  const rest = await walk(db, actor, question, need, wanted - found.length, last, Infinity);
  return [...found, ...rest.found];
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
  const visible = await db
    .selectFrom('contract')
    .select('contract.id')
    .where('contract.id', 'in', [...named])
    .where(visibleTo(actor))
    .where((eb) => filtered(eb, question.filters))
    .orderBy('contract.id', 'desc')
    .limit(2 * wanted)
    .execute();
  return visible.length === 0 ? [] : (await answering(db, question.asked, visible.map(({ id }) => id))).slice(0, wanted);
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

/** Takes candidates newest first and keeps those whose text answers; the first steps are short, since most searches end there. */
async function walk(db: Db, actor: Actor, question: Question, need: Need, wanted: number, after: ContractId | undefined, atMost: number) {
  const found: ContractId[] = [];
  let last = after;
  let step = need ? candidatesAtMost : 64;
  for (let looked = 0; looked < atMost; ) {
    const candidates = await visibleIds(db, actor, question, need, step, last);
    for (let i = 0, size = wanted + 4; i < candidates.length && found.length < wanted; i += size, size = Math.min(size * 2, 1_000)) {
      found.push(...(await answering(db, question.asked, candidates.slice(i, i + size))));
    }
    if (found.length >= wanted || candidates.length < step) return { found: found.slice(0, wanted), last, exhausted: candidates.length < step };
    looked += candidates.length;
    last = candidates.at(-1);
    step = need ? step : Math.min(step * 3, 5_000);
  }
  return { found, last, exhausted: false };
}

async function visibleIds(db: Db, actor: Actor, { asked, filters }: Question, need: Need, limit: number, after: ContractId | undefined): Promise<ContractId[]> {
  const within = (rule: ReturnType<typeof visibleTo>) => {
    const query = db
      .selectFrom('contract')
      .select('contract.id')
      .where(rule)
      .where((eb) => filtered(eb, filters))
      .where((eb) => eb.and(ofRegister(asked).map((part) => answers(eb as unknown as Both, part))))
      .orderBy('contract.id', 'desc')
      .limit(limit);
    return after ? query.where('contract.id', '<', after) : query;
  };
  if (need) {
    // Materialised, so that the planner never walks the contracts to test the index one by one.
    const candidates = sql<ContractId>`(with candidate as materialized (select contract_id from search_text where ${holds(need)}) select contract_id from candidate)`;
    const rows = await within(visibleTo(actor)).where('contract.id', 'in', candidates).execute();
    return rows.map((row) => row.id);
  }
  const { rows } = await sql<{ id: ContractId }>`select id from (${unionAll(lanesOf(actor).map(within))}) as lane order by id desc limit ${limit}`.execute(db);
  return rows.map((row) => row.id);
}

async function answering(db: Db, asked: Asked | null, ids: readonly ContractId[]): Promise<ContractId[]> {
  const rows = await db
    .selectFrom('searchText')
    .innerJoin('contract', 'contract.id', 'searchText.contractId')
    .select('contractId')
    .where('contractId', 'in', [...ids])
    .where((eb) => (asked ? answers(eb, asked) : eb.lit(true)))
    .orderBy('contractId', 'desc')
    .execute();
  return rows.map((row) => row.contractId);
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
    ...(year ? [eb.between('contract.signedOn', `${year}-01-01`, `${year}-12-31`)] : []),
  ]);
}

async function sharesOf(db: Db, need: Need): Promise<Map<number, number>> {
  const grams = gramsIn(need);
  if (grams.length === 0) return new Map();
  const rows = await db.selectFrom('gramShare').selectAll().where('gram', 'in', grams).execute();
  return new Map(rows.map((row) => [row.gram, row.share]));
}
