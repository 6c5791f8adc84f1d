import { readLabel } from '@qige/rules/label-code';
import type { ContractId, CopyFilters, CopyId, PlaceId } from '@qige/wire';
import { sql } from 'kysely';
import type { Actor } from '../actor.ts';
import { matching } from '../contracts/filters.queries.ts';
import { visibleTo } from '../contracts/visible.queries.ts';
import { findSetting } from '../people/setting.queries.ts';
import type { Db } from '../platform/db.ts';

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

const beginning = (text: string): string => `${text.replace(/[\\%_]/g, '\\$&')}%`;

/** The places of a branch; one range of the index of paths. */
const branch = (path: string) => sql<PlaceId>`(select id from place where path like ${beginning(path)})`;

export async function findPath(db: Db, placeId: PlaceId): Promise<string | undefined> {
  return (await db.selectFrom('place').select('path').where('id', '=', placeId).executeTakeFirst())?.path;
}

/** `path`: of the place whose branch is asked for. */
export async function listCopyRows(db: Db, actor: Actor, { filed, holder, personId, condition, kind, text }: CopyFilters, path: string | undefined, after: string | undefined, limit: number): Promise<ShownCopy[]> {
  let query = copies(db, actor).orderBy('copy.id', 'desc').limit(limit);
  if (after) query = query.where('copy.id', '<', after as CopyId);
  if (filed === 'no') query = query.where('copy.archivalCode', 'is', null).where('copy.holder', 'not in', ['outside', 'destroyed']);
  if (filed === 'yes') query = query.where('copy.archivalCode', 'is not', null);
  if (holder) query = query.where('copy.holder', '=', holder);
  if (personId) query = query.where('copy.personId', '=', personId);
  if (condition) query = query.where('copy.condition', '=', condition);
  if (kind) query = query.where('copy.kind', '=', kind);
  if (path) query = query.where(sql<boolean>`copy.place_id in ${branch(path)}`);
  if (text) {
    const label = readLabel(text, await findInstallation(db));
    query = query.where((eb) =>
      eb.or([
        eb('copy.archivalCode', 'like', beginning(text.toUpperCase())),
        eb('copy.contractId', 'in', eb.selectFrom('contract').select('contract.id').where((of) => matching({ text })(of as never))),
        ...(label.kind === 'good' && label.subject === 'copy' ? [eb('copy.labelNo', '=', label.number)] : []),
      ]),
    );
  }
  return query.execute();
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
