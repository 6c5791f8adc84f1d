import { type Kysely, sql } from 'kysely';

// Whether a scan's archive copy is wanted, there or failed. The copy itself is a blob, named in scan.archive_sha256.
const archiveCopy = `
  create table archive_copy (
    scan_id text primary key references scan,
    state text not null check (state in ('making', 'made', 'failed')),
    failure text,
    asked_at timestamptz not null default now(),
    made_at timestamptz
  );
  alter table scan add column rescan_page_ids text[] not null default '{}';
`;

export async function up(db: Kysely<never>): Promise<void> {
  await sql.raw(archiveCopy).execute(db);
}
