import { type Kysely, sql } from 'kysely';

/** What the sender's copy is known by: a crash before it was cleared away hands in the same one again, a person who brings the file again another. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql.raw('alter table received_file add arrival text').execute(db);
  await sql.raw('create unique index received_file_arrival on received_file (arrival) where arrival is not null').execute(db);
}
