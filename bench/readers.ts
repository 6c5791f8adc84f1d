import type pg from 'pg';

/** Who asks in the benches, the first of them seeing all: what the others are compared with. */
export const theirs: Readonly<Record<string, { role: string; department: string | null; company: string | null }>> = {
  'archivist, all': { role: 'archivist', department: null, company: null },
  'finance, all up to internal': { role: 'finance', department: null, company: null },
  'clerk, one department': { role: 'clerk', department: `dep_${'7'.padStart(20, '0')}`, company: null },
  'one company': { role: 'bench-company', department: null, company: `pty_${'3'.padStart(20, '0')}` },
};

/** A role of company scope, some closed contracts, and for this person fifty contracts named and five whose day has passed. */
export async function addReaders(pool: pg.Pool, personId: string): Promise<void> {
  await pool.query(`insert into role (code, name, name_en, permissions, scope, position)
    select 'bench-company', 'x', 'x', permissions, 'company', 999 from role where code = 'reader' on conflict do nothing`);
  await pool.query(`update contract_type set closed = true where code = 'BM' and not closed`);
  await pool.query(`insert into contract_reader (contract_id, person_id, until, named_by)
    select id, $1, case when row_number() over () <= 5 then now() - interval '1 day' end, 'system' from contract order by md5(id || $1) limit 55`, [personId]);
  await pool.query('analyze contract_reader');
}
