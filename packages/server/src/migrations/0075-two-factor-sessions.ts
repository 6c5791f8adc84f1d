import { type Kysely, sql } from 'kysely';

// A role may come to need a second factor while its holders are signed in: whether a session was opened with two is kept with it.
// Those opened since their person set one up were.
const sessions = `
  alter table session add column two_factor boolean not null default false;
  update session set two_factor = true from second_factor f
    where f.person_id = session.person_id and f.confirmed_at <= session.created_at;
`;

export async function up(db: Kysely<never>): Promise<void> {
  await sql.raw(sessions).execute(db);
}
