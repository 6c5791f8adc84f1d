import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<never>): Promise<void> {
  for (const part of [places, copies, custody]) await sql.raw(part).execute(db);
  for (const [position, kind] of kinds.entries()) {
    const { code, name, nameEn, within, holds, moves = false, thickness = null, capacity = null, capacityMm = null } = kind;
    await sql`
      insert into place_kind (code, name, name_en, within, holds, moves, thickness_mm, capacity, capacity_mm, position)
      values (${code}, ${name}, ${nameEn}, ${[...within]}, ${holds}, ${moves}, ${thickness}, ${capacity}, ${capacityMm}, ${(position + 1) * 10})`.execute(db);
  }
  await sql.raw(rights).execute(db);
  await sql.raw('analyze place; analyze copy').execute(db);
}

// A place knows its ancestors (path: their ids and its own, each between slashes), so that a branch is one range of an index (`inBranch`). What directly stands
// in a place is counted in its own row, in the transaction that moves it: the row is locked for that anyway, since it may be full.
const places = `
  create sequence label_number;
  alter table person add column label_no bigint not null unique default nextval('label_number');
  create table place_kind (
    code text primary key,
    name text not null,
    name_en text not null,
    within text[] not null,
    holds text not null check (holds in ('places', 'copies', 'both')),
    moves boolean not null default false,
    thickness_mm int check (thickness_mm > 0),
    capacity int check (capacity > 0),
    capacity_mm int check (capacity_mm > 0),
    position int not null
  );
  create table place (
    id text primary key,
    label_no bigint not null unique default nextval('label_number'),
    parent_id text references place,
    path text collate "C" not null,
    kind text not null references place_kind,
    code text not null,
    name text not null default '',
    position int not null default 0,
    capacity int check (capacity > 0),
    capacity_mm int check (capacity_mm > 0),
    thickness_mm int check (thickness_mm > 0),
    held int not null default 0 check (held >= 0),
    held_mm numeric(9, 1) not null default 0,
    environment text not null default 'paper' check (environment in ('paper', 'special', 'magnetic', 'film', 'none')),
    safe boolean not null default false,
    firm text,
    note text not null default '',
    plan_x int, plan_y int, plan_width int, plan_depth int,
    plan_turned boolean not null default false,
    created_by text not null,
    created_at timestamptz not null default now(),
    closed_at timestamptz,
    version int not null default 1,
    check (id <> parent_id),
    unique nulls not distinct (parent_id, code)
  );
  create index place_path on place (path);
  create index place_parent on place (parent_id, position, code);
  create table place_move (
    id bigint generated always as identity primary key,
    place_id text not null references place,
    from_id text references place,
    to_id text references place,
    reason text not null default '',
    over_capacity boolean not null default false,
    moved_by text not null,
    moved_at timestamptz not null default now(),
    seen_at timestamptz,
    act_id text,
    unique (act_id, place_id)
  );
  create index place_move_place on place_move (place_id, id);
`;

// copy says where each paper is now; custody_event is how it came there. The row's holder is always the 'to' of its last event, and seq has no gaps.
const copies = `
  create table archival_code (
    code text primary key,
    series text not null,
    item int not null,
    fonds text not null default '',
    category text not null default '',
    year text not null default '',
    retention text not null default '',
    department text not null default '',
    allocated_by text not null,
    allocated_at timestamptz not null default now(),
    void_reason text,
    unique (series, item)
  );
  create table archival_series (
    series text primary key,
    last_item int not null default 0
  );
  alter table department add column archive_code text check (archive_code ~ '^[0-9A-Z]{3}$');
  alter table contract_type add column archive_retention text not null default 'D30' check (archive_retention in ('Y', 'D30', 'D10'));
  create table copy (
    id text primary key,
    label_no bigint not null unique default nextval('label_number'),
    contract_id text not null references contract,
    ordinal int not null check (ordinal > 0),
    kind text not null check (kind in ('original', 'duplicate', 'photocopy')),
    party_id text references party,
    page_count int not null default 0 check (page_count >= 0),
    thickness_mm numeric(6, 1) not null default 1 check (thickness_mm > 0),
    paging_seal text not null default 'unknown' check (paging_seal in ('yes', 'no', 'unknown')),
    attachments text not null default '',
    condition text not null default 'good' check (condition in ('good', 'worn', 'damaged', 'fragile')),
    condition_note text not null default '',
    archival_code text unique references archival_code,
    filed_at timestamptz,
    filed_by text,
    holder text not null check (holder in ('place', 'person', 'outside', 'lost', 'destroyed')),
    place_id text references place,
    person_id text references person,
    outside text,
    since timestamptz not null default now(),
    last_seq int not null default 0,
    hand_over_id text,
    loan_id text,
    created_by text not null,
    created_at timestamptz not null default now(),
    version int not null default 1,
    unique (contract_id, ordinal),
    check ((holder = 'place') = (place_id is not null)),
    check ((holder = 'person') = (person_id is not null)),
    check ((holder = 'outside') = (outside is not null))
  );
  create index copy_place on copy (place_id, archival_code, id) where place_id is not null;
  create index copy_person on copy (person_id, id) where person_id is not null;
  create index copy_archival_code on copy (archival_code text_pattern_ops) where archival_code is not null;
  create index copy_unfiled on copy (id) where archival_code is null;
  create index copy_elsewhere on copy (holder, id) where holder in ('outside', 'lost', 'destroyed');
  create index copy_ailing on copy (condition, id) where condition <> 'good';
  create index copy_hand_over on copy (hand_over_id) where hand_over_id is not null;
  alter table scan add column copy_id text references copy;
  create index scan_copy on scan (copy_id) where copy_id is not null;
`;

