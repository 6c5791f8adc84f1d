import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ContractTypeId, DepartmentId } from '@qige/wire';
import { givenOpenedFile } from '../test/given-scan.ts';
import { openHouse, type House, type Visitor } from '../test/house.ts';
import { scriptedReader, type ScriptedPage } from '../test/scripted-reader.ts';

const purchase = ['采购合同', '合同编号：CG-2024-0107', '甲方（买方）：西安岑嵘精密机械有限公司', '统一社会信用代码：91610117581123008R', '乙方（卖方）：上海岑屏工贸有限公司'];
const sum = ['合同总金额：人民币414654.36元（大写：肆拾壹万肆仟陆佰伍拾肆元叁角陆分）', '签订日期：2024年3月18日'];
const wrongSum = ['合同总金额：人民币414654.36元（大写：肆拾壹万元整）', '签订日期：2024年3月18日'];

let house: House;
let archivist: Visitor;
let types: { id: ContractTypeId; code: string }[];
let says: Record<number, ScriptedPage> = {};

beforeAll(async () => {
  house = await openHouse({ ocr: scriptedReader((_, page) => says[page] ?? { lines: [] }) });
  archivist = await house.as('archivist');
  types = await house.app.db.selectFrom('contractType').select(['id', 'code']).execute();
});
afterAll(() => house.close());

let serial = 0;
async function givenRead(pages: string[][] = [purchase, sum], options: Parameters<typeof givenOpenedFile>[2] = {}) {
  serial++;
  // Every contract has a wording of its own, so that none is taken for another scanned again.
  says = Object.fromEntries(pages.map((lines, i) => [i + 1, { lines }]));
  const given = await givenOpenedFile(house, pages.length, { bytes: `file ${serial}`, ...options });
  await house.runJobs();
  return given;
}
const typeId = (code: string): ContractTypeId => types.find((type) => type.code === code)?.id as ContractTypeId;
const confirmed = (changes: Record<string, unknown> = {}) => ({
  contractTypeId: typeId('CG'),
  fields: { title: '采购合同', printedNumber: 'CG-2024-0107', amount: '414654.36', signedOn: '2024-03-18', amountUppercase: '肆拾壹万肆仟陆佰伍拾肆元叁角陆分' },
  parties: [{ side: 'A', role: '买方', name: '西安岑嵘精密机械有限公司', uscc: '91610117581123008R' }, { side: 'B', role: '卖方', name: '上海岑屏工贸有限公司' }],
  ...changes,
});
const register = (by: Visitor, scanId: string, body: object = confirmed()) => by.post(`/api/scans/${scanId}/register`, body);

