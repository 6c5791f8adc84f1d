import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<never>): Promise<void> {
  await sql.raw(people).execute(db);
  for (const [position, role] of roles.entries()) {
    const { code, name, nameEn, permissions, grants = [], scope, clearance = null } = role;
    await sql`
      insert into role (code, name, name_en, permissions, grants, scope, clearance, built_in, position)
      values (${code}, ${name}, ${nameEn}, ${[...permissions]}, ${[...grants]}, ${scope}, ${clearance}, true, ${(position + 1) * 10})`.execute(db);
  }
  await sql.raw(contracts).execute(db);
  await sql.raw(requests).execute(db);
  // Of a column without figures the planner thinks that half of all is closed.
  await sql.raw('analyze contract_type; analyze party; analyze contract').execute(db);
}

const people = `
  create table role (
    code text primary key,
    name text not null,
    name_en text not null,
    permissions text[] not null,
    grants text[] not null default '{}',
    scope text not null check (scope in ('own', 'department', 'company', 'all')),
    clearance text check (clearance in ('public', 'internal', 'confidential', 'secret')),
    built_in boolean not null default false,
    position int not null,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
  );
  alter table person add column company_ids text[] not null default '{}';
  alter table person add column clearance text not null default 'internal' check (clearance in ('public', 'internal', 'confidential', 'secret'));
`;

// What decides who sees a contract stands in its own row, so that a list is read without asking other tables. The two derived columns are
// kept by the database itself, in the transaction that changes what they follow from: whichever way a party comes to a contract or a type
// is closed, no moment and no forgotten call leaves it open. The shared locks make closing wait for who is just registering.
const contracts = `
  alter table contract_type add column closed boolean not null default false;
  alter table party add column closed boolean not null default false;
  alter table contract add column closed boolean not null default false;
  alter table contract add column company_ids text[] not null default '{}';

  create table contract_reader (
    contract_id text not null references contract,
    person_id text not null references person,
    until timestamptz,
    reason text not null default '',
    named_by text not null,
    named_at timestamptz not null default now(),
    primary key (person_id, contract_id)
  );
  create index contract_reader_contract on contract_reader (contract_id);

  create function keep_access(ids text[]) returns void language plpgsql as $$
  begin
    perform from contract where id = any(ids) order by id for update; -- whoever is changing one is waited for, then read anew
    update contract c set closed = n.closed, company_ids = n.company_ids
    from (
      select c.id, t.closed or coalesce(bool_or(p.closed), false) as closed,
        coalesce(array_agg(distinct p.id order by p.id) filter (where p.kind = 'own'), '{}') as company_ids
      from contract c join contract_type t on t.id = c.contract_type_id
        left join contract_party cp on cp.contract_id = c.id left join party p on p.id = cp.party_id
      where c.id = any(ids) group by c.id, t.closed
    ) n
    where c.id = n.id and (c.closed, c.company_ids) is distinct from (n.closed, n.company_ids);
  end $$;
  create function access_of_contract() returns trigger language plpgsql as $$
  begin
    select t.closed or exists (select from contract_party cp join party p on p.id = cp.party_id where cp.contract_id = new.id and p.closed)
      into new.closed from contract_type t where t.id = new.contract_type_id for share;
    return new;
  end $$;
  create function access_of_contract_parties() returns trigger language plpgsql as $$
  begin
    if tg_op = 'DELETE' then
      perform keep_access(array(select distinct contract_id from gone));
    else
      perform from party where id in (select party_id from come) for share;
      perform keep_access(array(select distinct contract_id from come));
    end if;
    return null;
  end $$;
  create function access_of_party() returns trigger language plpgsql as $$
  begin
    perform keep_access(array(select distinct contract_id from contract_party where party_id = new.id));
    return null;
  end $$;
  create function access_of_type() returns trigger language plpgsql as $$
  begin
    perform keep_access(array(select id from contract where contract_type_id = new.id));
    return null;
  end $$;

  create trigger contract_access before insert or update of contract_type_id on contract for each row execute function access_of_contract();
  create trigger contract_party_come after insert on contract_party referencing new table as come for each statement execute function access_of_contract_parties();
  create trigger contract_party_moved after update on contract_party referencing new table as come for each statement execute function access_of_contract_parties();
  create trigger contract_party_gone after delete on contract_party referencing old table as gone for each statement execute function access_of_contract_parties();
  create trigger party_access after update of kind, closed on party for each row
    when ((old.kind, old.closed) is distinct from (new.kind, new.closed)) execute function access_of_party();
  create trigger contract_type_access after update of closed on contract_type for each row
    when (old.closed is distinct from new.closed) execute function access_of_type();

  select keep_access(array(select id from contract));
  create index contract_company on contract using gin (company_ids);
`;

