import { type Kysely, sql } from 'kysely';

// Who sees by company reads the register in its order as a department does (migration 0003): a contract has as a rule one company of ours,
// the first of the list. The few with several are found by themselves; the planner must know that they are few, or it walks all for them.
const companyLists = `
  create index contract_company_newest on contract ((company_ids[1]), id desc, signed_on, amount, state);
  create index contract_company_signed on contract ((company_ids[1]), signed_on desc nulls last, id desc);
  create index contract_company_amount on contract ((company_ids[1]), amount desc nulls last, id desc);
  create index contract_company_expires on contract ((company_ids[1]), expires_on desc nulls last, id desc);
  create index contract_company_counterparty on contract ((company_ids[1]), counterparty_key, id);
  create index contract_company_number on contract ((company_ids[1]), number collate "C", id);
  create index contract_company_year on contract ((company_ids[1]), extract(year from signed_on), id);
  create index contract_of_companies on contract (id desc) where company_ids[2] is not null;
  create statistics contract_second_company on (company_ids[2]) from contract;
`;

// Read in the order of ids, and what dates, amounts or a state rule out is passed over without going to its row: in the index of a department
// the next rows lie far apart.
const departments = `
  drop index contract_department;
  create index contract_department on contract (department_id, id desc, signed_on, amount, state);
`;

// Parties are listed by name.
const parties = `create index party_name on party (name, id)`;

export async function up(db: Kysely<never>): Promise<void> {
  await sql.raw(companyLists).execute(db);
  await sql.raw(departments).execute(db);
  await sql.raw(parties).execute(db);
  await sql.raw('analyze contract').execute(db);
}
