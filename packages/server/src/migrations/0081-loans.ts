import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<never>): Promise<void> {
  for (const part of [loans, following]) await sql.raw(part).execute(db);
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
    days int not null default 2 check (days >= 0),
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
    outcome text check (outcome in ('back', 'lost', 'not-lent')),
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

// The hand-over is custody's, the loan follows from it: custody cannot call up, and a reaction comes too late for who asks for the next paper.
const following = `
  create function loan_follows() returns trigger language plpgsql as $$
  begin
    if new.state = 'confirmed' then
      update loan_copy lc set pages_out = coalesce(h.page_count, 0)
      from hand_over_copy h join copy c on c.id = h.copy_id
      where lc.loan_id = new.loan_id and lc.copy_id = h.copy_id and h.hand_over_id = new.id and c.loan_id = new.loan_id;
      update loan set state = 'out', out_at = coalesce(out_at, new.decided_at), version = version + 1 where id = new.loan_id;
    else
      update loan set hand_over_id = null, version = version + 1,
        state = case when exists (select from copy c where c.loan_id = loan.id) then 'out' else 'approved' end
      where id = new.loan_id and state = 'handing-out';
    end if;
    return null;
  end $$;
  create trigger hand_over_decided after update of state on hand_over for each row
    when (old.state = 'offered' and new.state <> 'offered' and new.loan_id is not null) execute function loan_follows();
`;
