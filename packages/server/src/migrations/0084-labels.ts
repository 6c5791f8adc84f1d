import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<never>): Promise<void> {
  await sql.raw(labels).execute(db);
}

// A label's number is never given twice, whatever it stands on, so it alone says which label was printed.
const labels = `
  create table label_print (
    label_no bigint primary key,
    template text not null,
    times int not null default 1,
    printed_by text not null,
    printed_at timestamptz not null
  );
  -- What a label on a page of a scan says; 'good' names the copy that the scan shows.
  create table scan_label (
    scan_id text primary key references scan,
    page_id text not null references page,
    verdict text not null check (verdict in ('good', 'torn', 'elsewhere', 'unknown', 'not-a-copy', 'several')),
    code text not null,
    cover boolean not null default false,
    copy_id text references copy,
    check ((verdict = 'good') = (copy_id is not null))
  );
`;
