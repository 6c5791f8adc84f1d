import type { PersonId } from '@qige/wire';
import type { Db, Tx } from '../platform/db.ts';

export async function findSessions(db: Db, personId: PersonId, now: Date) {
  return db
    .selectFrom('session')
    .select(['id', 'createdAt', 'updatedAt', 'expiresAt', 'ipAddress', 'userAgent'])
    .where('personId', '=', personId)
    .where('expiresAt', '>', now)
    .orderBy('updatedAt', 'desc')
    .execute();
}

export async function touchSession(db: Db, sessionId: string, now: Date): Promise<void> {
  await db.updateTable('session').set({ updatedAt: now }).where('id', '=', sessionId).execute();
}

/** By its id, or by the token of its cookie. */
export async function markTwoFactor(db: Db, personId: PersonId, session: { id: string } | { token: string }): Promise<void> {
  const mine = db.updateTable('session').set({ twoFactor: true }).where('personId', '=', personId);
  await ('id' in session ? mine.where('id', '=', session.id) : mine.where('token', '=', session.token)).execute();
}

/** False where the person has no such session. */
export async function deleteSession(tx: Tx, personId: PersonId, sessionId: string): Promise<boolean> {
  const gone = await tx.deleteFrom('session').where('id', '=', sessionId).where('personId', '=', personId).returning('id').executeTakeFirst();
  return gone !== undefined;
}

/** Returns how many ended. */
export async function deleteSessionsOf(tx: Tx, personId: PersonId): Promise<number> {
  const gone = await tx.deleteFrom('session').where('personId', '=', personId).returning('id').execute();
  return gone.length;
}
