import { type Kysely, sql } from 'kysely';

/** Pictures that belong together find the scan begun for the first of them; who began an upload may go on with it. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql.raw('alter table scan add grouping_key text').execute(db);
  await sql.raw('create unique index scan_grouping on scan (batch_id, grouping_key) where grouping_key is not null').execute(db);
}
