import type pg from 'pg';
import { fillRegister } from './api-corpus.ts';

const id = (prefix: string, column: string): string => `'${prefix}_' || lpad((${column})::text, 20, '0')`;

/**
 * A store of so many copies, ten to a box: a site, rooms of 5,000 boxes, ten rows of ten cabinets of five shelves of ten boxes in each. Every
 * contract's original is filed and stands in a box; of every hundredth somebody has the paper. Made in the database, the same each time.
 */
export async function fillArchive(pool: pg.Pool, copies: number): Promise<{ boxes: number; rooms: number }> {
  await fillRegister(pool, copies);
  const [boxes, rooms] = [Math.ceil(copies / 10), Math.ceil(copies / 50_000)];
  const level = (kind: string, prefix: string, count: number, parent: string, code: string): Promise<unknown> =>
    pool.query(`
      insert into place (id, parent_id, path, kind, code, position, created_by)
      select ${id('plc', `${prefix} + i`)}, p.id, p.path || ${id('plc', `${prefix} + i`)} || '/', '${kind}', ${code}, i % 100, 'system'
      from generate_series(0, ${count - 1}) i join place p on p.id = ${parent}`);
  await pool.query(`insert into place (id, path, kind, code, created_by) values ('plc_00000000000000000000', '/plc_00000000000000000000/', 'site', '总部', 'system')`);
  await level('room', '1000', rooms, `'plc_00000000000000000000'`, `(i + 1) || '号库房'`);
  await level('row', '10000', rooms * 10, id('plc', '1000 + i / 10'), `chr(65 + i % 10) || '列'`);
  await level('cabinet', '100000', rooms * 100, id('plc', '10000 + i / 10'), `(i % 10 + 1) || '柜'`);
  await level('shelf', '1000000', rooms * 500, id('plc', '100000 + i / 5'), `(i % 5 + 1) || '层'`);
  await level('box', '10000000', boxes, id('plc', '1000000 + i / 10'), `lpad(i::text, 5, '0') || '盒'`);
  await pool.query(`insert into archival_series (series, last_item) values ('QG01-HT·2025-D30', ${copies})`);
  await pool.query(`insert into archival_code (code, series, item, allocated_by) select 'QG01-HT·2025-D30-' || lpad(i::text, 6, '0'), 'QG01-HT·2025-D30', i, 'system' from generate_series(1, ${copies}) i`);
  await pool.query(`
    insert into copy (id, contract_id, ordinal, kind, page_count, thickness_mm, archival_code, filed_at, filed_by, holder, place_id, person_id, last_seq, created_by)
    select ${id('cpy', 'i')}, ${id('ctr', 'i')}, 1, 'original', 1 + i % 40, 1 + (i % 40) * 0.1, 'QG01-HT·2025-D30-' || lpad(i::text, 6, '0'), now(), 'system',
      case when i % 100 = 0 then 'person' else 'place' end, case when i % 100 > 0 then ${id('plc', '10000000 + (i - 1) / 10')} end, case when i % 100 = 0 then ${id('per', '0')} end, case when i % 100 = 0 then 3 else 2 end, 'system'
    from generate_series(1, ${copies}) i`);
  const events = [
    [1, 'opened', 'null, null, null', `'person', null, ${id('per', '0')}`, 'true'],
    [2, 'filed', `'person', null, ${id('per', '0')}`, `'place', ${id('plc', '10000000 + (i - 1) / 10')}, null`, 'true'],
    [3, 'taken', `'place', ${id('plc', '10000000 + (i - 1) / 10')}, null`, `'person', null, ${id('per', '0')}`, 'i % 100 = 0'],
  ] as const;
  for (const [seq, act, from, to, of] of events) {
    await pool.query(`
      insert into custody_event (copy_id, seq, act, from_holder, from_place_id, from_person_id, to_holder, to_place_id, to_person_id, by_kind, by_id)
      select ${id('cpy', 'i')}, ${seq}, '${act}', ${from}, ${to}, 'person', ${id('per', '0')} from generate_series(1, ${copies}) i where ${of}`);
  }
  await pool.query(`update place p set held = n.held, held_mm = n.mm from (select place_id, count(*) as held, sum(thickness_mm) as mm from copy where place_id is not null group by 1) n where p.id = n.place_id`);
  await pool.query('vacuum analyze place, copy, custody_event, archival_code');
  return { boxes, rooms };
}
