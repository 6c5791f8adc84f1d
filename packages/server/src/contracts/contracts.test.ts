import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ContractId, DepartmentId } from '@qige/wire';
import { givenContract, typeIdOf } from '../test/given-contract.ts';
import { type House, openHouse, type Visitor } from '../test/house.ts';

let house: House;
let sales: DepartmentId;
let archivist: Visitor;
let clerk: Visitor;
beforeAll(async () => {
  house = await openHouse();
  sales = await house.givenDepartment('销售部');
  archivist = await house.as('archivist');
  clerk = await house.as('clerk', { departmentId: sales });
});
afterAll(() => house.close());

const kindsSince = async (count: number): Promise<string[]> => (await house.auditKinds()).slice(count);
const mark = async (): Promise<number> => (await house.auditKinds()).length;

describe('registering', () => {
  test('enters everything at once and sets off what follows', async () => {
    const before = await mark();
    const { id, number } = await givenContract(house.app, {
      by: clerk.actor,
      departmentId: sales,
      signedOn: '2026-03-17',
      amount: '740430',
      payments: [{ label: '预付款', percent: 30, amount: '222129', dueText: '签订后5日内' }],
    });
    const { body } = await clerk.get(`/api/contracts/${id}`);
    expect(body).toMatchObject({ number, amount: '740430.00', signedOn: '2026-03-17', state: 'registered', version: 1, registeredBy: 'clerk' });
    expect(body.payments).toEqual([{ label: '预付款', percent: 30, amount: '222129.00', dueText: '签订后5日内' }]);
    expect(body.may).toMatchObject({ edit: true, states: ['performing', 'completed', 'terminated'] });
    expect(await kindsSince(before)).toEqual(['party.added', 'number.allocated', 'contract.registered', 'contract.viewed']);
  });

  test('a contract of nobody’s department stays with the clerk who registered it', async () => {
    const { id } = await givenContract(house.app, { by: clerk.actor });
    expect((await clerk.get(`/api/contracts/${id}`)).body.ownerId).toBe(clerk.id);
    const other = await house.as('clerk', { departmentId: sales });
    expect((await other.get(`/api/contracts/${id}`)).status).toBe(404);
  });

  test('a registration that fails leaves nothing behind', async () => {
    const before = await mark();
    await expect(
      house.app.db.transaction().execute(async () => {
        await givenContract(house.app, { departmentId: 'dep_00000000000000000000', counterparty: '不留痕迹公司' });
      }),
    ).rejects.toMatchObject({ code: 'invalid_request' });
    expect(await kindsSince(before)).toEqual([]);
    expect((await clerk.get('/api/parties?text=不留痕迹')).body.parties).toEqual([]);
  });
});

