import { randomUUID } from 'node:crypto';
import { standardCode } from '@qige/rules/archival-code';
import type { CopyId, PlaceId } from '@qige/wire';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { givenCopy } from '../test/given-copy.ts';
import { givenPlace } from '../test/given-place.ts';
import { type House, openHouse, type Visitor } from '../test/house.ts';

let house: House;
let keeper: Visitor;
let box: PlaceId;
beforeAll(async () => {
  house = await openHouse();
  keeper = await house.as('archivist', { name: '王档' });
  box = await givenPlace(house.app, { code: 'H1' });
});
afterAll(() => house.close());

type Given = Parameters<typeof givenCopy>[2];
const copy = async (given: Given = {}, more: Parameters<typeof givenCopy>[3] = {}): Promise<CopyId> => (await givenCopy(house.app, keeper.actor, { signedOn: '2026-03-17', ...given }, more)).id;
const file = (ids: readonly CopyId[], more: object = {}) => keeper.post('/api/filings', { copies: ids.map((copyId) => ({ copyId })), placeId: box, ...more });
const codes = (answer: { body: { done: { archivalCode: string }[] } }): string[] => answer.body.done.map(({ archivalCode }) => archivalCode);

describe('filing', () => {
  test('gives each the next code of its series, in the order of their ids, and it stands in the box', async () => {
    const sales = await house.givenDepartment('销售部');
    const east = await house.givenDepartment('华东', sales);
    await keeper.put(`/api/filings/scheme/departments/${sales}`, { code: 'XSB' });
    const ids = [await copy({ departmentId: east }), await copy({ departmentId: sales }), await copy(), await copy({ departmentId: sales, signedOn: null })];
    const year = house.app.clock.today().slice(0, 4);
    const { proposals } = (await keeper.get(`/api/filings/proposal?${ids.map((id) => `copyId=${id}`).join('&')}`)).body;
    expect(proposals.map((one: { series: string; departmentFrom: string; yearFrom: string }) => [one.series, one.departmentFrom, one.yearFrom])).toEqual([
      ['Z001-HT·2026-D30-XSB-', 'above', 'signed'],
      ['Z001-HT·2026-D30-XSB-', 'own', 'signed'],
      ['Z001-HT·2026-D30-BGS-', 'default', 'signed'],
      [`Z001-HT·${year}-D30-XSB-`, 'own', 'registered'],
    ]);
    const filed = await file(ids.toReversed());
    expect(codes(filed).slice(0, 3)).toEqual(['Z001-HT·2026-D30-XSB-0001', 'Z001-HT·2026-D30-XSB-0002', 'Z001-HT·2026-D30-BGS-0001']);
    for (const code of codes(filed)) expect(code).toMatch(standardCode);
    expect(filed.body.done[0]).toMatchObject({ copyId: ids[0], seq: 2, holder: { holder: 'place', placeId: box, place: 'H1' } });
    const page = (await keeper.get(`/api/copies/${ids[0]}`)).body;
    expect(page).toMatchObject({ archivalCode: 'Z001-HT·2026-D30-XSB-0001', filedBy: '王档', may: { file: false, unfile: true, take: true } });
    expect((await keeper.get(`/api/copies/${ids[0]}/chain`)).body.lines.at(-1)).toMatchObject({ act: 'filed', facts: { archivalCode: 'Z001-HT·2026-D30-XSB-0001' } });
    expect((await house.auditKinds()).filter((kind) => kind === 'copy.filed')).toHaveLength(4);
    expect((await keeper.get(`/api/filings/stamps?copyId=${ids[1]}`)).body.stamps).toEqual([{ copyId: ids[1], archivalCode: 'Z001-HT·2026-D30-XSB-0002', fonds: 'Z001', year: '2026', item: 2, department: 'XSB', retention: 'D30', pages: 10 }]);
  });

  test('what cannot be filed is told line by line, and wastes no code', async () => {
    const fresh = await house.givenDepartment('法务部');
    await keeper.put(`/api/filings/scheme/departments/${fresh}`, { code: 'FWB' });
    const ids = [await copy({ departmentId: fresh }), await copy({ departmentId: fresh }), await copy({ departmentId: fresh }), await copy({ departmentId: fresh })];
    await file([ids[0] as CopyId]);
    await house.app.db.updateTable('copy').set({ holder: 'lost', personId: null }).where('id', '=', ids[1] as CopyId).execute();
    await keeper.post('/api/copies/take', { copies: [{ copyId: ids[0] }] });
    const answer = await keeper.post('/api/filings', { copies: [...ids.slice(0, 3).map((copyId) => ({ copyId })), { copyId: ids[3], seq: 9 }, { copyId: 'cpy_00000000000000000000' }], placeId: box });
    expect(answer.body.refused.map((one: { code: string; details?: { kind: string } }) => [one.code, one.details?.kind])).toEqual([['filing_impossible', 'filed'], ['custody_impossible', 'lost'], ['custody_changed', undefined], ['not_found', undefined]]);
    expect(codes(answer)).toEqual(['Z001-HT·2026-D30-FWB-0002']);
    expect((await file([ids[0] as CopyId])).body.error.details).toMatchObject({ kind: 'filed', code: 'Z001-HT·2026-D30-FWB-0001' });
  });

  test('what stands in the box already is filed where it stands; over capacity only with a reason', async () => {
    const slot = await givenPlace(house.app, { kind: 'slot', parentId: box, capacity: 1 });
    const [one, two] = [await copy(), await copy()];
    await keeper.post('/api/copies/move', { copies: [{ copyId: one }], placeId: slot });
    expect((await file([one], { placeId: slot })).status).toBe(200);
    expect((await file([two], { placeId: slot })).body.error.code).toBe('place_full');
    expect((await file([two], { placeId: slot, overCapacity: '同一合同' })).status).toBe(200);
    const { held, heldMm } = await house.app.db.selectFrom('place').select(['held', 'heldMm']).where('id', '=', slot).executeTakeFirstOrThrow();
    expect([held, Number(heldMm)]).toEqual([2, 2]);
  });

  test('retention, year and department can be said otherwise; a code once given stays whatever changes', async () => {
    const id = await copy();
    const answer = await keeper.post('/api/filings', { copies: [{ copyId: id, retention: 'Y', year: '2024', department: 'CWB' }], placeId: box });
    expect(codes(answer)).toEqual(['Z001-HT·2024-Y-CWB-0001']);
    await house.app.db.updateTable('contract').set({ signedOn: '2020-01-01' }).execute();
    expect((await keeper.get(`/api/copies/${id}`)).body.archivalCode).toBe('Z001-HT·2024-Y-CWB-0001');
  });

  test('fifty at once, some of them doubled, some into a place that is not there: one to n, no gap, none twice', async () => {
    const department = await house.givenDepartment('采购部');
    await keeper.put(`/api/filings/scheme/departments/${department}`, { code: 'CGB' });
    const other = await house.givenDepartment('工程部');
    await keeper.put(`/api/filings/scheme/departments/${other}`, { code: 'GCB' });
    const ids: CopyId[] = [];
    for (let i = 0; i < 100; i++) ids.push(await copy({ departmentId: i % 2 === 0 ? department : other }));
    const boxes = [box, await givenPlace(house.app), await givenPlace(house.app)];
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, i) => {
        const pair = [ids[i * 2], ids[(i * 2 + 51) % 100]] as CopyId[];
        return file(pair, { placeId: i % 10 === 9 ? 'plc_00000000000000000000' : boxes[i % 3], actId: randomUUID() });
      }),
    );
    for (const { status } of answers) expect(status).toBe(200);
    const given = await house.app.db.selectFrom('archivalCode').select(['code', 'series', 'item', 'department']).where('department', 'in', ['CGB', 'GCB']).orderBy('code').execute();
    for (const series of ['CGB', 'GCB']) expect(given.filter((row) => row.department === series).map(({ item }) => item)).toEqual(Array.from({ length: given.filter((row) => row.department === series).length }, (_, i) => i + 1));
    const worn = await house.app.db.selectFrom('copy').select('archivalCode').where('archivalCode', 'in', given.map(({ code }) => code)).execute();
    expect(worn).toHaveLength(given.length);
    expect(given.length).toBeGreaterThan(80);
  });

  test('sent twice it is filed once, and told its code again', async () => {
    const id = await copy();
    const actId = randomUUID();
    const answers = [await file([id], { actId }), await file([id], { actId })];
    expect(codes(answers[1] as never)).toEqual(codes(answers[0] as never));
    expect((await keeper.get(`/api/copies/${id}/chain`)).body.lines).toHaveLength(2);
  });

  test('a filing taken back as wrong leaves its code void for ever; filed again it gets another', async () => {
    const id = await copy();
    const [code = ''] = codes(await file([id]));
    const clerk = await house.as('clerk');
    expect((await clerk.post(`/api/copies/${id}/unfile`, { reason: '分错类' })).status).toBe(403);
    expect((await keeper.post(`/api/copies/${id}/unfile`, { reason: '' })).status).toBe(400);
    expect((await keeper.post(`/api/copies/${id}/unfile`, { reason: '分错类', seq: 2 })).body).toEqual({ copyId: id, seq: 3 });
    expect((await keeper.get(`/api/copies/${id}`)).body).toMatchObject({ archivalCode: null, filedAt: null, holder: { holder: 'person', name: '王档' } });
    expect((await keeper.get(`/api/copies/${id}/chain`)).body).toMatchObject({ lines: [{}, {}, { act: 'taken', note: '分错类', facts: { voidedCode: code } }], verdict: { kind: 'whole' } });
    expect(await house.app.db.selectFrom('archivalCode').select('voidReason').where('code', '=', code).executeTakeFirst()).toEqual({ voidReason: '分错类' });
    const [again = ''] = codes(await file([id], { seq: 3 }));
    expect(Number(again.slice(-4))).toBeGreaterThan(Number(code.slice(-4)));
    expect((await house.auditKinds())).toContain('copy.unfiled');
  });

  test('a series that is full says so', async () => {
    const id = await copy();
    const { proposals } = (await keeper.get(`/api/filings/proposal?copyId=${id}`)).body;
    await house.app.db.insertInto('archivalSeries').values({ series: 'Z001-HT·2031-Y-BGS-', lastItem: 9999 }).execute();
    expect(proposals[0].problem).toBeNull();
    const full = await keeper.post('/api/filings', { copies: [{ copyId: id, year: '2031', retention: 'Y' }], placeId: box });
    expect(full.body.error).toMatchObject({ code: 'filing_impossible', details: { kind: 'series-full', last: 9999 } });
  });
});

