import type pg from 'pg';
import { fold } from '../packages/server/src/platform/fold.ts';
import { fieldMark, gramsOfText, partMark } from '../packages/server/src/search/grams.rules.ts';
import { textForm } from '../packages/server/src/search/index.queries.ts';

/** Contract-like text in any amount: clauses drawn by a skewed chance, with names, numbers and rare words strewn in. */

export function chance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const surnames = '云山海川林江河湖泉石金银铜铁星辰光明华夏东南西北中天地元亨利贞';
const trades = ['机械', '电子', '仪器', '软件', '建材', '物流', '能源', '医药', '食品', '化工', '纺织', '农业', '环保', '传媒'];
const subjects = ['甲方', '乙方', '双方', '出卖人', '买受人', '任何一方', '承揽人', '出租方', '委托方', '受托方'];
const verbs = ['应当', '有权', '不得', '承诺', '保证', '同意', '负责', '须', '可以', '无权'];
const acts = ['按照约定支付价款', '承担违约责任', '提供技术服务', '交付全部货物', '保守商业秘密', '解除本合同', '赔偿由此造成的损失', '书面通知对方', '完成安装调试', '组织验收', '开具增值税专用发票', '提交履约保函', '转让权利义务', '变更付款方式', '延长质量保证期'];
const tails = ['，否则视为违约', '，并于五个工作日内答复', '，费用由责任方承担', '，但不可抗力除外', '，双方另有约定的从其约定', '，以书面形式确认', '，并加盖公章', ''];

/** The skew of real language: the first choices fall often, the last seldom. */
const pick = <T>(random: () => number, list: readonly T[]): T => list[Math.floor(random() ** 2 * list.length)] as T;
const even = <T>(random: () => number, list: ArrayLike<T>): T => list[Math.floor(random() * list.length)] as T;

export function companyName(random: () => number): string {
  return `${even(random, surnames)}${even(random, surnames)}${even(random, surnames)}${even(random, trades)}有限公司`;
}

export function pageText(random: () => number, characters: number, own = acts): string {
  let text = '';
  for (let clause = 1; text.length < characters; clause++) {
    // Now and then a character of the whole range, as names, places and goods bring them in.
    const rare = String.fromCharCode(0x4e00 + Math.floor(random() ** 3 * 20_000)) + String.fromCharCode(0x4e00 + Math.floor(random() * 20_000));
    text += `第${clause}条 ${pick(random, subjects)}${pick(random, verbs)}${pick(random, own)}${pick(random, tails)}`;
    text += random() < 0.5 ? `，标的为${rare}，计${Math.floor(random() * 1e7)}元。\n` : '。\n';
  }
  return text;
}

export interface Corpus {
  contracts: number;
  pagesEach: number;
  departments: number;
}

/** Fills a migrated, empty database. `say` hears how many are done. */
export async function fillCorpus(pool: pg.Pool, { contracts, pagesEach, departments }: Corpus, say: (done: number) => void): Promise<void> {
  const random = chance(7);
  const departmentIds = Array.from({ length: departments }, (_, i) => `dep_${String(i).padStart(20, '0')}`);
  await pool.query(`insert into department (id, name) select id, id from unnest($1::text[]) id`, [departmentIds]);
  await pool.query(`insert into contract_type (id, code, name, name_en, position) values ('cty_00000000000000000000', 'ZZ', '基准', 'Bench', 999) on conflict do nothing`);
  await pool.query(`insert into number_rule (id, contract_type_id, pattern) values ('nrl_00000000000000000000', 'cty_00000000000000000000', '{type}-{seq:7}') on conflict do nothing`);
  await pool.query(`insert into party (id, kind, name, name_folded) select 'pty_' || lpad(i::text, 20, '0'), case when i <= 20 then 'own' else 'counterparty' end, i, i from generate_series(1, 21) i`);
  await pool.query('alter table search_text set (autovacuum_enabled = off)');
  await pool.query('drop index search_text_grams');
  const size = 200;
  for (let start = 0; start < contracts; start += size) {
    const rows = Array.from({ length: Math.min(size, contracts - start) }, (_, i) => makeContract(random, start + i, pagesEach, departmentIds));
    const column = <K extends keyof (typeof rows)[number]>(key: K) => rows.map((row) => row[key]);
    await pool.query(
      `insert into allocated_number (number, rule_id, period, sequence, contract_id, allocated_by)
       select number, 'nrl_00000000000000000000', 'bench', sequence, id, 'system' from unnest($1::text[], $2::int[], $3::text[]) x (number, sequence, id)`,
      [column('number'), column('sequence'), column('id')],
    );
    await pool.query(
      `insert into contract (id, number, title, contract_type_id, state, department_id, counterparty, signed_on, amount, registered_by, page_count, confidentiality)
       select id, number, title, 'cty_00000000000000000000', 'registered', department, party, signed::date, amount::numeric, 'system', ${pagesEach}, level
       from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[]) x (id, number, title, department, party, signed, amount, level)`,
      [column('id'), column('number'), column('title'), column('department'), column('party'), column('signed'), column('amount'), column('level')],
    );
    await pool.query(`insert into contract_party (contract_id, position, party_id, side, printed_name) select id, 0, company, 'A', 'x' from unnest($1::text[], $2::text[]) x (id, company)`, [column('id'), column('company')]);
    await pool.query(
      `insert into search_text (contract_id, number, title, party, place, note, folded, shown, page_ids, grams, heading_grams, form)
       select id, number, title, party, '', '', folded, shown, '{}', grams::int4[], heading::int4[], ${textForm}
       from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[]) x (id, number, title, party, folded, shown, grams, heading)`,
      [column('id'), column('number').map(fold), column('title').map(fold), column('party').map(fold), column('folded'), column('shown'), column('grams'), column('heading')],
    );
    say(start + rows.length);
  }
  await pool.query(`set maintenance_work_mem = '1GB'; create index search_text_grams on search_text using gin (grams) with (fastupdate = off)`);
}

function makeContract(random: () => number, i: number, pagesEach: number, departmentIds: readonly string[]) {
  const number = `ZZ-${String(i).padStart(7, '0')}`;
  const title = `${even(random, trades)}${even(random, ['采购', '销售', '服务', '租赁'])}合同`;
  const party = companyName(random);
  // No contract speaks of everything.
  const own = acts.filter(() => random() < 0.5);
  const pages = Array.from({ length: pagesEach }, () => pageText(random, 1_000, own.length > 0 ? own : acts));
  const heading = [number, title, party];
  const foldedHeading = heading.map(fold).join(fieldMark);
  const shown = [heading.join(fieldMark), ...pages];
  const folded = [foldedHeading, ...pages.map(fold)].join(partMark);
  return {
    id: `ctr_${String(i).padStart(20, '0')}`,
    number,
    sequence: i + 1,
    title,
    party,
    department: even(random, departmentIds),
    signed: `${2016 + Math.floor(random() * 11)}-0${1 + Math.floor(random() * 9)}-1${Math.floor(random() * 10)}`,
    amount: (random() * 1e6).toFixed(2),
    level: ['public', 'internal', 'internal', 'internal', 'internal', 'internal', 'internal', 'internal', 'confidential', 'secret'][i % 10],
    company: `pty_${String(1 + ((i * 7) % 20)).padStart(20, '0')}`,
    shown: shown.join(partMark),
    folded,
    grams: `{${gramsOfText(folded).join(',')}}`,
    heading: `{${gramsOfText(foldedHeading).join(',')}}`,
  };
}