// A request names a contract in the asker's words; which one that is, if any, is for others to know.
const requests = `
  create table access_request (
    id text primary key,
    person_id text not null references person,
    named text not null,
    purpose text not null,
    days int not null check (days between 1 and 365),
    contract_id text references contract,
    asked_at timestamptz not null default now(),
    answer text check (answer in ('granted', 'refused')),
    answered_by text,
    answered_at timestamptz,
    reason text not null default '',
    until timestamptz
  );
  create index access_request_person on access_request (person_id, id desc);
  create index access_request_waiting on access_request (contract_id, id) where answer is null and contract_id is not null;
`;

interface Seed {
  code: string;
  name: string;
  nameEn: string;
  permissions: readonly string[];
  grants?: readonly string[];
  scope: 'own' | 'department' | 'company' | 'all';
  clearance?: 'confidential' | 'secret';
}

const looking = ['contracts.see', 'scans.see', 'amounts.see', 'parties.see', 'numbers.see'];
const reading = [...looking, 'contracts.download', 'contracts.print', 'paper.borrow', 'keys.own'];
const clerking = [...reading, 'intake.add', 'intake.see', 'scans.arrange', 'text.correct', 'desk.register', 'contracts.edit', 'contracts.export', 'parties.edit'];
const archiving = [...clerking, 'numbers.manage', 'audit.read', 'levels.set', 'readers.name', 'closed.see', 'closed.set'];
const all = [...archiving, 'people.manage', 'roles.manage', 'settings.manage'];

// What the four roles of before could, they still can.
const roles: readonly Seed[] = [
  { code: 'administrator', name: '管理员', nameEn: 'Administrator', permissions: all, scope: 'all', clearance: 'secret' },
  { code: 'archivist', name: '档案管理员', nameEn: 'Archivist', permissions: archiving, scope: 'all', clearance: 'secret' },
  { code: 'clerk', name: '档案员', nameEn: 'Clerk', permissions: clerking, scope: 'department' },
  { code: 'business', name: '业务经办人', nameEn: 'Business owner', permissions: reading, scope: 'own' },
  { code: 'legal', name: '法务', nameEn: 'Legal', permissions: reading, scope: 'all', clearance: 'confidential' },
  { code: 'finance', name: '财务', nameEn: 'Finance', permissions: [...reading, 'contracts.export'], scope: 'all' },
  { code: 'executive', name: '高管', nameEn: 'Executive', permissions: [...reading, 'contracts.export'], scope: 'all', clearance: 'confidential' },
  { code: 'auditor', name: '审计员', nameEn: 'Auditor', permissions: [...looking, 'audit.read'], scope: 'all', clearance: 'confidential' },
  { code: 'reader', name: '查阅人', nameEn: 'Reader', permissions: reading, scope: 'department' },
  { code: 'system', name: '系统管理员', nameEn: 'System administrator', permissions: ['settings.manage', 'numbers.see', 'numbers.manage', 'keys.own'], scope: 'own' },
  { code: 'security', name: '安全管理员', nameEn: 'Security administrator', permissions: ['people.manage', 'roles.manage'], grants: all, scope: 'own' },
  { code: 'audit', name: '审计管理员', nameEn: 'Audit administrator', permissions: ['audit.read'], scope: 'own' },
];
