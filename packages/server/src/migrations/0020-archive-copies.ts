import { type Kysely, sql } from 'kysely';

// Whether a scan's archive copy is wanted, there or failed; the copy itself is a blob, named in scan.archive_sha256. And what a list
// shows of a page without opening its lines.
const archiveCopy = `
  create table archive_copy (
    scan_id text primary key references scan,
    state text not null check (state in ('making', 'made', 'failed')),
    failure text,
    asked_at timestamptz not null default now(),
    made_at timestamptz
  );
  alter table page_reading add column line_count int not null default 0, add column confidence real;
  alter table scan add column rescan_page_ids text[] not null default '{}';
`;

export async function up(db: Kysely<never>): Promise<void> {
  await sql.raw(archiveCopy).execute(db);
}
