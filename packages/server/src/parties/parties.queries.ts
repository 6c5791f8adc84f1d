import { type Expression, type ExpressionBuilder, sql, type SqlBool } from 'kysely';
import type { PartyId, PartyKind } from '@qige/wire';
import type { Db, Tx } from '../platform/db.ts';
import { fold } from '../platform/fold.ts';
import type { Tables } from '../tables.ts';
import { initialsOf } from './pinyin.ts';

const columns = ['party.id', 'party.kind', 'party.name', 'party.uscc', 'party.formerNames', 'party.note', 'party.closed', 'party.createdAt', 'party.updatedAt'] as const;

export type StoredParty = NonNullable<Awaited<ReturnType<typeof findParty>>>;
/** Which parties may be listed at all; the room of contracts knows whose contracts a person sees. */
export type PartyLimit = (eb: ExpressionBuilder<Tables, 'party'>) => Expression<SqlBool>;

export async function findParty(db: Db, partyId: PartyId) {
  return db.selectFrom('party').select(columns).where('party.id', '=', partyId).executeTakeFirst();
}

export async function findPartyByCode(db: Db, uscc: string) {
  return db.selectFrom('party').select(columns).where('uscc', '=', uscc).executeTakeFirst();
}

/** Parties of exactly this name but for width, brackets, spaces and traditional characters; oldest first. */
export async function findPartiesByName(db: Db, name: string) {
  return db.selectFrom('party').select(columns).where('nameFolded', '=', fold(name)).orderBy('id').execute();
}

/** Parties that once had this name, oldest first. */
export async function findPartiesByFormerName(db: Db, name: string) {
  const within = `\u001e${fold(name)}\u001e`;
  return db.selectFrom('party').select(columns).where(sql<boolean>`strpos(${'\u001e'} || party.all_names || ${'\u001e'}, ${within}) > 0`).orderBy('id').execute();
}

export interface PartyPlace {
  rank: number;
  name: string;
  id: string;
}

export interface PartyFilter {
  text?: string | undefined;
  kind?: PartyKind | undefined;
}

/**
 * By name; with a text first those that begin with it. `rank` says which of the two. Whether one may be listed is asked last, in the order of
 * the list and no further than the page is long: it can take looking through its contracts.
 */
export async function findParties(db: Db, may: PartyLimit, { text, kind }: PartyFilter, after: PartyPlace | undefined, limit: number) {
  const folded = fold(text ?? '');
  const rank = folded === '' ? sql<number>`0` : sql<number>`case when starts_with(party.name_folded, ${folded}) then 0 else 1 end`;
  let query = db.selectFrom('party').select([...columns, rank.as('rank')]);
  if (kind) query = query.where('party.kind', '=', kind);
  if (folded !== '') {
    query = query.where((eb) =>
      eb.or([
        sql<boolean>`strpos(party.all_names, ${folded}) > 0`,
        sql<boolean>`strpos(lower(party.uscc), ${folded}) > 0`,
        ...(/^[a-z0-9]+$/.test(folded) ? [sql<boolean>`strpos(party.pinyin, ${folded}) > 0`] : []),
      ]),
    );
  }
  if (after) query = query.where(sql<boolean>`(${rank}, party.name, party.id) > (${after.rank}, ${after.name}, ${after.id})`);
  const byName = ['party.name', 'party.id'] as const;
  const order = folded === '' ? byName : (['rank', ...byName] as const);
  const inOrder = order.reduce((sorted, by) => sorted.orderBy(by), query).offset(0);
  const listed = db.selectFrom(inOrder.as('party')).selectAll().where((eb) => may(eb as never));
  return order.reduce((sorted, by) => sorted.orderBy(by), listed).limit(limit).execute();
}

/** Only one transaction at a time makes or renames parties: what it looked up stays true until it ends. */
export async function lockPartyNames(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('party names'))`.execute(tx);
}

export async function lockParty(tx: Tx, partyId: PartyId) {
  return tx.selectFrom('party').select(columns).where('party.id', '=', partyId).forUpdate().executeTakeFirst();
}

const looks = (name: string, formerNames: readonly string[]) => ({
  name,
  nameFolded: fold(name),
  formerNames: [...formerNames],
  allNames: [name, ...formerNames].map(fold).join('\u001e'),
  pinyin: initialsOf(name),
});

export async function insertParty(tx: Tx, party: { id: PartyId; name: string; uscc: string | null; note?: string; kind?: PartyKind }) {
  const { name, ...rest } = party;
  return tx.insertInto('party').values({ ...rest, ...looks(name, []) }).returning(columns).executeTakeFirstOrThrow();
}

export interface PartyUpdate {
  name: string;
  formerNames: readonly string[];
  uscc: string | null;
  note: string;
  kind: PartyKind;
}

export async function updateParty(tx: Tx, partyId: PartyId, { name, formerNames, ...rest }: PartyUpdate, at: Date) {
  return tx
    .updateTable('party')
    .set({ ...rest, ...looks(name, formerNames), updatedAt: at })
    .where('id', '=', partyId)
    .returning(columns)
    .executeTakeFirstOrThrow();
}

export async function giveCode(tx: Tx, partyId: PartyId, uscc: string, at: Date): Promise<void> {
  await tx.updateTable('party').set({ uscc, updatedAt: at }).where('id', '=', partyId).execute();
}

/** Its contracts are the other's from now on. Returns how many rows moved. */
export async function moveContracts(tx: Tx, from: PartyId, into: PartyId): Promise<number> {
  const { numUpdatedRows } = await tx.updateTable('contractParty').set({ partyId: into }).where('partyId', '=', from).executeTakeFirst();
  return Number(numUpdatedRows);
}

/** What is one with a closed party is closed. */
export async function saveClosed(tx: Tx, partyId: PartyId): Promise<void> {
  await tx.updateTable('party').set({ closed: true }).where('id', '=', partyId).execute();
}

/** Who worked for the one company works for the other. */
export async function moveCompany(tx: Tx, from: PartyId, into: PartyId): Promise<void> {
  await tx
    .updateTable('person')
    .set({ companyIds: sql<string[]>`array(select distinct case when one = ${from} then ${into} else one end from unnest(company_ids) one)` })
    .where(sql<boolean>`${from} = any(company_ids)`)
    .execute();
}

export async function deleteParty(tx: Tx, partyId: PartyId): Promise<void> {
  await tx.deleteFrom('party').where('id', '=', partyId).execute();
}
