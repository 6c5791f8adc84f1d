import { type Kysely, sql } from 'kysely';

/**
 * One row a contract. `folded` holds what is searched (fields, notes, then the pages, parts parted by U+001E), `shown` the same parts as
 * printed; `grams` the pairs of neighbouring characters and the single characters of `folded`, which the inverted index holds.
 */
export async function up(db: Kysely<never>): Promise<void> {
  await sql
    .raw(
      `
    create table search_text (
      contract_id text primary key references contract,
      number text not null,
      title text not null,
      party text not null,
      place text not null,
      note text not null,
      folded text not null,
      shown text not null,
      page_ids text[] not null,
      grams int4[] not null,
      indexed_at timestamptz not null default now()
    );
    -- Looking a word up in a text costs more in unpacking than in reading: these are kept unpacked.
    alter table search_text alter folded set storage external;
    create index search_text_grams on search_text using gin (grams) with (fastupdate = off);
    alter table search_text alter grams set statistics 0;
    create table gram_share (
      gram int4 primary key,
      share real not null
    );
    create table saved_search (
      id text primary key,
      person_id text not null references person on delete cascade,
      name text not null,
      words text not null,
      filters jsonb not null default '{}',
      created_at timestamptz not null default now()
    );
    create index saved_search_person on saved_search (person_id, name);
  `,
    )
    .execute(db);
}
