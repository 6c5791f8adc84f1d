import type pg from 'pg';

/**
 * A register of so many contracts: 40 departments of uneven size, 15 types, parties drawn by a skewed chance, twenty companies of
 * our own, dates over twelve years, now and then a value missing. Made in the database, the same each time.
 */
export async function fillRegister(pool: pg.Pool, contracts: number): Promise<void> {
  const id = (prefix: string, column: string): string => `'${prefix}_' || lpad(${column}::text, 20, '0')`;
  const partyCount = Math.max(100, Math.round(contracts / 10));
  await pool.query('select setseed(0.42)');
  await pool.query(`insert into department (id, name) select ${id('dep', 'i')}, '部门' || i from generate_series(1, 40) i`);
  await pool.query(`
    insert into party (id, kind, name, name_folded, all_names, pinyin)
    select ${id('pty', 'i')}, case when i <= 20 then 'own' else 'counterparty' end, name, name, name, 'gs' || i
    from (select i, (array['上海','北京','深圳','广州','杭州','成都','武汉','西安'])[1 + i % 8] || chr(19968 + (i * 37) % 20000) || chr(19968 + (i * 101) % 20000)
      || (array['科技','贸易','机械','物流','建材','软件'])[1 + i % 6] || '有限公司' as name from generate_series(1, ${partyCount}) i) n`);
  await pool.query(`
    create temp table made as
    select i, ${id('ctr', 'i')} as id, 'XX-' || 2014 + i * 12 / ${contracts} || '-' || lpad(i::text, 7, '0') as number,
      (select array_agg(id order by code) from contract_type) as types,
      1 + floor(40 * power(random(), 3))::int as department, 21 + floor(${partyCount - 21} * power(random(), 2))::int as party, 1 + floor(20 * random())::int as own,
      date '2014-01-01' + (i::bigint * 4380 / ${contracts})::int + floor(30 * random())::int as signed, random() as r, random() as s
    from generate_series(1, ${contracts}) i`);
  await pool.query(`
    insert into allocated_number (number, rule_id, period, sequence, contract_id, allocated_by)
    select number, (select id from number_rule order by id limit 1), 'bench', i, id, 'system' from made`);
  await pool.query(`
    insert into contract (id, number, title, contract_type_id, state, department_id, owner_id, counterparty, counterparty_key, own_entity,
      signed_on, effective_on, expires_on, amount, page_count, registered_by, confidentiality)
    select m.id, m.number, (array['设备采购合同','技术服务合同','房屋租赁合同','软件开发合同','保密协议','框架合作协议'])[1 + i % 6] || '第' || i || '号',
      m.types[1 + floor(15 * power(m.s, 2))::int], (array['registered','performing','performing','completed','terminated'])[1 + floor(5 * power(m.r, 1.5))::int],
      case when m.r < 0.97 then ${id('dep', 'm.department')} end, null, p.name, p.pinyin, o.name,
      case when m.s < 0.95 then m.signed end, case when m.s < 0.9 then m.signed end, case when m.r < 0.8 then m.signed + 365 * (1 + i % 5) end,
      case when m.s < 0.9 then round((1000000 * power(m.r, 3))::numeric, 2) end, 1 + i % 40, 'system',
      (array['public','internal','internal','internal','internal','internal','internal','internal','confidential','secret'])[1 + (m.s * 1000)::int % 10]
    from made m join party p on p.id = ${id('pty', 'm.party')} join party o on o.id = ${id('pty', 'm.own')}`);
  await pool.query(`
    insert into contract_party (contract_id, position, party_id, side, role, printed_name)
    select id, 0, ${id('pty', 'own')}, 'A', '甲方', 'x' from made union all select id, 1, ${id('pty', 'party')}, 'B', '乙方', 'x' from made`);
  await pool.query(`insert into contract_payment (contract_id, position, label, percent) select id, n, '第' || n || '期', 50 from made, generate_series(1, 2) n`);
  await pool.query(`insert into contract_relation (id, contract_id, related_id, kind, created_by)
    select ${id('rel', 'i')}, id, ${id('ctr', '(i - 1)')}, 'supplement', 'system' from made where i % 10 = 0`);
  await pool.query('drop table made');
  await pool.query('vacuum analyze');
}
