import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<never>): Promise<void> {
  await sql.raw(stockTakes).execute(db);
}

// What is expected is frozen when a stock-take opens, with how far each chain was (seq); found unlisted copies join the list behind it. Every scan stays as it was made, under the name the device gave it, so that sending it twice counts once.
const stockTakes = `
  create table stock_take (
    id text primary key,
    name text not null,
    place_id text not null references place,
    sample_of int,
    sample_confidence numeric(5, 4),
    sample_defects numeric(5, 4),
    sample_seed text,
    sample_lot int,
    state text not null default 'counting' check (state in ('counting', 'recounting', 'reported', 'closed', 'abandoned')),
    opened_by text not null references person,
    opened_at timestamptz not null default now(),
    recount_at timestamptz,
    reported_at timestamptz,
    report jsonb,
    signed_by text references person,
    signed_at timestamptz,
    countersigned_by text references person,
    countersigned_at timestamptz,
    closed_at timestamptz,
    closed_by text references person,
    abandoned_why text,
    version int not null default 1
  );
  create index stock_take_open on stock_take (place_id) where state in ('counting', 'recounting', 'reported');
  create table stock_item (
    stock_take_id text not null references stock_take,
    copy_id text not null references copy,
    position bigint not null,
    seq int not null default 0,
    expected text not null check (expected in ('here', 'away', 'unlisted')),
    place_id text references place,
    away text check (away in ('loan', 'offered', 'sent', 'hands')),
    result text not null default 'missing' check (result in ('found', 'missing', 'moved', 'wrong-place', 'unknown', 'on-loan', 'back')),
    found_place_id text references place,
    found_at timestamptz,
    found_by text references person,
    damaged boolean not null default false,
    damage text not null default '',
    recount boolean not null default false,
    recounted_at timestamptz,
    correction text check (correction in ('none', 'moved', 'lost', 'returned')),
    outcome text check (outcome in ('done', 'moved-since', 'place-closed', 'destroyed')),
    primary key (stock_take_id, copy_id)
  );
  create index stock_item_position on stock_item (stock_take_id, position, copy_id);
  create index stock_item_result on stock_item (stock_take_id, result, position, copy_id);
  create index stock_item_place on stock_item (stock_take_id, place_id);
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
  create index stock_scan_unread on stock_scan (stock_take_id, code) where copy_id is null;
`;