const custody = `
  create table custody_event (
    id bigint generated always as identity primary key,
    copy_id text not null references copy,
    seq int not null check (seq > 0),
    act text not null,
    from_holder text, from_place_id text, from_person_id text, from_outside text,
    to_holder text not null, to_place_id text, to_person_id text, to_outside text,
    at timestamptz not null default now(),
    seen_at timestamptz,
    by_kind text not null,
    by_id text not null,
    act_id text,
    hand_over_id text,
    loan_id text,
    page_count int,
    note text not null default '',
    facts jsonb not null default '{}',
    unique (copy_id, seq),
    unique (copy_id, act_id)
  );
  create function chain_is_kept() returns trigger language plpgsql as $$
  begin
    raise exception 'what happened to a paper is not rewritten';
  end $$;
  create trigger custody_event_kept before update or delete on custody_event for each row execute function chain_is_kept();

  create table hand_over (
    id text primary key,
    giver_id text not null references person,
    receiver_id text not null references person,
    state text not null default 'offered' check (state in ('offered', 'confirmed', 'refused', 'withdrawn')),
    reason text not null default '',
    loan_id text,
    released_at timestamptz not null default now(),
    decided_at timestamptz,
    decided_how text check (decided_how in ('own-device', 'signed-here')),
    signature_sha256 text,
    note text not null default ''
  );
  create index hand_over_receiver on hand_over (receiver_id) where state = 'offered';
  create index hand_over_giver on hand_over (giver_id) where state = 'offered';
  create table hand_over_copy (
    hand_over_id text not null references hand_over,
    copy_id text not null references copy,
    page_count int,
    primary key (hand_over_id, copy_id)
  );
  create index hand_over_copy_copy on hand_over_copy (copy_id);

  create table shipment (
    id text primary key,
    carrier text not null,
    tracking text not null,
    recipient text not null,
    address text not null default '',
    state text not null default 'sent' check (state in ('sent', 'arrived', 'returned', 'lost')),
    sent_by text not null,
    sent_at timestamptz not null default now(),
    decided_at timestamptz,
    note text not null default ''
  );
  create table shipment_copy (
    shipment_id text not null references shipment,
    copy_id text not null references copy,
    primary key (shipment_id, copy_id)
  );
  create index shipment_copy_copy on shipment_copy (copy_id);

  create table security_seal (
    id text primary key,
    number text not null unique,
    copy_id text references copy,
    place_id text references place,
    applied_by text not null,
    applied_at timestamptz not null default now(),
    broken_by text,
    broken_at timestamptz,
    broken_why text,
    check ((copy_id is null) <> (place_id is null))
  );
  create index security_seal_copy on security_seal (copy_id) where copy_id is not null;
  create index security_seal_place on security_seal (place_id) where place_id is not null;

  create table incident (
    id text primary key,
    kind text not null check (kind in ('lost', 'damaged', 'leaked')),
    copy_id text not null references copy,
    contract_id text not null references contract,
    loan_id text,
    what text not null,
    missing_pages int check (missing_pages > 0),
    found_by text not null,
    found_at timestamptz not null default now(),
    report_by date not null,
    reported_to text,
    reported_at timestamptz,
    remedy text,
    closed_by text,
    closed_at timestamptz
  );
  create index incident_open on incident (report_by) where closed_at is null;

  -- What was registered before this: its paper is with whoever registered it, as it would have been.
  insert into copy (id, contract_id, ordinal, kind, page_count, thickness_mm, holder, person_id, outside, since, last_seq, created_by)
  select 'cpy_' || substr(c.id, 5), c.id, 1, 'original', c.page_count, greatest(1, c.page_count * 0.1), case when p.id is null then 'outside' else 'person' end,
    p.id, case when p.id is null then '?' end, c.registered_at, 1, c.registered_by
  from contract c left join person p on p.id = c.registered_by where c.state <> 'voided';
  insert into custody_event (copy_id, seq, act, to_holder, to_person_id, to_outside, at, by_kind, by_id, page_count)
  select id, 1, 'opened', holder, person_id, outside, since, case when person_id is null then 'system' else 'person' end, created_by, page_count from copy;
  update scan s set copy_id = 'cpy_' || substr(s.contract_id, 5)
  where s.state = 'registered' and s.contract_id is not null and s.copy_label is null and exists (select from copy where id = 'cpy_' || substr(s.contract_id, 5));
  insert into setting (key, value) values ('archive.installation', to_jsonb(upper(substr(md5(random()::text || clock_timestamp()::text), 1, 4))));
`;

