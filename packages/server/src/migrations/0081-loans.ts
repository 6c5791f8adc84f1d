import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<never>): Promise<void> {
  await sql.raw(loans).execute(db);
}

// Which steps a loan needs is decided when it is asked for and stands in its rows; who decided each, and when, stays.
const loans = `
  create table loan (
    id text primary key,
    contract_id text not null references contract,
    asked_by text not null references person,
    asked_at timestamptz not null default now(),
    purpose text not null,
    why_paper text not null,
    on_site boolean not null default false,
    due_on date not null,
    state text not null default 'asked' check (state in ('asked', 'approved', 'refused', 'withdrawn', 'handing-out', 'out', 'closed')),
    renews_id text references loan,
    hand_over_id text references hand_over,
    approved_at timestamptz,
    out_at timestamptz,
    closed_at timestamptz,
    reminded text[] not null default '{}',
    version int not null default 1
  );
  create index loan_contract on loan (contract_id, id desc);
  create index loan_asker on loan (asked_by, id desc);
  create index loan_waiting on loan (asked_at) where state = 'asked';
  create index loan_queue on loan (approved_at) where state = 'approved';
  create index loan_out on loan (due_on) where state = 'out';
  create table loan_copy (
    loan_id text not null references loan,
    copy_id text not null references copy,
    pages_out int,
    pages_back int,
    seal_back text check (seal_back in ('whole', 'broken', 'none')),
    condition_back text check (condition_back in ('good', 'worn', 'damaged', 'fragile')),
    photo_sha256 text,
    note text not null default '',
    outcome text check (outcome in ('back', 'lost')),
    checked_by text references person,
    checked_at timestamptz,
    primary key (loan_id, copy_id)
  );
  create index loan_copy_copy on loan_copy (copy_id);
  create table loan_step (
    loan_id text not null references loan,
    position int not null,
    kind text not null check (kind in ('department', 'across')),
    department_id text references department,
    why text not null check (why in ('always', 'other-department', 'level')),
    state text not null default 'waiting' check (state in ('waiting', 'approved', 'refused')),
    decided_by text references person,
    decided_at timestamptz,
    reason text not null default '',
    primary key (loan_id, position)
  );
  create index loan_step_waiting on loan_step (department_id) where state = 'waiting';
  alter table copy add constraint copy_loan foreign key (loan_id) references loan;
  alter table copy add constraint copy_hand_over_there foreign key (hand_over_id) references hand_over;
  alter table hand_over add constraint hand_over_loan foreign key (loan_id) references loan;
  alter table incident add constraint incident_loan foreign key (loan_id) references loan;
`;
