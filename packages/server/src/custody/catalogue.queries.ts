import type { ArchiveRetention, CopyId, PlaceId } from '@qige/wire';
import { sql } from 'kysely';
import type { Actor } from '../actor.ts';
import { visibleTo } from '../contracts/visible.queries.ts';
import type { Db } from '../platform/db.ts';
import { beginningWith } from '../platform/like.ts';

export async function findPlaceHead(db: Db, placeId: PlaceId) {
  return db.selectFrom('place').innerJoin('placeKind', 'placeKind.code', 'place.kind').select(['place.id', 'place.path', 'place.code', 'place.name', 'place.kind', 'place.thicknessMm', 'placeKind.thicknessMm as kindThicknessMm']).where('place.id', '=', placeId).executeTakeFirst();
}

const standing = (db: Db, path: string) => db.selectFrom('copy').where(sql<boolean>`copy.place_id in (select id from place where path like ${beginningWith(path)})`);

/** How many papers stand there, whoever asks: a physical fact. Not counted further than `most` and one. */
export async function countStanding(db: Db, path: string, most = 1_000_000): Promise<number> {
  const row = await db.selectFrom(standing(db, path).select('copy.id').limit(most + 1).as('there')).select((eb) => eb.fn.countAll<number>().as('count')).executeTakeFirst();
  return row?.count ?? 0;
}

const seen = (db: Db, actor: Actor, path: string) =>
  standing(db, path)
    .innerJoin('contract', 'contract.id', 'copy.contractId')
    .leftJoin('archivalCode', 'archivalCode.code', 'copy.archivalCode')
    .where((eb) => visibleTo(actor)(eb as never));

/** Filed ones by their codes, then the rest. `after`: the code, empty where there is none, and the id. */
export async function findCatalogue(db: Db, actor: Actor, path: string, after: { code: string; id: CopyId } | undefined, limit: number) {
  let query = seen(db, actor, path)
    .select(['copy.id', 'copy.contractId', 'copy.archivalCode as code', 'archivalCode.item', 'copy.kind', 'copy.ordinal', 'copy.pageCount', 'copy.attachments', 'copy.condition', 'copy.conditionNote', 'contract.number', 'contract.title', 'contract.counterparty', 'contract.ownEntity', 'contract.signedOn'])
    .orderBy(sql`coalesce(copy.archival_code, '~') collate "C"`)
    .orderBy('copy.id')
    .limit(limit);
  if (after) query = query.where(sql<boolean>`(coalesce(copy.archival_code, '~') collate "C", copy.id) > (${after.code || '~'} collate "C", ${after.id})`);
  return query.execute();
}

/** What stands on the spine of the box. */
export async function findSpine(db: Db, actor: Actor, path: string) {
  const rows = await seen(db, actor, path)
    .where('archivalCode.code', 'is not', null)
    .select(['archivalCode.fonds', 'archivalCode.year', 'archivalCode.retention', 'archivalCode.department'])
    .select((eb) => [eb.fn.min('archivalCode.item').as('first'), eb.fn.max('archivalCode.item').as('last')])
    .groupBy(['archivalCode.fonds', 'archivalCode.year', 'archivalCode.retention', 'archivalCode.department'])
    .execute();
  const all = (pick: (row: (typeof rows)[number]) => string | null): string[] => [...new Set(rows.map(pick))].filter((one) => one !== null).toSorted();
  return {
    fonds: all((row) => row.fonds),
    years: all((row) => row.year),
    retentions: all((row) => row.retention) as ArchiveRetention[],
    departments: all((row) => row.department),
    firstItem: rows.length === 0 ? null : Math.min(...rows.map((row) => row.first ?? 0)),
    lastItem: rows.length === 0 ? null : Math.max(...rows.map((row) => row.last ?? 0)),
  };
}