describe('registering', () => {
  test('makes one contract with its number, parties, pages, trail and the work that follows', async () => {
    const { scanId } = await givenRead();
    const before = (await house.auditKinds()).length;
    const reply = await register(archivist, scanId, confirmed({ fields: { ...confirmed().fields, title: '采购合同书' } }));
    expect(reply).toMatchObject({ status: 201, body: { number: expect.stringMatching(/^CG-\d{4}-0001$/) } });

    const contract = await archivist.get(`/api/contracts/${reply.body.contractId}`);
    expect(contract.body).toMatchObject({ number: reply.body.number, title: '采购合同书', printedNumber: 'CG-2024-0107', amount: '414654.36', pageCount: 2, parties: [{ side: 'A', uscc: '91610117581123008R' }, { side: 'B' }] });
    expect((await house.auditKinds()).slice(before)).toEqual(expect.arrayContaining(['number.allocated', 'party.added', 'contract.registered']));
    expect(await house.waitingJobs()).toContain('reading.archive-contract');

    const reading = (await archivist.get(`/api/scans/${scanId}/reading`)).body;
    expect(reading).toMatchObject({ state: 'registered', contractId: reply.body.contractId, may: { register: false } });
    const title = reading.fields.find(({ field }: { field: string }) => field === 'title');
    expect(title).toMatchObject({ value: '采购合同书', engine: { value: '采购合同' }, corrected: { by: 'archivist' } });
    expect(reading.fields.find(({ field }: { field: string }) => field === 'amount')).toMatchObject({ corrected: null });
  });

  test('takes parties that are there, by code and by name', async () => {
    const [first, second] = [await givenRead(), await givenRead()];
    const one = await register(archivist, first.scanId);
    const matches = await archivist.get(`/api/scans/${second.scanId}/party-matches`);
    expect(matches.body.parties).toMatchObject([{ side: 'A', match: { by: 'uscc', nameDiffers: false } }, { side: 'B', match: { by: 'name' }, near: [] }]);
    const two = await register(archivist, second.scanId);
    const ids = async (reply: { body: { contractId: string } }) => (await archivist.get(`/api/contracts/${reply.body.contractId}`)).body.parties.map(({ partyId }: { partyId: string }) => partyId);
    expect(await ids(two)).toEqual(await ids(one));
  });

  test('points out a party whose name was misread in a character', async () => {
    await register(archivist, (await givenRead()).scanId);
    const { scanId } = await givenRead([['采购合同', '甲方：西安岭嵘精密机械有限公司', '乙方：上海岑屏工贸有限公司']]);
    const [a] = (await archivist.get(`/api/scans/${scanId}/party-matches`)).body.parties;
    expect(a).toMatchObject({ match: { by: 'new' }, near: [{ name: '西安岑嵘精密机械有限公司' }] });
  });

  test('waits until every page is read', async () => {
    says = { 1: { lines: purchase } };
    const { scanId } = await givenOpenedFile(house, 1);
    expect(await register(archivist, scanId)).toMatchObject({ status: 409, body: { error: { code: 'scan_not_ready', details: { missing: [{ kind: 'still-reading', pagesLeft: 1 }] } } } });
    await house.runJobs();
  });

  test('asks for an answer to every contradiction, and for the reason where one is accepted', async () => {
    const { scanId } = await givenRead([purchase, wrongSum]);
    const { findings } = (await archivist.get(`/api/scans/${scanId}/reading`)).body;
    const errors = findings.filter(({ severity }: { severity: string }) => severity === 'error');
    expect(errors.map(({ type }: { type: string }) => type)).toContain('amountMismatch');
    const asPrinted = confirmed({ fields: { ...confirmed().fields, amountUppercase: '肆拾壹万元整' } });
    const refused = await register(archivist, scanId, asPrinted);
    expect(refused).toMatchObject({ status: 409, body: { error: { code: 'scan_not_ready', details: { missing: [{ kind: 'findings', findings: errors.map(({ id }: { id: string }) => id) }] } } } });

    for (const { id } of errors) {
      expect((await archivist.post(`/api/scans/${scanId}/findings/${id}/answer`, { answer: 'accepted' })).status).toBe(400);
      expect(await archivist.post(`/api/scans/${scanId}/findings/${id}/answer`, { answer: 'accepted', note: '双方已书面确认' })).toMatchObject({ status: 200, body: { answer: { answer: 'accepted', by: 'archivist' } } });
    }
    expect((await register(archivist, scanId, asPrinted)).status).toBe(201);
  });

  test('goes by what is confirmed: a misread value put right stands in nobody’s way, a new contradiction does', async () => {
    const [misread, sound, left] = [await givenRead([purchase, wrongSum]), await givenRead(), await givenRead([purchase, wrongSum])];
    expect((await register(archivist, misread.scanId)).status).toBe(201);
    const wrong = confirmed({ fields: { ...confirmed().fields, amount: '444654.36' } });
    expect(await register(archivist, sound.scanId, wrong)).toMatchObject({ status: 409, body: { error: { details: { missing: [{ kind: 'findings' }] } } } });
    // Left out is not the same as not there.
    const { amountUppercase: _left, ...fields } = confirmed().fields;
    expect(await register(archivist, left.scanId, confirmed({ fields }))).toMatchObject({ status: 409, body: { error: { details: { missing: [{ kind: 'findings' }] } } } });
  });

  test('takes no retired type, and no department in which the clerk could not see it', async () => {
    const [ours, theirs] = [await house.givenDepartment('register ours'), await house.givenDepartment('register theirs')];
    const clerk = await house.as('clerk', { departmentId: ours });
    const { scanId } = await givenRead([purchase, sum], { departmentId: ours });
    const administrator = await house.as('administrator');
    const { body: type } = await administrator.post('/api/contract-types', { code: 'TY', name: '停用的类型', nameEn: 'Retired', pattern: '{type}-{year}-{seq:4}' });
    await administrator.patch(`/api/contract-types/${type.id}`, { retired: true });
    expect(await register(clerk, scanId, confirmed({ contractTypeId: type.id }))).toMatchObject({ status: 400, body: { error: { details: { fields: [{ field: 'contractTypeId', problem: 'retired' }] } } } });
    expect(await register(clerk, scanId, confirmed({ departmentId: theirs }))).toMatchObject({ status: 403, body: { error: { code: 'forbidden', details: { kind: 'out-of-sight' } } } });
    expect((await archivist.get(`/api/scans/${scanId}/reading`)).body.state).toBe('read');
    const own = await register(clerk, scanId, confirmed({ departmentId: theirs, ownerId: clerk.id }));
    expect(own.status).toBe(201);
    expect((await clerk.get(`/api/contracts/${own.body.contractId}`)).status).toBe(200);
  });

  test('says what is missing, and writes nothing then', async () => {
    const { scanId } = await givenRead();
    const before = await house.app.db.selectFrom('allocatedNumber').select('number').execute();
    const reply = await register(archivist, scanId, confirmed({ fields: { title: ' ' }, parties: [] }));
    expect(reply).toMatchObject({ status: 409, body: { error: { details: { missing: [{ kind: 'title' }, { kind: 'party' }] } } } });
    expect(await house.app.db.selectFrom('allocatedNumber').select('number').execute()).toHaveLength(before.length);
  });

  test('two clerks at once make exactly one contract', async () => {
    const { scanId } = await givenRead();
    const clerks = [archivist, await house.as('archivist'), await house.as('archivist')];
    const replies = await Promise.all(clerks.map((clerk) => register(clerk, scanId)));
    expect(replies.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    for (const { status, body } of replies) if (status === 409) expect(body.error).toMatchObject({ code: 'scan_closed', details: { state: 'registered' } });
    expect(await house.app.db.selectFrom('scan').select('contractId').where('id', '=', scanId).execute()).toHaveLength(1);
  });

  test('a clerk who looked at an older arrangement is told', async () => {
    const { scanId } = await givenRead();
    await house.app.db.updateTable('scan').set({ version: 9 }).where('id', '=', scanId).execute();
    expect(await register(archivist, scanId, confirmed({ version: 1 }))).toMatchObject({ status: 409, body: { error: { code: 'scan_changed', details: { version: 9 } } } });
  });

  test('a supplement is bound to its main contract by number', async () => {
    const main = await register(archivist, (await givenRead()).scanId);
    const { scanId } = await givenRead([['补充协议', '甲方：西安岑嵘精密机械有限公司', '乙方：上海岑屏工贸有限公司']]);
    const unknown = await register(archivist, scanId, confirmed({ contractTypeId: typeId('BC'), mainContract: { number: 'XX-1', kind: 'supplement' } }));
    expect(unknown).toMatchObject({ status: 400, body: { error: { code: 'invalid_request' } } });
    const reply = await register(archivist, scanId, confirmed({ contractTypeId: typeId('BC'), mainContract: { number: main.body.number, kind: 'supplement' } }));
    expect(reply.status).toBe(201);
    expect((await archivist.get(`/api/contracts/${reply.body.contractId}`)).body.relations).toMatchObject([{ kind: 'supplement', direction: 'to', contract: { id: main.body.contractId } }]);
  });

  test('fifty at once get fifty numbers in a row', async () => {
    const scans: string[] = [];
    for (let i = 0; i < 50; i++) scans.push((await givenOpenedFile(house, 1, { bytes: `fifty ${i}` })).scanId);
    says = { 1: { lines: purchase } };
    await house.runJobs();
    // On a busy machine some find no database connection in time and are told to try again, as the screen would.
    const insist = async (scanId: string, body: object): Promise<Awaited<ReturnType<typeof register>>> => {
      const reply = await register(archivist, scanId, body);
      return reply.status === 503 ? insist(scanId, body) : reply;
    };
    const replies = await Promise.all(scans.map((scanId, i) => insist(scanId, confirmed({ contractTypeId: typeId('ZL'), parties: [{ side: 'A', name: `出租人${i % 5}有限公司` }, { side: 'B', name: '承租人有限公司' }] }))));
    expect(replies.map(({ status }) => status)).toEqual(Array(50).fill(201));
    const sequences = replies.map(({ body }) => Number(body.number.split('-').at(-1))).sort((a, b) => a - b);
    expect(sequences).toEqual(Array.from({ length: 50 }, (_, i) => i + 1));
    expect((await archivist.get('/api/parties?text=承租人有限公司')).body.parties).toHaveLength(1);
  });

  test('a connection that breaks in the middle leaves nothing half, and no gap', async () => {
    const { scanId } = await givenRead();
    const last = async () => (await house.app.db.selectFrom('allocatedNumber').select('number').where('number', 'like', 'GC-%').execute()).length;
    // The scan is held, so that registering waits in the middle of its transaction; then its connection is cut.
    const holder = await house.pool.connect();
    await holder.query('begin');
    await holder.query('select from contract_type where code = $1 for update', ['GC']);
    await holder.query('select from number_rule where contract_type_id = $1 for update', [typeId('GC')]);
    const waiting = register(archivist, scanId, confirmed({ contractTypeId: typeId('GC') }));
    for (let cut = 0; cut === 0; ) {
      const { rowCount } = await house.pool.query(`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and pid <> pg_backend_pid()`);
      cut = rowCount ?? 0;
    }
    expect((await waiting).status).toBeGreaterThanOrEqual(500);
    await holder.query('rollback');
    holder.release();
    expect(await last()).toBe(0);
    expect((await archivist.get(`/api/scans/${scanId}/reading`)).body).toMatchObject({ state: 'read', contractId: null, fields: expect.arrayContaining([expect.objectContaining({ field: 'title', corrected: null })]) });
    expect((await register(archivist, scanId, confirmed({ contractTypeId: typeId('GC') }))).body.number).toMatch(/-0001$/);
  });
});

describe('another copy', () => {
  test('is offered by its number, bound without a number of its own, and its pages join the contract', async () => {
    const first = await register(archivist, (await givenRead([['租赁合同', '合同编号：ZL-88', '甲方：甲公司', '乙方：乙公司']])).scanId, confirmed({ fields: { title: '租赁合同', printedNumber: 'ZL-88' } }));
    const { scanId } = await givenRead([['厂房租赁协议书', '合同编号：ZL-88', '出租人：甲公司', '承租人：乙公司', '租金每月壹万元']]);
    expect((await archivist.get(`/api/scans/${scanId}/copies`)).body).toEqual({ contracts: [{ contractId: first.body.contractId, number: first.body.number, title: '租赁合同', because: 'printed-number', copy: null }], waiting: null, labelNotOpen: null });
    const bound = await archivist.post(`/api/scans/${scanId}/bind`, { contractId: first.body.contractId, copyLabel: '副本' });
    expect(bound).toMatchObject({ status: 200, body: { contractId: first.body.contractId, number: first.body.number } });
    const { scans } = (await archivist.get(`/api/contracts/${first.body.contractId}/scans`)).body;
    expect(scans).toMatchObject([{ copyLabel: null, pages: [{ number: 1 }] }, { scanId, copyLabel: '副本', pages: [{ number: 2 }] }]);
    expect((await archivist.post(`/api/scans/${scanId}/bind`, { contractId: first.body.contractId })).status).toBe(409);
  });
});

describe('the queue', () => {
  test('holds the oldest first, page by page, counts every state, and knows the neighbours', async () => {
    const departmentId = await house.givenDepartment('queue');
    const clerk = await house.as('clerk', { departmentId });
    const scans = [];
    for (let i = 0; i < 3; i++) scans.push((await givenRead([purchase], { departmentId })).scanId);
    const [first, second, third] = scans as [string, string, string];
    const [{ pageId: pageOfThird }] = (await clerk.get(`/api/scans/${third}/reading`)).body.pages;
    const page = await clerk.get('/api/desk?limit=2');
    expect(page.body).toMatchObject({ items: [{ scanId: first, title: '采购合同', parties: ['西安岑嵘精密机械有限公司', '上海岑屏工贸有限公司'], pages: 1, pagesDone: 1, pagesFailed: 0 }, { scanId: second }], counts: { reading: 0, read: 3, set_aside: 0, rescan: 0 } });
    expect((await clerk.get(`/api/desk?limit=2&after=${page.body.next}`)).body).toMatchObject({ items: [{ scanId: third }], next: null });
    expect((await clerk.get(`/api/desk/${second}/neighbours`)).body).toEqual({ previous: first, next: third });

    expect((await clerk.post(`/api/scans/${second}/set-aside`, { reason: '等原件' })).body).toEqual({ scanId: second, state: 'set_aside' });
    expect((await clerk.get(`/api/desk/${first}/neighbours`)).body).toEqual({ previous: null, next: third });
    expect((await clerk.get('/api/desk?state=set_aside')).body).toMatchObject({ items: [{ scanId: second, reason: '等原件' }], counts: { read: 2, set_aside: 1 } });
    expect((await clerk.post(`/api/scans/${second}/reopen`)).body).toEqual({ scanId: second, state: 'read' });
    expect((await clerk.post(`/api/scans/${third}/rescan`, { reason: '第一页缺角', pageIds: ['pag_00000000000000000000'] })).status).toBe(404);
    expect((await clerk.post(`/api/scans/${third}/rescan`, { reason: '第一页缺角', pageIds: [pageOfThird] })).body.state).toBe('rescan');
    expect((await clerk.get(`/api/scans/${third}/reading`)).body).toMatchObject({ state: 'rescan', reason: '第一页缺角', rescanPageIds: [pageOfThird] });
    expect((await clerk.post(`/api/scans/${first}/reject`, { reason: '不是合同' })).body.state).toBe('rejected');
    expect(await register(clerk, first)).toMatchObject({ status: 409, body: { error: { code: 'scan_closed' } } });
    expect((await clerk.post(`/api/scans/${first}/reject`, { reason: ' ' })).status).toBe(400);
  });

  test('names our own companies last, so that a cut line still says with whom', async () => {
    const admin = await house.as('administrator');
    const found = (await admin.get(`/api/parties?text=${encodeURIComponent('西安岑嵘精密机械有限公司')}`)).body.parties[0] ?? (await admin.post('/api/parties', { name: '西安岑嵘精密机械有限公司' })).body;
    const departmentId = await house.givenDepartment('own');
    await givenRead([purchase], { departmentId });
    const clerk = await house.as('clerk', { departmentId });
    const partiesOf = async (): Promise<string[]> => (await clerk.get('/api/desk')).body.items[0].parties;
    expect(await partiesOf()).toEqual(['西安岑嵘精密机械有限公司', '上海岑屏工贸有限公司']);
    expect((await admin.patch(`/api/parties/${found.id}`, { kind: 'own' })).status).toBe(200);
    expect(await partiesOf()).toEqual(['上海岑屏工贸有限公司', '西安岑嵘精密机械有限公司']);
    expect((await admin.patch(`/api/parties/${found.id}`, { kind: 'counterparty' })).status).toBe(200);
  });

  test('shows nothing of another department, and lets nobody act there', async () => {
    const [ours, theirs] = [await house.givenDepartment('ours'), await house.givenDepartment('theirs')] as [DepartmentId, DepartmentId];
    const { scanId } = await givenRead([purchase], { departmentId: ours });
    const [stranger, reader] = [await house.as('clerk', { departmentId: theirs }), await house.as('reader', { departmentId: ours })];
    expect((await stranger.get('/api/desk')).body).toMatchObject({ items: [], counts: { read: 0 } });
    for (const path of ['register', 'bind', 'reject', 'set-aside', 'rescan', 'reopen']) {
      const body = path === 'register' ? confirmed() : { reason: 'x', contractId: 'ctr_00000000000000000000' };
      expect((await stranger.post(`/api/scans/${scanId}/${path}`, body)).status).toBe(404);
      expect((await reader.post(`/api/scans/${scanId}/${path}`, body)).status).toBe(403);
    }
    for (const path of ['party-matches', 'copies']) expect((await stranger.get(`/api/scans/${scanId}/${path}`)).status).toBe(404);
    expect((await stranger.get(`/api/desk/${scanId}/neighbours`)).status).toBe(404);
  });
});
