import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<never>): Promise<void> {
  await sql.raw(stockTakes).execute(db);
}

// What is expected is frozen when a stock-take opens. Every scan stays as it was made, under the name the device gave it, so that sending it twice counts once.
const stockTakes = `
  create table stock_take (
    id text primary key,
    name text not null,
    place_id text not null references place,
    sample_of int,
    sample_confidence numeric(5, 4),
    sample_defects numeric(5, 4),
    sample_seed text,
    state text not null default 'counting' check (state in ('counting', 'recounting', 'reported', 'closed', 'abandoned')),
    opened_by text not null references person,
    opened_at timestamptz not null default now(),
    reported_at timestamptz,
    report jsonb,
    signed_by text references person,
    signed_at timestamptz,
    countersigned_by text references person,
    countersigned_at timestamptz,
    closed_at timestamptz,
    version int not null default 1
  );
  create index stock_take_open on stock_take (place_id) where state in ('counting', 'recounting', 'reported');
  create table stock_item (
    stock_take_id text not null references stock_take,
    copy_id text not null references copy,
    position int not null,
    expected text not null check (expected in ('here', 'away')),
    place_id text references place,
    away text,
    found_place_id text references place,
    found_at timestamptz,
    found_by text references person,
    damaged boolean not null default false,
    damage text not null default '',
    recount boolean not null default false,
    recounted_at timestamptz,
    correction text check (correction in ('none', 'moved', 'lost', 'returned')),
    primary key (stock_take_id, copy_id)
  );
  create index stock_item_position on stock_item (stock_take_id, position);
  create index stock_item_found on stock_item (stock_take_id, found_place_id);
  create table stock_scan (
    stock_take_id text not null references stock_take,
    scan_id text not null,
    round int not null default 1,
    device text not null,
    person_id text not null references person,
    code text not null,
    place_id text references place,
    copy_id text references copy,
    seen_at timestamptz not null,
    received_at timestamptz not null default now(),
    skew_ms bigint not null default 0,
    verdict text not null,
    damage text,
    repeat_of text,
    primary key (stock_take_id, scan_id)
  );
  create index stock_scan_copy on stock_scan (stock_take_id, copy_id);
`;
