import { type Kysely, sql } from 'kysely';
import { newId } from '../platform/ids.ts';

export async function up(db: Kysely<never>): Promise<void> {
  await sql.raw(parties).execute(db);
  await sql.raw(register).execute(db);
  await sql.raw(trail).execute(db);
  for (const [position, [code, name, nameEn]] of contractTypes.entries()) {
    const typeId = newId('cty');
    await sql`insert into contract_type (id, code, name, name_en, position) values (${typeId}, ${code}, ${name}, ${nameEn}, ${(position + 1) * 10})`.execute(db);
    await sql`insert into number_rule (id, contract_type_id, pattern) values (${newId('nrl')}, ${typeId}, '{type}-{year}-{seq:4}')`.execute(db);
  }
}

// Two people, and now and then two firms, share a name: whoever registers may say that this is another one.
const parties = `
  drop index party_name_folded;
  create index party_name_folded on party (name_folded);
  alter table party add column all_names text not null default '';
`;

// counterparty_key is the counterparty's name in pinyin: the order people look names up in, the same in every database.
// One index for each order of the list, over all contracts and within a department, so that a page is read in its order and
// nothing is sorted.
const register = `
  alter table contract_payment alter column percent type numeric(8, 4); -- up to 1000 %
  alter table contract add column counterparty_key text collate "C" not null default '';
  drop index contract_newest; -- the primary key read backwards
  drop index contract_counterparty;
  drop index contract_expires;
  create index contract_counterparty on contract (counterparty_key, id);
  create index contract_number on contract (number collate "C", id);
  create index contract_expires on contract (expires_on desc nulls last, id desc);
  create index contract_department_signed on contract (department_id, signed_on desc nulls last, id desc);
  create index contract_department_amount on contract (department_id, amount desc nulls last, id desc);
  create index contract_department_expires on contract (department_id, expires_on desc nulls last, id desc);
  create index contract_department_counterparty on contract (department_id, counterparty_key, id);
  create index contract_department_number on contract (department_id, number collate "C", id);
  create index contract_year on contract (extract(year from signed_on), id);
  create index contract_department_year on contract (department_id, extract(year from signed_on), id);
  create index contract_state_newest on contract (state, id desc);
  create index contract_number_prefix on contract (number text_pattern_ops);
  create index contract_printed_number_prefix on contract (printed_number text_pattern_ops);
  create index contract_title_prefix on contract (title text_pattern_ops);
  create index contract_counterparty_prefix on contract (counterparty text_pattern_ops);
  create index allocated_number_contract on allocated_number (contract_id) where contract_id is not null;
`;

const trail = `
  create index audit_event_actor on audit_event (actor_id, id);
  create index audit_event_kind on audit_event (kind text_pattern_ops, id);
  create index audit_event_at on audit_event (at);
  create index api_key_person on api_key (person_id);
`;

const contractTypes = [
  ['XS', '销售合同', 'Sales'],
  ['CG', '采购合同', 'Purchase'],
  ['FW', '服务合同', 'Services'],
  ['ZL', '租赁合同', 'Lease'],
  ['RJ', '软件许可合同', 'Software licence'],
  ['JS', '技术合同', 'Technology'],
  ['GC', '工程施工合同', 'Construction'],
  ['CL', '承揽合同', 'Contract for work'],
  ['YS', '运输合同', 'Transport'],
  ['DL', '代理合同', 'Agency'],
  ['JK', '借款与担保合同', 'Loan and guarantee'],
  ['BM', '保密协议', 'Non-disclosure'],
  ['KJ', '框架协议', 'Framework'],
  ['BC', '补充协议', 'Supplement'],
  ['QT', '其他合同', 'Other'],
] as const;
