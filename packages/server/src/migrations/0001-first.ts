import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<never>): Promise<void> {
  await sql.raw(people).execute(db);
  await sql.raw(audit).execute(db);
  await sql.raw(register).execute(db);
  await sql.raw(scans).execute(db);
  await sql.raw(reading).execute(db);
}

// person, session, account and verification are also the tables of the sign-in library, which names its columns by our mapping.
const people = `
  create table department (
    id text primary key,
    name text not null,
    parent_id text references department,
    created_at timestamptz not null default now()
  );
  create table person (
    id text primary key,
    name text not null,
    email text not null unique,
    email_verified boolean not null default false,
    image text,
    roles text[] not null default '{}',
    department_id text references department,
    language text not null default 'zh-CN',
    left_at timestamptz,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
  );
  create table session (
    id text primary key,
    person_id text not null references person on delete cascade,
    token text not null unique,
    expires_at timestamptz not null,
    ip_address text,
    user_agent text,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
  );
  create index session_person on session (person_id);
  create table account (
    id text primary key,
    person_id text not null references person on delete cascade,
    account_id text not null,
    provider_id text not null,
    access_token text,
    refresh_token text,
    access_token_expires_at timestamptz,
    refresh_token_expires_at timestamptz,
    scope text,
    id_token text,
    password text,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    unique (provider_id, account_id)
  );
  create table verification (
    id text primary key,
    identifier text not null,
    value text not null,
    expires_at timestamptz not null,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
  );
  create index verification_identifier on verification (identifier);
  create table rate_limit (
    id text primary key,
    key text not null unique,
    count int not null,
    last_request bigint not null
  );
  create table api_key (
    id text primary key,
    person_id text not null references person on delete cascade,
    name text not null,
    start text not null,
    hash text not null unique,
    created_at timestamptz not null default now(),
    expires_at timestamptz,
    last_used_at timestamptz,
    revoked_at timestamptz
  );
  create table setting (
    key text primary key,
    value jsonb not null,
    updated_at timestamptz not null default now(),
    updated_by text
  );
`;

// Events are written in the transaction of the act; a job seals them into the chain in the order of their commit, so that
// no act waits for another's lock. Nothing updates or deletes an event but the sealing of its two empty columns.
const audit = `
  create table audit_event (
    id bigint generated always as identity primary key,
    at timestamptz not null default clock_timestamp(),
    actor_kind text not null,
    actor_id text not null,
    actor_name text,
    key_id text,
    address text,
    kind text not null,
    subject_id text,
    contract_id text,
    facts jsonb not null default '{}',
    seal_number bigint unique,
    seal bytea
  );
  create index audit_event_contract on audit_event (contract_id, id) where contract_id is not null;
  create index audit_event_subject on audit_event (subject_id, id) where subject_id is not null;
  create index audit_event_unsealed on audit_event (id) where seal_number is null;

  create function audit_event_is_final() returns trigger language plpgsql as $$
  begin
    if tg_op = 'UPDATE' and old.seal_number is null
      and (to_jsonb(new) - 'seal_number' - 'seal') = (to_jsonb(old) - 'seal_number' - 'seal') then return new; end if;
    raise exception 'audit events are never changed or removed';
  end $$;
  create trigger audit_event_final before update or delete on audit_event for each row execute function audit_event_is_final();
`;

const register = `
  create table contract_type (
    id text primary key,
    code text not null unique,
    name text not null,
    name_en text not null,
    position int not null,
    retired boolean not null default false
  );

  create table number_rule (
    id text primary key,
    contract_type_id text not null unique references contract_type,
    pattern text not null,
    updated_at timestamptz not null default now()
  );
  create table number_series (
    rule_id text not null references number_rule,
    period text not null,
    last int not null,
    primary key (rule_id, period)
  );
  create table allocated_number (
    number text primary key,
    rule_id text not null references number_rule,
    period text not null,
    sequence int not null,
    contract_id text,
    allocated_by text not null,
    allocated_at timestamptz not null default now(),
    voided_at timestamptz,
    voided_by text,
    void_reason text,
    unique (rule_id, period, sequence),
    check ((voided_at is null) = (void_reason is null))
  );

  create table party (
    id text primary key,
    kind text not null default 'counterparty' check (kind in ('own', 'counterparty')),
    name text not null,
    name_folded text not null,
    pinyin text not null default '',
    uscc text unique,
    former_names text[] not null default '{}',
    note text not null default '',
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
  );
  create unique index party_name_folded on party (name_folded);
  create index party_name_prefix on party (name_folded text_pattern_ops);
  create index party_pinyin_prefix on party (pinyin text_pattern_ops);

  create table contract (
    id text primary key,
    number text not null unique references allocated_number,
    printed_number text,
    title text not null,
    contract_type_id text not null references contract_type,
    state text not null default 'registered' check (state in ('registered', 'performing', 'completed', 'terminated', 'voided')),
    confidentiality text not null default 'internal' check (confidentiality in ('public', 'internal', 'confidential', 'secret')),
    department_id text references department,
    owner_id text references person,
    counterparty text not null default '',
    own_entity text not null default '',
    signed_on date,
    effective_on date,
    effective_from text,
    expires_on date,
    signed_place text,
    amount numeric(18, 2),
    currency text not null default 'CNY',
    amount_uppercase text,
    delivery_by date,
    warranty text,
    dispute_resolution text,
    copies int,
    page_count int not null default 0,
    finding_count int not null default 0,
    registered_by text not null,
    registered_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    version int not null default 1
  );
  create index contract_printed_number on contract (printed_number) where printed_number is not null;
  create index contract_newest on contract (id desc);
  create index contract_department on contract (department_id, id desc);
  create index contract_owner on contract (owner_id, id desc);
  create index contract_type_newest on contract (contract_type_id, id desc);
  create index contract_signed on contract (signed_on desc nulls last, id desc);
  create index contract_amount on contract (amount desc nulls last, id desc);
  create index contract_expires on contract (expires_on, id desc);
  create index contract_counterparty on contract (counterparty, id desc);

  create table contract_party (
    contract_id text not null references contract,
    position int not null,
    party_id text not null references party,
    side text not null,
    role text,
    printed_name text not null,
    primary key (contract_id, position)
  );
  create index contract_party_party on contract_party (party_id, contract_id);
  create table contract_payment (
    contract_id text not null references contract,
    position int not null,
    label text,
    percent numeric(7, 4),
    amount numeric(18, 2),
    due_text text,
    primary key (contract_id, position)
  );
  create table contract_relation (
    id text primary key,
    contract_id text not null references contract,
    related_id text not null references contract,
    kind text not null check (kind in ('supplement', 'renewal', 'replacement', 'related')),
    created_by text not null,
    created_at timestamptz not null default now(),
    unique (contract_id, related_id, kind),
    check (contract_id <> related_id)
  );
  create index contract_relation_back on contract_relation (related_id);
  create table contract_note (
    id text primary key,
    contract_id text not null references contract,
    person_id text not null references person,
    text text not null,
    created_at timestamptz not null default now()
  );
  create index contract_note_contract on contract_note (contract_id, id);
`;

