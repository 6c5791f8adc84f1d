import { type Kysely, sql } from 'kysely';

// Who looks after people and rights sees what reaches beyond them: links for people outside, and who is let into contracts by name.
const oversight = `
  update role set permissions = permissions || '{rights.oversee}'::text[] where code in ('administrator', 'security');
  create index contract_reader_ends on contract_reader (person_id, until);
`;

export async function up(db: Kysely<never>): Promise<void> {
  await sql.raw(oversight).execute(db);
}
