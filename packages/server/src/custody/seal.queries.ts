import { sql } from 'kysely';
import type { CopyId, PlaceId, SealId } from '@qige/wire';
import type { Actor } from '../actor.ts';
import { visibleTo } from '../contracts/visible.queries.ts';
import type { Db, Tx } from '../platform/db.ts';

export type SealRow = Awaited<ReturnType<typeof findSeals>>[number];

const seals = (db: Db, actor: Actor) =>
  db
    .selectFrom('securitySeal')
    .leftJoin('copy', 'copy.id', 'securitySeal.copyId')
    .leftJoin('contract', 'contract.id', 'copy.contractId')
    .leftJoin('person as applier', (join) => join.onRef(sql.ref('applier.id'), '=', 'securitySeal.appliedBy'))
    .leftJoin('person as breaker', (join) => join.onRef(sql.ref('breaker.id'), '=', 'securitySeal.brokenBy'))
    .selectAll('securitySeal')
    .select(['applier.name as applierName', 'breaker.name as breakerName', 'copy.contractId'])
    .where((eb) => eb.or([eb('securitySeal.placeId', 'is not', null), visibleTo(actor)(eb as never) as never]));

export interface SealFilter {
  copyId?: CopyId | undefined;
  placeId?: PlaceId | undefined;
  number?: string | undefined;
  state?: 'whole' | 'broken' | undefined;
}

export async function findSeals(db: Db, actor: Actor, { copyId, placeId, number, state }: SealFilter, after: string | undefined, limit: number) {
  let query = seals(db, actor).orderBy('securitySeal.id', 'desc').limit(limit);
  if (copyId) query = query.where('securitySeal.copyId', '=', copyId);
  if (placeId) query = query.where('securitySeal.placeId', '=', placeId);
  if (number) query = query.where('securitySeal.number', '=', number);
  if (state) query = query.where('securitySeal.brokenAt', state === 'broken' ? 'is not' : 'is', null);
  if (after) query = query.where('securitySeal.id', '<', after as SealId);
  return query.execute();
}

export async function findSeal(db: Db, actor: Actor, sealId: SealId): Promise<SealRow | undefined> {
  return seals(db, actor).where('securitySeal.id', '=', sealId).executeTakeFirst();
}

/** False where the number stands on another seal already, broken or not. */
export async function insertSeal(tx: Tx, seal: { id: SealId; number: string; copyId: CopyId | null; placeId: PlaceId | null; appliedBy: string; appliedAt: Date }): Promise<boolean> {
  const inserted = await tx.insertInto('securitySeal').values(seal).onConflict((conflict) => conflict.column('number').doNothing()).returning('id').executeTakeFirst();
  return inserted !== undefined;
}

/** False where it was broken before. */
export async function saveBroken(tx: Tx, sealId: SealId, broken: { brokenBy: string; brokenAt: Date; brokenWhy: string }): Promise<boolean> {
  const updated = await tx.updateTable('securitySeal').set(broken).where('id', '=', sealId).where('brokenAt', 'is', null).returning('id').executeTakeFirst();
  return updated !== undefined;
}

export async function wholeSealsOf(tx: Tx, copyId: CopyId): Promise<{ id: SealId; number: string }[]> {
  return tx.selectFrom('securitySeal').select(['id', 'number']).where('copyId', '=', copyId).where('brokenAt', 'is', null).orderBy('id').forUpdate().execute();
}