describe('the scheme', () => {
  test('is changed by those who manage places, for what is filed from then on', async () => {
    const other = await openHouse();
    const [archivist, clerk] = [await other.as('archivist'), await other.as('clerk')];
    const { scheme, given, may } = (await archivist.get('/api/filings/scheme')).body;
    expect([scheme, given, may]).toEqual([{ fonds: 'Z001', category: 'HT', template: '{fonds}-{category}·{year}-{retention}-{department}-{item:4}', department: 'BGS', fileWithinDays: 5 }, 0, { change: true }]);
    expect((await clerk.put('/api/filings/scheme', scheme)).status).toBe(403);
    expect((await archivist.put('/api/filings/scheme', { ...scheme, template: '{fonds}-{item:4}' })).body.error.details.fields).toEqual([{ field: 'template', problem: 'missing' }]);
    expect((await archivist.put('/api/filings/scheme', { ...scheme, fonds: 'Q0' })).status).toBe(400);
    const changed = await archivist.put('/api/filings/scheme', { ...scheme, fonds: 'Q008', template: '{fonds}-{category}·{year}-{retention}-{item:5}' });
    expect(changed.body.scheme.fonds).toBe('Q008');
    const type = changed.body.types[0];
    expect((await archivist.put(`/api/filings/scheme/contract-types/${type.id}`, { retention: 'Y' })).status).toBe(200);
    const { code } = await other.app.db.selectFrom('contractType').select('code').where('id', '=', type.id).executeTakeFirstOrThrow();
    const { id } = await givenCopy(other.app, archivist.actor, { type: code, signedOn: '2026-01-01' });
    const answer = await archivist.post('/api/filings', { copies: [{ copyId: id }], placeId: await givenPlace(other.app) });
    expect(answer.body.done[0].archivalCode).toBe('Q008-HT·2026-Y-00001');
    expect((await other.auditKinds()).filter((kind) => kind === 'filing.changed')).toHaveLength(2);
    await other.close();
  });
});

