import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { ContractId, DepartmentId } from '@qige/wire';
import { openHouse, type House, type Visitor } from '../test/house.ts';
import { newId } from '../platform/ids.ts';
import { gramsOfText, gramsOfWord } from './grams.rules.ts';
import { indexText } from './index.queries.ts';
import { indexOutdated } from './search.jobs.ts';

let house: House;
let archivist: Visitor;
let department: DepartmentId;
beforeAll(async () => {
  house = await openHouse();
  archivist = await house.as('archivist');
  department = await house.givenDepartment();
  await house.pool.query(`insert into contract_type (id, code, name, name_en, position) values ('cty_t0000000000000000000', 'TT', '测试合同', 'Test', 900)`);
  await house.pool.query(`insert into number_rule (id, contract_type_id, pattern) values ('nrl_t0000000000000000000', 'cty_t0000000000000000000', '{type}-{seq:4}')`);
});
const partyId = newId('pty');
beforeAll(async () => {
  await house.app.db.insertInto('party').values({ id: partyId, name: '云海机械有限公司', nameFolded: '云海机械有限公司' }).execute();
});
beforeEach(() => house.pool.query('delete from search_text'));
afterAll(() => house.close());

let sequence = 0;
interface Given {
  title?: string;
  pages?: string[];
  departmentId?: DepartmentId | null;
  signedOn?: string;
  amount?: string;
  more?: Record<string, string | number>;
  role?: string;
}

async function givenContract({ title = '采购合同', pages = [], departmentId = null, signedOn = '2025-03-01', amount = '1000.00', more = {}, role }: Given = {}): Promise<ContractId> {
  const id = newId('ctr');
  const number = `TT-${String(++sequence).padStart(4, '0')}`;
  await house.pool.query(
    `insert into allocated_number (number, rule_id, period, sequence, contract_id, allocated_by) values ($1, 'nrl_t0000000000000000000', '', $2, $3, 'system')`,
    [number, sequence, id],
  );
  await house.app.db
    .insertInto('contract')
    .values({ id, number, title, contractTypeId: 'cty_t0000000000000000000', departmentId, signedOn, amount, counterparty: '云海机械有限公司', registeredBy: 'system', ...more })
    .execute();
  if (role) await house.app.db.insertInto('contractParty').values({ contractId: id, position: 0, partyId, side: 'A', role, printedName: '云海机械有限公司' }).execute();
  await house.app.db.transaction().execute((tx) => indexText(tx, id, pages.map((text) => ({ pageId: newId('pag'), text }))));
  return id;
}

const find = async (words: string, who = archivist, more = ''): Promise<ContractId[]> => {
  const reply = await who.get(`/api/search?words=${encodeURIComponent(words)}${more}`);
  expect(reply.status, JSON.stringify(reply.body)).toBe(200);
  return reply.body.contracts.map((contract: { id: ContractId }) => contract.id);
};

