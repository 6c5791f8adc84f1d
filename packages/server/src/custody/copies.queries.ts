import { readLabel } from '@qige/rules/label-code';
import type { ContractId, CopyFilters, CopyId, PlaceId } from '@qige/wire';
import { sql } from 'kysely';
import type { Actor } from '../actor.ts';
import { matching } from '../contracts/filters.queries.ts';
import { visibleTo } from '../contracts/visible.queries.ts';
import { findSetting } from '../people/setting.queries.ts';
import type { Db } from '../platform/db.ts';
import { beginningWith } from '../platform/like.ts';

export type ShownCopy = Awaited<ReturnType<ReturnType<typeof copies>['execute']>>[number];

/** Four hexadecimal digits that tell this archive's labels from another's. */
export async function findInstallation(db: Db): Promise<string> {
  return String(await findSetting(db, 'archive.installation'));
}

function copies(db: Db, actor: Actor) {
  return db
    .selectFrom('copy')
    .innerJoin('contract', 'contract.id', 'copy.contractId')
    .leftJoin('party', 'party.id', 'copy.partyId')
    .selectAll('copy')
    .select(['contract.number', 'contract.title', 'contract.state', 'party.name as partyName'])
    .where((eb) => visibleTo(actor)(eb as never));
}

export async function findCopy(db: Db, actor: Actor, copyId: CopyId): Promise<ShownCopy | undefined> {
  return copies(db, actor).where('copy.id', '=', copyId).executeTakeFirst();
}

export async function findCopies(db: Db, actor: Actor, copyIds: readonly CopyId[]): Promise<ShownCopy[]> {
  if (copyIds.length === 0) return [];
  return copies(db, actor).where('copy.id', 'in', [...copyIds]).orderBy('copy.id').execute();
}

export async function findCopiesOf(db: Db, actor: Actor, contractId: ContractId): Promise<ShownCopy[]> {
  return copies(db, actor).where('copy.contractId', '=', contractId).orderBy('copy.ordinal').execute();
}

/** The places of a branch; one range of the index of paths. */
const branch = (path: string) => sql<PlaceId>`(select id from place where path like ${beginningWith(path)})`;

export async function findPath(db: Db, placeId: PlaceId): Promise<string | undefined> {
  return (await db.selectFrom('place').select('path').where('id', '=', placeId).executeTakeFirst())?.path;
}

/** `path`: of the place whose branch is asked for. */
export async function listCopyRows(db: Db, actor: Actor, filters: CopyFilters, path: string | undefined, after: string | undefined, limit: number): Promise<ShownCopy[]> {
  const { text } = filters;
  const query = () => narrowed(copies(db, actor).orderBy('copy.id', 'desc').limit(limit), filters, path, after);
  if (!text) return query().execute();
  // Each way of being meant has its own index; one condition with OR would have none.
  const label = readLabel(text, await findInstallation(db));
  const meant = [
    query().where('copy.archivalCode', 'like', beginningWith(text.toUpperCase())),
    query().where((eb) => matching({ text })(eb as never)),
    ...(label.kind === 'good' && label.subject === 'copy' ? [query().where('copy.labelNo', '=', label.number)] : []),
  ];
  const found = new Map<CopyId, ShownCopy>();
  for (const one of meant) for (const row of await one.execute()) found.set(row.id, row);
  return [...found.values()].toSorted((x, y) => (x.id < y.id ? 1 : -1)).slice(0, limit);
}

function narrowed(query: ReturnType<typeof copies>, { filed, holder, personId, condition }: CopyFilters, path: string | undefined, after: string | undefined): ReturnType<typeof copies> {
  let narrow = query;
  if (after) narrow = narrow.where('copy.id', '<', after as CopyId);
  if (filed === 'no') narrow = narrow.where('copy.archivalCode', 'is', null).where('copy.holder', 'not in', ['outside', 'destroyed']);
  if (filed === 'yes') narrow = narrow.where('copy.archivalCode', 'is not', null);
  if (holder) narrow = narrow.where('copy.holder', '=', holder);
  if (personId) narrow = narrow.where('copy.personId', '=', personId);
  if (condition) narrow = narrow.where('copy.condition', '=', condition);
  if (path) narrow = narrow.where(sql<boolean>`copy.place_id in ${branch(path)}`);
  return narrow;
}

/** The first copy of each contract that is not somebody else's, and how many there are. */
export async function findFirstCopies(db: Db, actor: Actor, contractIds: readonly ContractId[]) {
  return db
    .selectFrom('copy')
    .innerJoin('contract', 'contract.id', 'copy.contractId')
    .distinctOn('copy.contractId')
    .select(['copy.id', 'copy.contractId', 'copy.holder', 'copy.placeId', 'copy.personId', 'copy.outside', 'copy.loanId'])
    .select((eb) => eb.selectFrom('copy as all').select((of) => of.fn.countAll<number>().as('count')).whereRef('all.contractId', '=', 'copy.contractId').as('count'))
    .where('copy.contractId', 'in', [...contractIds])
    .where((eb) => visibleTo(actor)(eb as never))
    .orderBy('copy.contractId')
    .orderBy((eb) => eb('copy.holder', '=', 'outside'))
    .orderBy((eb) => eb('copy.kind', '<>', 'original'))
    .orderBy('copy.ordinal')
    .execute();
}