describe('what lies about', () => {
  test('unfiled in one’s own hands for longer than it should is told, the oldest first', async () => {
    const clerk = await house.as('clerk', { departmentId: await house.givenDepartment('录入') });
    const { actor } = clerk;
    const departmentId = actor.departmentIds[0] ?? null;
    const [old, older, fresh] = [await givenCopy(house.app, actor, { departmentId }), await givenCopy(house.app, actor, { departmentId }), await givenCopy(house.app, actor, { departmentId })];
    const ago = (days: number): Date => new Date(Date.now() - days * 86_400_000);
    await house.app.db.updateTable('copy').set({ since: ago(20) }).where('id', '=', old.id).execute();
    await house.app.db.updateTable('copy').set({ since: ago(30) }).where('id', '=', older.id).execute();
    const told = (await clerk.get('/api/filings/overdue?limit=1')).body;
    expect(told).toMatchObject({ count: 2, waiting: 3, days: 5, copies: [{ copyId: older.id }] });
    expect(JSON.stringify(told)).not.toContain(fresh.id);

    // Days on which nobody works do not count.
    const admin = await house.as('administrator');
    const rules = (await admin.get('/api/paper-rules')).body;
    const daysOff = Array.from({ length: 22 }, (_, n) => ago(n).toISOString().slice(0, 10));
    expect((await admin.put('/api/paper-rules', { ...rules, daysOff })).status).toBe(200);
    expect((await clerk.get('/api/filings/overdue')).body).toMatchObject({ count: 1, copies: [{ copyId: older.id }] });
    await admin.put('/api/paper-rules', rules);
  });
});

