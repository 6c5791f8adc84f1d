import { type Kysely, sql } from 'kysely';

// `counter` is what the authenticator counted last; one that counts and comes with no more than that is a copy.
const passkeys = `
  create table passkey (
    id text primary key,
    person_id text not null references person on delete cascade,
    credential_id text not null unique,
    public_key bytea not null,
    counter bigint not null,
    transports text[] not null default '{}',
    name text not null,
    created_at timestamptz not null default now(),
    last_used_at timestamptz
  );
  create index passkey_person on passkey (person_id);
`;

export async function up(db: Kysely<never>): Promise<void> {
  await sql.raw(passkeys).execute(db);
}
