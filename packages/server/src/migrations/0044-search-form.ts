import { type Kysely, sql } from 'kysely';

// What search keeps of a contract has a form, which code that keeps something else counts on: rows of an older one are written anew by and
// by. `heading_grams` are the keys of number, title and parties alone, so that the best match is found however old it is.
const searchForm = `
  alter table search_text add column form smallint not null default 0, add column heading_grams int4[] not null default '{}';
  alter table search_text alter heading_grams set statistics 0;
  create index search_text_heading on search_text using gin (heading_grams);
`;

export async function up(db: Kysely<never>): Promise<void> {
  await sql.raw(searchForm).execute(db);
}