// received_file is what came in, untouched; page says where each of its pages stands now; scan is what belongs together.
const scans = `
  create table batch (
    id text primary key,
    name text not null,
    source text not null check (source in ('browser', 'inbox', 'cli', 'api', 'demo')),
    department_id text references department,
    created_by text not null,
    created_at timestamptz not null default now()
  );
  create table vault_blob (
    sha256 text primary key,
    size bigint not null,
    media_type text not null,
    stored_at timestamptz not null default now()
  );
  create table received_file (
    id text primary key,
    batch_id text not null references batch,
    sha256 text not null references vault_blob,
    name text not null,
    folder text not null default '',
    size bigint not null,
    kind text,
    state text not null check (state in ('received', 'opened', 'quarantined', 'duplicate', 'dismissed')),
    reason text,
    reason_details jsonb,
    duplicate_of text references received_file,
    page_count int,
    received_by text not null,
    received_at timestamptz not null default now()
  );
  create index received_file_batch on received_file (batch_id, id);
  create index received_file_sha256 on received_file (sha256);
  create index received_file_state on received_file (state, id desc) where state in ('received', 'quarantined', 'duplicate');
  create table file_password (
    file_id text primary key references received_file,
    sealed bytea not null
  );

  create table scan (
    id text primary key,
    batch_id text not null references batch,
    department_id text references department,
    state text not null default 'reading' check (state in ('reading', 'read', 'set_aside', 'rescan', 'rejected', 'registered', 'merged')),
    reason text,
    name text not null default '',
    contract_id text references contract,
    copy_label text,
    near_duplicate_of text references scan,
    archive_sha256 text references vault_blob,
    created_by text not null,
    created_at timestamptz not null default now(),
    read_at timestamptz,
    closed_at timestamptz,
    version int not null default 1
  );
  create index scan_state on scan (state, id) where state in ('reading', 'read', 'set_aside', 'rescan');
  create index scan_batch on scan (batch_id, id);
  create index scan_contract on scan (contract_id) where contract_id is not null;

  create table page (
    id text primary key,
    scan_id text not null references scan,
    position int not null,
    file_id text not null references received_file,
    file_page int not null,
    turned int not null default 0 check (turned in (0, 90, 180, 270)),
    dropped boolean not null default false,
    separator boolean not null default false,
    state text not null default 'waiting' check (state in ('waiting', 'read', 'failed')),
    failure text,
    image_sha256 text references vault_blob,
    thumbnail_sha256 text references vault_blob,
    width int,
    height int,
    quality jsonb,
    fingerprint text,
    unique (file_id, file_page)
  );
  create index page_scan on page (scan_id, position);
  create index page_fingerprint on page (fingerprint) where fingerprint is not null;

  create table arrangement (
    id text primary key,
    scan_id text not null references scan,
    act text not null,
    before jsonb not null,
    after jsonb not null,
    made_by text not null,
    made_at timestamptz not null default now(),
    undone_at timestamptz
  );
  create index arrangement_scan on arrangement (scan_id, id desc);
`;

// What the engine read and what a person corrected lie apart: reading again never touches a correction.
const reading = `
  create table page_reading (
    page_id text primary key references page,
    lines jsonb not null,
    seals jsonb not null,
    text text not null,
    engine text not null,
    seconds real,
    read_at timestamptz not null default now()
  );
  create table line_correction (
    page_id text not null references page,
    box jsonb not null,
    line_text text not null,
    text text not null,
    corrected_by text not null,
    corrected_at timestamptz not null default now(),
    primary key (page_id, box)
  );
  create table scan_reading (
    scan_id text primary key references scan,
    fields jsonb not null,
    findings jsonb not null,
    extracted_at timestamptz not null default now()
  );
  create table field_correction (
    scan_id text not null references scan,
    field text not null,
    value jsonb,
    corrected_by text not null,
    corrected_at timestamptz not null default now(),
    primary key (scan_id, field)
  );
  create table finding_answer (
    scan_id text not null references scan,
    finding text not null,
    answer text not null check (answer in ('accepted', 'dismissed')),
    note text not null default '',
    answered_by text not null,
    answered_at timestamptz not null default now(),
    primary key (scan_id, finding)
  );
`;
