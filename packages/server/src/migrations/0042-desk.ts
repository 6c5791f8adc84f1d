import { type Kysely, sql } from 'kysely';

/** Delivery is a day or a period, as the contract prints it. And what was rejected can be listed, to be taken up again. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql.raw(`alter table contract alter delivery_by type text using to_char(delivery_by, 'YYYY-MM-DD')`).execute(db);
  await sql.raw(`create index scan_rejected on scan (id) where state = 'rejected'`).execute(db);
}
