import { type Kysely, sql } from 'kysely';

// A second factor counts once it was confirmed with a code; `last_step` is the half minute of the last code taken, so that none is
// taken twice. Recovery codes are kept as keyed hashes and used once.
const secondFactor = `
  create table second_factor (
    person_id text primary key references person on delete cascade,
    sealed bytea not null,
    confirmed_at timestamptz,
    last_step bigint not null default 0,
    created_at timestamptz not null default now()
  );
  create table recovery_code (
    person_id text not null references person on delete cascade,
    hash text not null,
    used_at timestamptz,
    primary key (person_id, hash)
  );
`;

export async function up(db: Kysely<never>): Promise<void> {
  await sql.raw(secondFactor).execute(db);
}
