import type { PersonId } from '@qige/wire';
import type { Db, Tx } from '../platform/db.ts';

export async function findSecondFactor(db: Db, personId: PersonId) {
  return db.selectFrom('secondFactor').select(['sealed', 'confirmedAt']).where('personId', '=', personId).executeTakeFirst();
}

export async function countRecoveryCodes(db: Db, personId: PersonId): Promise<number> {
  const { count } = await db
    .selectFrom('recoveryCode')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('personId', '=', personId)
    .where('usedAt', 'is', null)
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** A secret that is still to be confirmed. False where one is in force: that one stays. */
export async function savePendingFactor(tx: Tx, personId: PersonId, sealed: Buffer, at: Date): Promise<boolean> {
  const saved = await tx
    .insertInto('secondFactor')
    .values({ personId, sealed, createdAt: at })
    .onConflict((conflict) => conflict.column('personId').doUpdateSet({ sealed, createdAt: at, lastStep: 0 }).where('secondFactor.confirmedAt', 'is', null))
    .returning('personId')
    .executeTakeFirst();
  return saved !== undefined;
}

/** Takes the code of this half minute, once: of several that come at the same time one is taken. */
export async function takeStep(tx: Tx, personId: PersonId, step: number): Promise<boolean> {
  const taken = await tx.updateTable('secondFactor').set({ lastStep: step }).where('personId', '=', personId).where('lastStep', '<', step).returning('personId').executeTakeFirst();
  return taken !== undefined;
}

export async function confirmFactor(tx: Tx, personId: PersonId, at: Date): Promise<void> {
  await tx.updateTable('secondFactor').set({ confirmedAt: at }).where('personId', '=', personId).execute();
}

export async function takeRecoveryCode(tx: Tx, personId: PersonId, hash: string, at: Date): Promise<boolean> {
  const taken = await tx.updateTable('recoveryCode').set({ usedAt: at }).where('personId', '=', personId).where('hash', '=', hash).where('usedAt', 'is', null).returning('hash').executeTakeFirst();
  return taken !== undefined;
}

export async function replaceRecoveryCodes(tx: Tx, personId: PersonId, hashes: readonly string[]): Promise<void> {
  await tx.deleteFrom('recoveryCode').where('personId', '=', personId).execute();
  if (hashes.length > 0) await tx.insertInto('recoveryCode').values(hashes.map((hash) => ({ personId, hash }))).execute();
}

/** False where there was none. */
export async function deleteFactor(tx: Tx, personId: PersonId): Promise<boolean> {
  await replaceRecoveryCodes(tx, personId, []);
  const gone = await tx.deleteFrom('secondFactor').where('personId', '=', personId).returning('confirmedAt').executeTakeFirst();
  return gone !== undefined && gone.confirmedAt !== null;
}
