import { type Kysely, sql } from 'kysely';

// Pages that look like a page are looked up by the bands of their fingerprint (scans/bands.rules.ts), not by looking through every page of
// the archive. The indexes are whole ones: of an expression in a partial index the planner keeps no figures.
const pageBands = `
  create index page_band_1 on page ((('x' || substr(fingerprint, 1, 4))::bit(16)::int));
  create index page_band_2 on page ((('x' || substr(fingerprint, 5, 4))::bit(16)::int));
  create index page_band_3 on page ((('x' || substr(fingerprint, 9, 4))::bit(16)::int));
  create index page_band_4 on page ((('x' || substr(fingerprint, 13, 4))::bit(16)::int));
  drop index page_fingerprint;
`;

export async function up(db: Kysely<never>): Promise<void> {
  await sql.raw(pageBands).execute(db);
}
