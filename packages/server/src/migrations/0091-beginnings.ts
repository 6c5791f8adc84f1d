import { type Kysely, sql } from 'kysely';

// What a register's row begins with is asked in any case of its letters, and as one condition a column: for each more, every lane of a list takes longer to plan.
const beginnings = `
  drop index contract_number_prefix;
  drop index contract_printed_number_prefix;
  drop index contract_title_prefix;
  drop index contract_counterparty_prefix;
  create index contract_number_begins on contract (upper(number) text_pattern_ops);
  create index contract_printed_number_begins on contract (upper(printed_number) text_pattern_ops);
  create index contract_title_begins on contract (upper(title) text_pattern_ops);
  create index contract_counterparty_begins on contract (upper(counterparty) text_pattern_ops);
`;

export async function up(db: Kysely<never>): Promise<void> {
  await sql.raw(beginnings).execute(db);
}
