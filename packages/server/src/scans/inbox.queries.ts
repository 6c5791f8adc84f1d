import type { BatchId } from '@qige/wire';
import { sql } from 'kysely';
import type { Db } from '../platform/db.ts';

/** Runs `take` while no other process takes from the watch folder; not at all where one does. */
export async function withInboxLock(db: Db, take: () => Promise<void>): Promise<void> {
  await db.connection().execute(async (connection) => {
    const { rows } = await sql<{ mine: boolean }>`select pg_try_advisory_lock(hashtext('qige inbox')) as mine`.execute(connection);
    if (!rows[0]?.mine) return;
    try {
      await take();
    } finally {
      await sql`select pg_advisory_unlock(hashtext('qige inbox'))`.execute(connection);
    }
  });
}

/** The batch a watch folder's sub-folder fills: one as long as files of it keep coming within a day. */
export async function openInboxBatch(db: Db, name: string): Promise<BatchId | undefined> {
  const batch = await db
    .selectFrom('batch')
    .select('id')
    .where('source', '=', 'inbox')
    .where('name', '=', name)
    .where('createdAt', '>', new Date(Date.now() - 24 * 3_600_000))
    .orderBy('id', 'desc')
    .executeTakeFirst();
  return batch?.id;
}
