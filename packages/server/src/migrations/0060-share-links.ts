import { type Kysely, sql } from 'kysely';

// A link for somebody outside. The token is kept as its SHA-256 alone: who reads the database cannot open what was shared.
const shareLinks = `
  create table share_link (
    id text primary key,
    contract_id text not null references contract on delete cascade,
    made_by text not null references person,
    recipient text not null,
    token_hash text not null unique,
    password_hash text,
    page_ids text[] not null,
    most_views int,
    views int not null default 0,
    expires_at timestamptz not null,
    last_viewed_at timestamptz,
    revoked_at timestamptz,
    revoked_by text references person,
    created_at timestamptz not null default now()
  );
  create index share_link_contract on share_link (contract_id, id);
  create index share_link_maker on share_link (made_by, id);
  update role set permissions = permissions || '{contracts.download-clean,shares.manage}'::text[] where code in ('administrator', 'archivist');
  update role set grants = grants || '{contracts.download-clean,shares.manage}'::text[] where code = 'security';
`;

export async function up(db: Kysely<never>): Promise<void> {
  await sql.raw(shareLinks).execute(db);
}
