import type { Db, Tx } from '../platform/db.ts';
import { newId } from '../platform/ids.ts';

/** Something begun that a later request goes on with; what has run out is cleared away on the way. */
export async function insertTicket(tx: Tx, identifier: string, value: unknown, now: Date, expiresAt: Date): Promise<void> {
  await tx.deleteFrom('verification').where('expiresAt', '<', now).execute();
  await tx.insertInto('verification').values({ id: newId('ver'), identifier, value: JSON.stringify(value), expiresAt }).execute();
}

export async function findTicket(db: Db, identifier: string, now: Date): Promise<unknown> {
  const row = await db.selectFrom('verification').select('value').where('identifier', '=', identifier).where('expiresAt', '>', now).executeTakeFirst();
  return row && JSON.parse(row.value);
}

/** Hands it out and ends it: of several who ask at once, one gets it. */
export async function takeTicket(tx: Tx, identifier: string, now: Date): Promise<unknown> {
  const row = await tx.deleteFrom('verification').where('identifier', '=', identifier).returning(['value', 'expiresAt']).executeTakeFirst();
  return row && row.expiresAt > now ? JSON.parse(row.value) : undefined;
}