describe('what is found', () => {
  test('words over line ends and OCR spaces, any width, either script, one character too', async () => {
    const id = await givenContract({ pages: ['双方应当承担保\n密义务，乙 方ＡＢＣ', '第二页 龘'] });
    await givenContract({ pages: ['别的内容'] });
    for (const words of ['保密', '乙方', '乙方abc', '保密義務', '龘', '"双方应当承担 保密"', 'ＴＴ-' + String(sequence - 1).padStart(4, '0')]) expect(await find(words), words).toEqual([id]);
    expect(await find('密保')).toEqual([]);
  });

  test('AND, OR and NOT mean what they say with Chinese', async () => {
    const a = await givenContract({ pages: ['東京 法院', '账单'] });
    const b = await givenContract({ pages: ['东京 secret'] });
    const c = await givenContract({ pages: ['bill of lading'] });
    expect(await find('东京')).toEqual([b, a]);
    expect(await find('东京 账单')).toEqual([a]);
    expect(await find('(东京 AND NOT secret) OR bill')).toEqual([c, a]);
    expect(await find('-东京')).toEqual([c]);
  });

  test('fields, ranges of days and amounts', async () => {
    const a = await givenContract({ title: '设备采购合同', signedOn: '2024-05-01', amount: '250000.00' });
    const b = await givenContract({ title: '房屋租赁合同', signedOn: '2025-06-30', amount: '80000.00', pages: ['设备'] });
    expect(await find('title:设备')).toEqual([a]);
    expect(await find('设备')).toEqual([b, a]);
    expect(await find('签订:2025..2026')).toEqual([b]);
    expect(await find('金额:>=10万')).toEqual([a]);
    expect(await find('相对方:云海 type:测试合同 amount:..9万')).toEqual([b]);
    expect(await find('合同', archivist, '&year=2024')).toEqual([a]);
  });

  test('what stands in any field, the way it is typed: days, sums, currency, roles, copies', async () => {
    const id = await givenContract({ signedOn: '2024-05-07', amount: '740430.00', role: '承揽人', more: { currency: 'USD', copies: 4, expiresOn: '2026-12-31', deliveryBy: '2025-02-03' } });
    await givenContract();
    for (const words of ['2024-05-07', '2024年5月7日', '2026年12月31日', '2025年2月3日', '740430', '$740,430.00', '７４０，４３０', '美元', 'USD', '承揽人', '一式四份', '4份']) expect(await find(words), words).toEqual([id]);
  });

  test('no phrase runs from one field into the next', async () => {
    const id = await givenContract({ title: '设备采购合同', more: { printedNumber: 'A-7', signedPlace: '上海' } });
    expect(await find('采购合同')).toEqual([id]);
    for (const words of ['合同云海', '采购合同云海机械', '司上海']) expect(await find(words), words).toEqual([]);
    for (let n = 1; n <= sequence; n++) expect(await find(`number:${String(n).padStart(4, '0')}A`)).toEqual([]);
    const [hit] = (await archivist.get(`/api/search?words=${encodeURIComponent('采购合同 上海')}`)).body.contracts[0].hits;
    expect(hit).toMatchObject({ pageNumber: null, snippet: '设备采购合同；上海' });
  });

  test('places and types are found in any width and either script', async () => {
    const id = await givenContract({ more: { signedPlace: '廣東省深圳市' } });
    await givenContract({ more: { signedPlace: '上海' } });
    expect(await find('', archivist, `&place=${encodeURIComponent('广东')}`)).toEqual([id]);
    expect(await find('合同', archivist, `&place=${encodeURIComponent('廣 東')}`)).toEqual([id]);
    for (const type of ['測試合同', '测试', 'ｔｔ', 'TEST']) expect(await find(`type:${type} place:深圳`), type).toEqual([id]);
    expect(await find('-type:测试合同')).toEqual([]);
    expect(await find('type:没有这类')).toEqual([]);
  });

  test('a hit says on which page, and marks the words in a piece of its text', async () => {
    await givenContract({ pages: ['首页', '因不可\n抗力不能履行合同的'] });
    const { body } = await archivist.get(`/api/search?words=${encodeURIComponent('不可抗力')}`);
    const [hit] = body.contracts[0].hits;
    expect(hit).toMatchObject({ pageNumber: 2, snippet: '因不可抗力不能履行合同的' });
    expect(hit.snippet.slice(...hit.marks[0])).toBe('不可抗力');
    // What stands on a page and in the fields is shown on the page; what stands in the fields alone, there.
    await givenContract({ title: '苔藓采购合同', pages: ['首页', '苔藓采购合同'] });
    await givenContract({ title: '地衣采购合同', pages: ['首页'] });
    const places = async (words: string) => (await archivist.get(`/api/search?words=${encodeURIComponent(words)}`)).body.contracts[0].hits.map((one: { pageNumber: number | null }) => one.pageNumber);
    expect(await places('苔藓')).toEqual([2]);
    expect(await places('苔藓 首页')).toEqual([1, 2]);
    expect(await places('地衣 首页')).toEqual([1, null]);
  });

  test('what cannot be read is refused with the part that was not understood', async () => {
    const reply = await archivist.get('/api/search?words=signed:someday');
    expect(reply).toMatchObject({ status: 400, body: { error: { code: 'search_unreadable', details: { part: 'signed:someday', why: 'range' } } } });
  });
});

describe('the way chosen never changes the answer', () => {
  test('pages follow one another without gap or repetition, by index and by walk', async () => {
    const made: ContractId[] = [];
    for (let i = 0; i < 12; i++) made.unshift(await givenContract({ pages: [i % 3 === 0 ? '常见 罕见' : '常见'] }));
    for (const share of [0, 1]) {
      await house.pool.query('truncate gram_share');
      if (share > 0) await house.pool.query('insert into gram_share select gram, 1 from (select distinct unnest(grams) as gram from search_text) grams');
      const seen: ContractId[] = [];
      for (let after: string | null = ''; after !== null; ) {
        const { body }: { body: { contracts: { id: ContractId }[]; next: string | null } } = await archivist.get(`/api/search?words=${encodeURIComponent('常见')}&limit=5${after ? `&after=${after}` : ''}`);
        seen.push(...body.contracts.map((contract) => contract.id));
        after = body.next;
      }
      expect(seen).toEqual(made);
      expect(await find('罕见')).toEqual(made.filter((_, i) => (made.length - 1 - i) % 3 === 0));
    }
  });
});

describe('the best match', () => {
  test('is found by its name however old it is, and the reply says among how many it was looked for', async () => {
    const old = await givenContract({ title: '苔藓采购合同', pages: ['苔藓'] });
    const best = async (who = archivist) => (await who.get(`/api/search?words=${encodeURIComponent('苔藓')}&order=best&limit=3`)).body;
    expect(await best()).toMatchObject({ weighed: { count: 1, all: true } });
    for (let i = 0; i < 121; i++) await givenContract({ pages: ['苔藓'] });
    const found = await best();
    expect(found.contracts[0].id).toBe(old);
    expect(found.weighed).toEqual({ count: 121, all: false });
    expect((await best(await house.as('clerk', { departmentId: department }))).contracts).toEqual([]);
    expect((await archivist.get(`/api/search?words=${encodeURIComponent('苔藓')}`)).body.weighed).toBeNull();
  });
});