describe('changing a contract', () => {
  test('needs the version that was looked at; of two at once one comes too late', async () => {
    const { id } = await givenContract(house.app, { departmentId: sales });
    const before = await mark();
    const replies = await Promise.all([
      clerk.patch(`/api/contracts/${id}`, { version: 1, title: '甲的标题' }),
      archivist.patch(`/api/contracts/${id}`, { version: 1, title: '乙的标题' }),
    ]);
    expect(replies.map((reply) => reply.status).toSorted()).toEqual([200, 409]);
    expect(replies.find((reply) => reply.status === 409)?.body.error).toMatchObject({ code: 'contract_changed', details: { version: 2 } });
    expect(await kindsSince(before)).toEqual(['contract.amended']);
  });

  test('is told with what was and what is; parties and payments too', async () => {
    const { id, number } = await givenContract(house.app, { departmentId: sales, amount: '100' });
    const parties = [{ side: 'A', name: '新当事人公司' }];
    const changed = await clerk.patch(`/api/contracts/${id}`, { version: 1, amount: '250.5', contractTypeId: await typeIdOf(house.app, 'CG'), parties });
    expect(changed.body).toMatchObject({ amount: '250.50', number, counterparty: '新当事人公司', version: 2, contractType: { code: 'CG' } });
    const { entries } = (await clerk.get(`/api/contracts/${id}/history`)).body;
    expect(entries[0]).toMatchObject({
      kind: 'contract.amended',
      address: null,
      facts: { changed: ['contractTypeId', 'amount', 'parties'], 'amount.from': '100.00', 'amount.to': '250.5', 'parties.from': ['B 乙方: 上海宏达科技有限公司'], 'parties.to': ['A: 新当事人公司'] },
    });
    const [{ partyId }] = changed.body.parties;
    const called = await clerk.patch(`/api/contracts/${id}`, { version: 2, parties: [{ ...parties[0], party: partyId, role: '买方' }] });
    expect(called.body.parties).toMatchObject([{ partyId, role: '买方' }]);
    expect((await clerk.get(`/api/contracts/${id}/history`)).body.entries[0].facts).toMatchObject({ changed: ['parties'], 'parties.from': ['A: 新当事人公司'], 'parties.to': ['A 买方: 新当事人公司'] });
    const same = await clerk.patch(`/api/contracts/${id}`, { version: 3, amount: '250.50' });
    expect(same.body.version).toBe(3);
  });

  test('names what does not exist, and does not let a contract out of one’s own sight', async () => {
    const { id } = await givenContract(house.app, { departmentId: sales });
    const elsewhere = await house.givenDepartment('别处');
    const patch = (body: object, visitor = clerk) => visitor.patch(`/api/contracts/${id}`, { version: 1, ...body });
    expect((await patch({ departmentId: 'dep_00000000000000000000' })).body.error.details.fields).toEqual([{ field: 'departmentId', problem: 'unknown' }]);
    expect((await patch({ departmentId: elsewhere })).body.error.details.kind).toBe('out-of-sight');
    expect((await patch({ signedOn: '2026-02-30' })).body.error).toMatchObject({ code: 'invalid_request', details: { fields: [{ field: 'signedOn' }] } });
    expect((await patch({ departmentId: elsewhere }, archivist)).status).toBe(200);
    expect((await clerk.get(`/api/contracts/${id}`)).status).toBe(404);
  });

  test('moves through its states; a voided one is closed for good', async () => {
    const { id } = await givenContract(house.app, { departmentId: sales });
    const move = (to: string, version: number, reason?: string, visitor = clerk) => visitor.post(`/api/contracts/${id}/state`, { to, version, ...(reason ? { reason } : {}) });
    expect((await move('performing', 1)).body.state).toBe('performing');
    expect(await move('registered', 2)).toMatchObject({ status: 409, body: { error: { code: 'state_impossible', details: { from: 'performing', to: 'registered', allowed: ['completed', 'terminated', 'voided'] } } } });
    expect(await move('terminated', 2)).toMatchObject({ status: 400, body: { error: { code: 'invalid_request', details: { kind: 'reason-needed', fields: [{ field: 'reason' }] } } } });
    expect(await move('completed', 1)).toMatchObject({ status: 409, body: { error: { code: 'contract_changed' } } });
    expect((await move('voided', 2, '重复', archivist)).body.state).toBe('voided');
    expect((await move('performing', 3, '再开', archivist)).body.error.code).toBe('number_voided');
    expect((await clerk.patch(`/api/contracts/${id}`, { version: 3, title: 'x' })).body.error.code).toBe('number_voided');
  });

  test('notes stand with their writer; history leaves out who looked, but for auditors', async () => {
    const { id } = await givenContract(house.app, { departmentId: sales });
    expect((await clerk.post(`/api/contracts/${id}/notes`, { text: '客户来电确认' })).status).toBe(201);
    expect((await clerk.get(`/api/contracts/${id}`)).body.notes).toMatchObject([{ text: '客户来电确认', person: { name: 'clerk' } }]);
    const kinds = async (visitor: Visitor): Promise<string[]> => (await visitor.get(`/api/contracts/${id}/history`)).body.entries.map((one: { kind: string }) => one.kind);
    expect(await kinds(clerk)).toEqual(['contract.noted', 'contract.registered', 'number.allocated']);
    expect(await kinds(archivist)).toContain('contract.viewed');
    const { number } = (await archivist.get(`/api/contracts/${id}`)).body;
    expect((await archivist.get(`/api/audit?contractId=${id}&kind=contract.viewed`)).body.entries[0]).toMatchObject({ contractId: id, contractNumber: number });
  });
});

describe('relations', () => {
  test('are seen from both sides, made once, and only between contracts one may see', async () => {
    const main = await givenContract(house.app, { departmentId: sales });
    const supplement = await givenContract(house.app, { departmentId: sales, type: 'BC' });
    const hidden = await givenContract(house.app);
    const relate = (to: string, kind = 'supplement') => clerk.post(`/api/contracts/${supplement.id}/relations`, { to, kind });
    const made = await relate(main.number);
    expect(made).toMatchObject({ status: 201, body: { kind: 'supplement', direction: 'to', contract: { id: main.id } } });
    expect((await clerk.get(`/api/contracts/${main.id}`)).body.relations).toMatchObject([{ direction: 'from', contract: { id: supplement.id } }]);
    expect((await relate(main.id)).body.error.code).toBe('relation_exists');
    expect((await clerk.post(`/api/contracts/${main.id}/relations`, { to: supplement.id, kind: 'supplement' })).body.error.code).toBe('relation_exists');
    expect((await relate(supplement.id)).status).toBe(400);
    for (const unknown of [hidden.id, hidden.number]) expect((await relate(unknown)).body.error.details.fields[0].problem).toBe('unknown');

    const seen = await archivist.post(`/api/contracts/${supplement.id}/relations`, { to: hidden.id, kind: 'related' });
    expect((await clerk.get(`/api/contracts/${supplement.id}`)).body.relations).toHaveLength(1);
    expect((await clerk.delete(`/api/contracts/${supplement.id}/relations/${seen.body.id}`)).status).toBe(404);
    expect((await clerk.delete(`/api/contracts/${main.id}/relations/${made.body.id}`)).status).toBe(200);
    expect((await clerk.get(`/api/contracts/${main.id}`)).body.relations).toEqual([]);
  });
});

