import { type Kysely, sql } from 'kysely';

// What was taken in as a photo of a round. The vault knows blobs by their bytes alone: without this a round could be handed the name of a page that is not open to who
// makes it, and would show it.
const photos = `
  create table round_photo (sha256 text primary key references vault_blob, kept_at timestamptz not null default now());
  insert into round_photo (sha256) select photo_sha256 from round_task where photo_sha256 is not null union select done_photo_sha256 from round_task where done_photo_sha256 is not null;
`;

export async function up(db: Kysely<never>): Promise<void> {
  await sql.raw(photos).execute(db);
}
