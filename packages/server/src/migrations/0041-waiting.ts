import { type Kysely, sql } from 'kysely';

/** What still waits is looked for every few minutes, and is a handful among millions. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql.raw(`create index page_waiting on page (scan_id) where state = 'waiting' and not dropped and not separator`).execute(db);
  await sql.raw(`create index archive_copy_making on archive_copy (scan_id) where state = 'making'`).execute(db);
}
