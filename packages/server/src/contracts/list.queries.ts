import type { ContractFilters, ContractId, ContractSort } from '@qige/wire';
import { type RawBuilder, sql } from 'kysely';
import type { Actor } from '../actor.ts';
import type { Db } from '../platform/db.ts';
import type { Place } from './cursor.rules.ts';
import { matching } from './filters.queries.ts';
import { united, visibleTo } from './visible.queries.ts';

export interface Order {
  sort: ContractSort;
  direction: 'asc' | 'desc';
}

interface Key {
  column: RawBuilder<unknown>;
  type: 'text' | 'date' | 'numeric';
  nullable: boolean;
}

// Each has its index, over all and within a department (migration 0003), which is read forwards or backwards.
const keys: Readonly<Record<Exclude<ContractSort, 'newest'>, Key>> = {
  signed: { column: sql.ref('contract.signed_on'), type: 'date', nullable: true },
  expires: { column: sql.ref('contract.expires_on'), type: 'date', nullable: true },
  amount: { column: sql.ref('contract.amount'), type: 'numeric', nullable: true },
  counterparty: { column: sql.ref('contract.counterparty_key'), type: 'text', nullable: false },
  number: { column: sql`contract.number collate "C"`, type: 'text', nullable: false },
};

/** The places of a page, in order. Rows without a key come last in either direction: after the last that has one, the rest by age. */
export async function findPlaces(db: Db, actor: Actor, filters: ContractFilters, order: Order, after: Place | undefined, limit: number): Promise<Place[]> {
  if (order.sort === 'newest') return placesBy(db, actor, filters, undefined, order, after, limit);
  const key = keys[order.sort];
  const keyed = after && after.key === null ? [] : await placesBy(db, actor, filters, key, order, after, limit);
  if (!key.nullable || keyed.length >= limit) return keyed;
  const keyless = await placesBy(db, actor, filters, null, { sort: order.sort, direction: 'desc' }, after?.key === null ? after : undefined, limit - keyed.length, key);
  return [...keyed, ...keyless];
}

/** `key` undefined: by id alone. `key` null: those in which `without` is empty, by id. */
async function placesBy(db: Db, actor: Actor, filters: ContractFilters, key: Key | undefined | null, { direction }: Order, after: Place | undefined, limit: number, without?: Key): Promise<Place[]> {
  const forward = direction === 'asc';
  // Written as the index stands, so that it is read in order: keys without a value are last when descending, first when ascending.
  const byKey = key ? sql`key ${sql.raw(key.nullable ? (forward ? 'asc nulls first' : 'desc nulls last') : direction)}` : undefined;
  const places = united(
    actor,
    (lane) => {
      let query = db.selectFrom('contract').select('contract.id').where(lane).where(matching(filters));
      if (key) query = query.select(key.column.as('key'));
      if (without) query = query.where(sql<boolean>`${without.column} is null`);
      if (key?.nullable) query = query.where(sql<boolean>`${key.column} is not null`);
      if (after && key) {
        const place = sql`(${after.key}::${sql.raw(key.type)}, ${after.id})`;
        query = query.where(sql<boolean>`(${key.column}, contract.id) ${sql.raw(forward ? '>' : '<')} ${place}`);
      } else if (after) query = query.where('contract.id', forward ? '>' : '<', after.id as ContractId);
      return query;
    },
    { direction, byKey, limit },
  );
  const { rows } = await sql<{ id: string; key?: string }>`${places}`.execute(db);
  return rows.map(({ id, key = null }) => ({ id, key }));
}

export const rowColumns = [
  'contract.id',
  'contract.number',
  'contract.printedNumber',
  'contract.title',
  'contract.contractTypeId',
  'contract.state',
  'contract.confidentiality',
  'contract.departmentId',
  'contract.ownerId',
  'contract.counterparty',
  'contract.ownEntity',
  'contract.signedOn',
  'contract.effectiveOn',
  'contract.expiresOn',
  'contract.amount',
  'contract.currency',
  'contract.pageCount',
  'contract.findingCount',
  'contract.registeredAt',
] as const;

/** The rows of these contracts, in their order. */
export async function findRows(db: Db, actor: Actor, ids: readonly string[]) {
  if (ids.length === 0) return [];
  const rows = await db
    .selectFrom('contract')
    .leftJoin('person', 'person.id', 'contract.ownerId')
    .leftJoin('department', 'department.id', 'contract.departmentId')
    .innerJoin('contractType', 'contractType.id', 'contract.contractTypeId')
    .select([...rowColumns, 'person.name as ownerName', 'department.name as departmentName', 'contractType.name as typeName', 'contractType.nameEn as typeNameEn'])
    .where('contract.id', 'in', ids as ContractId[])
    .where(visibleTo(actor))
    .execute();
  const byId = new Map<string, (typeof rows)[number]>(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}