describe('the list', () => {
  let other: House;
  let reader: Visitor;
  let all: Visitor;
  const visible: ContractId[] = [];
  beforeAll(async () => {
    other = await openHouse();
    const [mine, theirs] = [await other.givenDepartment('我的'), await other.givenDepartment('别人的')];
    reader = await other.as('clerk', { departmentId: mine });
    all = await other.as('archivist');
    const names = ['重庆长安公司', '上海宝山公司', '北京朝阳公司', 'Acme (China)', '长沙湘江公司'];
    for (let i = 0; i < 23; i++) {
      const departmentId = i % 3 === 0 ? theirs : i % 3 === 1 ? mine : null;
      const { id } = await givenContract(other.app, {
        departmentId,
        ownerId: i % 6 === 2 ? reader.id : null,
        type: i % 2 ? 'XS' : 'CG',
        title: `合同${i}`,
        counterparty: names[i % 5] ?? '',
        ...(i % 4 ? { signedOn: `202${i % 5}-0${(i % 9) + 1}-1${i % 3}` } : {}),
        ...(i % 5 ? { amount: String(((i * 7) % 11) * 1000) } : {}),
        ...(i % 3 ? { expiresOn: `2030-0${(i % 4) + 1}-01` } : {}),
      });
      if (departmentId === mine || i % 6 === 2) visible.push(id);
    }
  });
  afterAll(() => other.close());

  const walk = async (visitor: Visitor, query: string, limit: number) => {
    const rows: { id: string; amount: string | null; signedOn: string | null; counterparty: string; number: string }[] = [];
    for (let after = ''; ; ) {
      const { status, body } = await visitor.get(`/api/contracts?limit=${limit}&${query}${after}`);
      expect(status).toBe(200);
      rows.push(...body.contracts);
      if (body.next === null) return rows;
      after = `&after=${body.next}`;
    }
  };

  test.each(['newest', 'signed', 'amount', 'expires', 'counterparty', 'number'])('sorted by %s is the same walked in steps as at once, in both directions, for everybody', async (sort) => {
    for (const direction of ['asc', 'desc']) {
      for (const [visitor, expected] of [[all, 23], [reader, visible.length]] as const) {
        const query = `sort=${sort}&direction=${direction}`;
        const whole = await walk(visitor, query, 200);
        expect(whole).toHaveLength(expected);
        expect(new Set(whole.map((row) => row.id)).size).toBe(expected);
        for (const step of [1, 4]) expect((await walk(visitor, query, step)).map((row) => row.id)).toEqual(whole.map((row) => row.id));
      }
    }
  });

  test('what has no value comes last in either direction', async () => {
    for (const direction of ['asc', 'desc']) {
      const amounts = (await walk(all, `sort=amount&direction=${direction}`, 7)).map((row) => row.amount);
      const given = amounts.filter((amount) => amount !== null).map(Number);
      expect(amounts.slice(given.length).every((amount) => amount === null)).toBe(true);
      expect(given).toEqual(given.toSorted((a, b) => (direction === 'asc' ? a - b : b - a)));
    }
  });

  test('counterparties stand where one looks them up', async () => {
    const order = [...new Set((await walk(all, 'sort=counterparty&direction=asc', 5)).map((row) => row.counterparty))];
    expect(order).toEqual(['Acme (China)', '北京朝阳公司', '长沙湘江公司', '重庆长安公司', '上海宝山公司']);
  });

  test('a page of another order, or a made-up one, is refused', async () => {
    const { next } = (await all.get('/api/contracts?limit=2&sort=amount')).body;
    expect((await all.get(`/api/contracts?limit=2&sort=signed&after=${next}`)).status).toBe(400);
    const forged = Buffer.from(JSON.stringify(['amount-desc', "1'; drop", 'x'])).toString('base64url');
    expect((await all.get(`/api/contracts?sort=amount&after=${forged}`)).status).toBe(400);
    expect((await all.get('/api/contracts?sort=amount&after=%00')).status).toBe(400);
  });

  test('filters and their count, and nothing of it from elsewhere', async () => {
    const count = async (visitor: Visitor, query: string): Promise<number> => {
      const rows = await walk(visitor, query, 3);
      const summary = (await visitor.get(`/api/contracts/summary?${query}`)).body;
      expect(summary).toMatchObject({ count: rows.length, capped: false });
      expect(summary.states.reduce((sum: number, one: { count: number }) => sum + one.count, 0)).toBe(rows.length);
      return rows.length;
    };
    const type = await typeIdOf(other.app, 'XS');
    expect(await count(all, `contractTypeId=${type}`)).toBe(11);
    expect(await count(all, 'amountFrom=3000&amountTo=6000.00')).toBe((await walk(all, '', 200)).filter((row) => Number(row.amount ?? 0) >= 3000 && Number(row.amount ?? 0) <= 6000).length);
    expect(await count(all, 'year=2023')).toBe((await walk(all, '', 200)).filter((row) => row.signedOn?.startsWith('2023')).length);
    expect(await count(all, `text=${encodeURIComponent('合同1')}`)).toBe(11);
    expect(await count(all, `text=${encodeURIComponent('上海')}`)).toBe(5);
    expect(await count(all, 'text=xs-20')).toBe(11);
    expect(await count(all, 'text=%25')).toBe(0);
    expect(await count(all, 'state=voided')).toBe(0);
    expect((await walk(reader, '', 5)).map((row) => row.id).toSorted()).toEqual(visible.toSorted());
    expect(await count(reader, '')).toBe(visible.length);
    const [party] = (await all.get(`/api/parties?text=${encodeURIComponent('上海宝山')}`)).body.parties;
    expect(await count(all, `partyId=${party.id}`)).toBe(5);
    expect((await reader.get('/api/contracts/summary')).body.departments).toMatchObject([{ label: '我的' }]);
  });

  test('is exported in the order and with the rows of the list, formulas made harmless, and written down', async () => {
    await givenContract(other.app, { title: '=HYPERLINK("http://evil","x")', counterparty: '@公式公司', ownerId: reader.id, amount: '1234567.89', signedOn: '2026-03-17' });
    const reply = await reader.raw('GET', '/api/contracts/export.xlsx?sort=newest', Buffer.alloc(0), {});
    expect(reply.statusCode).toBe(200);
    expect(reply.headers['content-disposition']).toContain(encodeURIComponent('合同台账'));
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(reply.rawPayload as never);
    const sheet = book.worksheets[0];
    expect(sheet?.rowCount).toBe(visible.length + 2);
    const cells = (n: number): unknown[] => ((sheet?.getRow(n).values ?? []) as unknown[]).slice(1);
    expect(cells(1).slice(0, 3)).toEqual(['合同编号', '纸上编号', '合同名称']);
    expect(cells(2)[2]).toBe('\'=HYPERLINK("http://evil","x")');
    expect(cells(2)[5]).toBe("'@公式公司");
    expect(cells(2)[7]).toBe(1234567.89);
    expect(cells(2)[9]).toEqual(new Date('2026-03-17T00:00:00Z'));
    expect(await other.auditKinds()).toContain('contracts.exported');
    expect((await (await other.as('reader')).get('/api/contracts/export.xlsx')).status).toBe(403);
  });
});

describe('contract types', () => {
  test('are added with their number rule, renamed and retired, but keep their code', async () => {
    const admin = await house.as('administrator');
    const added = await admin.post('/api/contract-types', { code: 'WX', name: '维修合同', nameEn: 'Repair' });
    expect(added).toMatchObject({ status: 201, body: { code: 'WX', pattern: '{type}-{year}-{seq:4}', retired: false } });
    expect((await givenContract(house.app, { type: 'WX' })).number).toMatch(/^WX-\d{4}-0001$/);
    expect((await admin.post('/api/contract-types', { code: 'WX', name: 'x', nameEn: 'x' })).body.error.details.fields[0]).toEqual({ field: 'code', problem: 'taken' });
    expect((await admin.patch(`/api/contract-types/${added.body.id}`, { retired: true, name: '检修合同' })).body).toMatchObject({ retired: true, name: '检修合同', code: 'WX' });
    expect((await clerk.post('/api/contract-types', { code: 'ZZ', name: 'x', nameEn: 'x' })).status).toBe(403);
    expect((await clerk.get('/api/contract-types')).body.types[0]).toMatchObject({ code: 'XS', name: '销售合同' });
  });
});
