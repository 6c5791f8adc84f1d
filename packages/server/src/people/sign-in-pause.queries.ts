import { sql } from 'kysely';
import type { Db, Tx } from '../platform/db.ts';
import { newId } from '../platform/ids.ts';
import type { TryLimit } from './sign-in.rules.ts';

/** A pause lasts this long, and as long without a wrong try forgets the wrong tries before. */
export const pauseMs = 10 * 60_000;

/**
 * Counts a try before it is judged, so that a hundred at once are not judged before one is counted. Returns how many milliseconds
 * are left of the pause, 0 where the try may go on. Tries during a pause do not lengthen it.
 */
export async function countTry(db: Db, { key, most }: TryLimit, now: number): Promise<number> {
  const { rows } = await sql<{ count: number; last: number }>`
    insert into rate_limit as r (id, key, count, last_request) values (${newId('rtl')}, ${key}, 1, ${now})
    on conflict (key) do update set
      count = case when r.last_request <= ${now - pauseMs} then 1 else least(r.count, ${most}) + 1 end,
      last_request = case when r.count >= ${most} and r.last_request > ${now - pauseMs} then r.last_request else ${now} end
    returning count, last_request as last`.execute(db);
  const row = rows[0];
  return row && row.count > most ? Math.max(1, row.last + pauseMs - now) : 0;
}

export async function forgetTries(db: Db, keys: readonly string[]): Promise<void> {
  await db.deleteFrom('rateLimit').where('key', 'in', [...keys]).execute();
}

/** A try that turned out right does not count against others at the same address. */
export async function takeBackTry(db: Db, key: string): Promise<void> {
  await db
    .updateTable('rateLimit')
    .set((eb) => ({ count: eb('count', '-', 1) }))
    .where('key', '=', key)
    .where('count', '>', 0)
    .execute();
}

const counted = ['id', 'key', 'count', 'lastRequest'] as const;

/** Wrong tries that are not forgotten yet, the latest first. */
export async function findTries(db: Db, now: number) {
  return db
    .selectFrom('rateLimit')
    .select(counted)
    .where((eb) => eb.or([eb('key', 'like', 'try|%'), eb('key', 'like', 'code|%')]))
    .where('lastRequest', '>', now - pauseMs)
    .orderBy('lastRequest', 'desc')
    .limit(200)
    .execute();
}

export async function deleteTries(tx: Tx, id: string) {
  return tx.deleteFrom('rateLimit').where('id', '=', id).returning(counted).executeTakeFirst();
}