// Whoever held a right that a new one grew out of holds the new one too.
const rights = `
  update role set permissions = permissions || '{places.see,places.manage,paper.keep,loans.approve,loans.approve-across,stock.count,stock.sign,climate.see,climate.manage}' where code in ('administrator', 'archivist');
  update role set permissions = permissions || '{places.see,paper.keep,stock.count,climate.see}' where code = 'clerk';
  update role set permissions = permissions || '{loans.approve,loans.approve-across}' where code = 'executive';
  update role set permissions = permissions || '{places.see,climate.see}' where code = 'auditor';
  update role set permissions = permissions || '{places.see,places.manage,climate.see,climate.manage}' where code = 'system';
  update role set grants = grants || '{places.see,places.manage,paper.keep,loans.approve,loans.approve-across,stock.count,stock.sign,climate.see,climate.manage}' where code = 'security';
  insert into role (code, name, name_en, permissions, scope, built_in, position)
  select 'head', '部门负责人', 'Department head', permissions || '{loans.approve}', 'department', true, 45 from role where code = 'reader';
`;

interface Kind {
  code: string;
  name: string;
  nameEn: string;
  within: readonly string[];
  holds: 'places' | 'copies' | 'both';
  moves?: boolean;
  thickness?: number;
  capacity?: number;
  capacityMm?: number;
}

// Box 310 × 220 mm, 20 to 50 mm thick (DA/T 22-2015, GB/T 11822-2008); a shelf of 900 mm is a usual one. All of it can be changed.
const kinds: readonly Kind[] = [
  { code: 'site', name: '库址', nameEn: 'Site', within: [''], holds: 'places' },
  { code: 'firm', name: '寄存机构', nameEn: 'Storage firm', within: [''], holds: 'both' },
  { code: 'room', name: '库房', nameEn: 'Store room', within: ['site', 'firm'], holds: 'both' },
  { code: 'row', name: '列', nameEn: 'Row', within: ['room'], holds: 'places' },
  { code: 'cabinet', name: '柜', nameEn: 'Cabinet', within: ['room', 'row'], holds: 'places' },
  { code: 'safe', name: '保险柜', nameEn: 'Safe', within: ['room', 'row'], holds: 'both' },
  { code: 'shelf', name: '层', nameEn: 'Shelf', within: ['cabinet', 'safe'], holds: 'both', capacityMm: 900 },
  { code: 'box', name: '盒', nameEn: 'Box', within: ['shelf', 'safe', 'cabinet', 'room', 'table', 'firm'], holds: 'both', moves: true, thickness: 50, capacityMm: 46 },
  { code: 'slot', name: '位', nameEn: 'Slot', within: ['box', 'shelf', 'safe'], holds: 'copies', capacity: 1 },
  { code: 'table', name: '阅览桌', nameEn: 'Reading table', within: ['room', 'site'], holds: 'both' },
];