test('what code of another form wrote is written anew', async () => {
  const [older, missing] = [await givenContract({ title: '旧格式合同' }), await givenContract({ title: '旧格式合同' })];
  await house.pool.query(`update search_text set form = 0, folded = '' where contract_id = $1`, [older]);
  await house.pool.query('delete from search_text where contract_id = $1', [missing]);
  await indexOutdated.run(house.app, {}, new AbortController().signal);
  await house.runJobs();
  expect(await find('旧格式')).toEqual([missing, older]);
  await indexOutdated.run(house.app, {}, new AbortController().signal);
  expect(await house.waitingJobs()).toEqual([]);
});

describe('nobody finds what they may not see', () => {
  test('results, counts, facets, suggestions and marks are the visible ones', async () => {
    const open = await givenContract({ title: '机密项目甲', departmentId: department });
    const hidden = await givenContract({ title: '机密项目乙' });
    const clerk = await house.as('clerk', { departmentId: department });
    expect(await find('机密项目', clerk)).toEqual([open]);
    expect(await find('机密项目')).toEqual([hidden, open]);

    const words = encodeURIComponent('机密项目');
    expect((await clerk.get(`/api/search/summary?words=${words}`)).body).toMatchObject({ count: 1, capped: false, counterparties: [{ count: 1 }] });
    expect((await clerk.get(`/api/search/suggestions?text=${words}`)).body.suggestions.map((one: { text: string }) => one.text)).toEqual(['机密项目甲']);
    expect((await clerk.get(`/api/pages/${newId('pag')}/marks?words=${words}`)).status).toBe(404);
  });
});

test('saved searches are one’s own', async () => {
  const reader = await house.as('reader');
  const saved = await reader.post('/api/saved-searches', { name: '本年大额', words: '金额:>=100万', filters: { year: 2026 } });
  expect(saved).toMatchObject({ status: 201, body: { name: '本年大额', filters: { year: 2026 } } });
  expect((await archivist.get('/api/saved-searches')).body.savedSearches).toEqual([]);
  expect((await archivist.delete(`/api/saved-searches/${saved.body.id}`)).status).toBe(404);
  expect((await reader.delete(`/api/saved-searches/${saved.body.id}`)).status).toBe(200);
  expect((await reader.get('/api/saved-searches')).body.savedSearches).toEqual([]);
});

test('a walk that gives up hands over to the index where it stood: nothing is lost or found twice', async () => {
  const [first, second] = [await givenContract({ pages: ['苔藓与山茶'] }), await givenContract({ pages: ['山茶与苔藓'] })];
  await house.pool.query(`
    with made as (select i, 'ctr_z' || lpad(i::text, 19, '0') as id, 'TT-9' || lpad(i::text, 6, '0') as number from generate_series(1, 3000) i),
      numbered as (insert into allocated_number (number, rule_id, period, sequence, contract_id, allocated_by)
        select number, 'nrl_t0000000000000000000', '', 10000 + i, id, 'system' from made)
    insert into contract (id, number, title, contract_type_id, counterparty, registered_by) select id, number, 'x', 'cty_t0000000000000000000', 'x', 'system' from made`);
  // The last and the first of each step of 336 and 2,500.
  const both = [3000, 2665, 2664, 2000, 165, 164].map((i) => `ctr_z${String(i).padStart(19, '0')}`);
  await house.pool.query(
    `insert into search_text (contract_id, number, title, party, place, note, folded, shown, page_ids, grams, form)
     select c.id, '', '', '', '', '', word, word, '{}', $1::int4[], 1 from contract c, lateral (select case when c.id = any($2) then '苔藓山茶' when c.id < 'ctr_z0000000000000001300' then '苔藓' else '山茶' end as word) w
     where c.id like 'ctr_z%'`,
    [gramsOfText('苔藓山茶'), both],
  );
  for (const gram of gramsOfWord('苔藓').concat(gramsOfWord('山茶'))) await house.app.db.insertInto('gramShare').values({ gram, share: 0.5 }).execute();
  const all = [...both, second, first];
  expect(await find('苔藓 山茶')).toEqual(all);
  for (let at = 0; at < all.length; at++) {
    const { body } = await archivist.get(`/api/search?words=${encodeURIComponent('苔藓 山茶')}&limit=1${at === 0 ? '' : `&after=${all[at - 1]}`}`);
    expect([body.contracts[0].id, body.next]).toEqual([all[at], at === all.length - 1 ? null : all[at]]);
  }
});