describe('the contents list of a box', () => {
  test('goes by code, names what stands on the spine, and tells of what is hidden only how many', async () => {
    const other = await openHouse();
    const archivist = await other.as('archivist');
    const here = await other.givenDepartment('这里');
    const shelf = await givenPlace(other.app, { kind: 'shelf', code: 'C1' });
    const carton = await givenPlace(other.app, { parentId: shelf, code: 'H7', name: '七号盒' });
    const slot = await givenPlace(other.app, { kind: 'slot', parentId: carton });
    const mine = await givenCopy(other.app, archivist.actor, { departmentId: here, title: '房屋租赁合同', signedOn: '2026-05-01' }, { attachments: '平面图' });
    const hidden = await givenCopy(other.app, archivist.actor, { title: '机密合同', signedOn: '2026-05-01' });
    const loose = await givenCopy(other.app, archivist.actor, { departmentId: here, title: '散件' });
    await archivist.post('/api/filings', { copies: [{ copyId: hidden.id }], placeId: carton });
    await archivist.post('/api/filings', { copies: [{ copyId: mine.id }], placeId: slot });
    await archivist.post('/api/copies/move', { copies: [{ copyId: loose.id }], placeId: carton });
    const clerk = await other.as('clerk', { departmentId: here });
    const seen = (await clerk.get(`/api/places/${carton}/catalogue`)).body;
    expect(seen).toMatchObject({
      place: { code: 'H7', where: 'C1 / 七号盒', kind: 'box', thicknessMm: 50 },
      items: [
        { copyId: mine.id, item: 2, archivalCode: 'Z001-HT·2026-D30-BGS-0002', title: '房屋租赁合同', date: '2026-05-01', pages: 10, note: '平面图' },
        { copyId: loose.id, item: null, archivalCode: null },
      ],
      others: 1,
      spine: { fonds: ['Z001'], years: ['2026'], retentions: ['D30'], departments: ['BGS'], firstItem: 2, lastItem: 2 },
      next: null,
    });
    expect(JSON.stringify(seen)).not.toContain(hidden.number);
    const first = (await archivist.get(`/api/places/${carton}/catalogue?limit=2`)).body;
    const rest = (await archivist.get(`/api/places/${carton}/catalogue?limit=2&after=${encodeURIComponent(first.next)}`)).body;
    expect([...first.items, ...rest.items].map(({ title }: { title: string }) => title)).toEqual(['机密合同', '房屋租赁合同', '散件']);
    expect((await archivist.get(`/api/places/${carton}/catalogue?after=x`)).status).toBe(400);
    await other.close();
  });
});
