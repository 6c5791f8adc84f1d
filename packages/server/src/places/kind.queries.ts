import type { PlaceHolds, PlaceKind } from '@qige/wire';
import type { Db, Tx } from '../platform/db.ts';

const kinds = (db: Db) =>
  db
    .selectFrom('placeKind')
    .selectAll('placeKind')
    .select((eb) => eb.selectFrom('place').select((p) => p.fn.countAll<number>().as('n')).whereRef('place.kind', '=', 'placeKind.code').as('used'));

export async function findKinds(db: Db): Promise<PlaceKind[]> {
  const rows = await kinds(db).orderBy('position').orderBy('code').execute();
  return rows.map((row) => ({ ...row, used: row.used ?? 0 }));
}

/** The rules of the kinds alone, without counting what there is of each. */
export async function findKindRules(db: Db) {
  return db.selectFrom('placeKind').selectAll().orderBy('position').orderBy('code').execute();
}

export async function findKind(db: Db, code: string): Promise<PlaceKind | undefined> {
  const row = await kinds(db).where('code', '=', code).executeTakeFirst();
  return row && { ...row, used: row.used ?? 0 };
}

export interface KindParts {
  name: string;
  nameEn: string;
  within: string[];
  holds: PlaceHolds;
  moves: boolean;
  thicknessMm: number | null;
  capacity: number | null;
  capacityMm: number | null;
}

/** False where the code is taken. */
export async function insertKind(tx: Tx, kind: KindParts & { code: string }): Promise<boolean> {
  const inserted = await tx
    .insertInto('placeKind')
    .values((eb) => ({ ...kind, position: eb.selectFrom('placeKind').select((k) => k(k.fn.coalesce(k.fn.max('position'), k.lit(0)), '+', 10).as('next')) }))
    .onConflict((conflict) => conflict.column('code').doNothing())
    .returning('code')
    .executeTakeFirst();
  return inserted !== undefined;
}

export type KindUpdate = { [K in keyof KindParts | 'position']?: (K extends 'position' ? number : KindParts[K & keyof KindParts]) | undefined };

export async function updateKind(tx: Tx, code: string, update: KindUpdate): Promise<void> {
  await tx.updateTable('placeKind').set(update).where('code', '=', code).execute();
}
