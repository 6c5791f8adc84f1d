import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { usccAlphabet, usccCheckCharacter } from '@qige/rules/uscc';
import { theSystem } from '../actor.ts';
import { openDb, openPool } from '../platform/db.ts';
import { givenContract } from '../test/given-contract.ts';
import { type House, openHouse, type Visitor } from '../test/house.ts';
import { matchOrMakeParty } from './match.actions.ts';

let house: House;
let clerk: Visitor;
beforeAll(async () => {
  house = await openHouse();
  clerk = await house.as('clerk');
});
afterAll(() => house.close());

let serial = 0;
function freshCode(): string {
  serial += 1;
  const first = `9131000${String(serial).padStart(10, '0')}`.slice(0, 17);
  expect([...first].every((char) => usccAlphabet.includes(char))).toBe(true);
  return `${first}${usccCheckCharacter(first)}`;
}
const match = (name: string, uscc: string | null = null, party?: 'new') =>
  house.app.db.transaction().execute((tx) => matchOrMakeParty(tx, theSystem, { name, uscc, ...(party ? { party } : {}) }));
const named = async (query: string, visitor = clerk): Promise<string[]> => (await visitor.get(`/api/parties?${query}`)).body.parties.map((one: { name: string }) => one.name);

describe('finding the party that is meant', () => {
  test('by code first, then by name in any width, brackets, spaces and traditional characters', async () => {
    const code = freshCode();
    const made = await match('東方電子（上海）有限公司', code);
    expect(made.made).toBe(true);
    expect((await match('另写的名称', code)).id).toBe(made.id);
    for (const spelling of ['东方电子(上海)有限公司', '东方电子 （上海） 有限公司', '東方電子（上海）有限公司']) {
      expect(await match(spelling)).toMatchObject({ id: made.id, made: false });
    }
    expect((await match('东方电子（北京）有限公司')).made).toBe(true);
  });

  test('a name known without a code learns it; a code with a wrong check digit is not believed', async () => {
    const made = await match('无码公司');
    const code = freshCode();
    const wrong = `${code.slice(0, 17)}${code.endsWith('0') ? '1' : '0'}`;
    expect(await match('无码公司', wrong)).toMatchObject({ id: made.id, uscc: null });
    expect(await match('无码公司', code)).toMatchObject({ id: made.id, uscc: code });
    expect(await match('别名公司', code)).toMatchObject({ id: made.id });
  });

  test('the same name under another code is a person’s to decide', async () => {
    const first = await match('同名公司', freshCode());
    const second = freshCode();
    await expect(match('同名公司', second)).rejects.toMatchObject({ code: 'party_in_use', details: { kind: 'code-differs', party: { id: first.id } } });
    const other = await match('同名公司', second, 'new');
    expect(other.id).not.toBe(first.id);
    await expect(match('随便', second, 'new')).rejects.toMatchObject({ details: { kind: 'code-taken' } });
  });

  test('twenty registrations at once make one party of one name', async () => {
    const pool = openPool(house.app.config.databaseUrl ?? '', 20);
    const db = openDb(pool);
    const made = await Promise.all(Array.from({ length: 20 }, () => db.transaction().execute((tx) => matchOrMakeParty(tx, theSystem, { name: '一时多人公司', uscc: null }))));
    expect(new Set(made.map((one) => one.id)).size).toBe(1);
    expect(made.filter((one) => one.made)).toHaveLength(1);
    await db.destroy();
  });
});

describe('the register of parties', () => {
  test('suggests by any part of a name, former name, code, or initials; beginnings first', async () => {
    const code = freshCode();
    await clerk.post('/api/parties', { name: '大海航运股份公司', uscc: code });
    await clerk.post('/api/parties', { name: '航运大海联合公司' });
    expect(await named('text=航运')).toEqual(['航运大海联合公司', '大海航运股份公司']);
    expect(await named('text=dhhy')).toEqual(['大海航运股份公司']);
    expect(await named(`text=${code.slice(4, 17)}`)).toEqual(['大海航运股份公司']);
    expect(await named('text=%25')).toEqual([]);
  });

  test('is read page by page, with a text and without', async () => {
    for (let i = 0; i < 7; i++) await clerk.post('/api/parties', { name: `${i % 2 ? '' : '新'}分页公司${i}号` });
    const pageByPage = async (asked: string): Promise<{ id: string; name: string }[]> => {
      const parties: { id: string; name: string }[] = [];
      for (let after = ''; ; ) {
        const { body } = await clerk.get(`/api/parties?limit=3${asked}${after}`);
        parties.push(...body.parties);
        if (body.next === null) return parties;
        after = `&after=${body.next}`;
      }
    };
    const everybody = await pageByPage('');
    expect(everybody.map((one) => one.name)).toEqual(expect.arrayContaining(['分页公司1号', '新分页公司6号']));
    expect(new Set(everybody.map((one) => one.id)).size).toBe(everybody.length);
    const all = (await pageByPage('&text=分页公司')).map((one) => one.name);
    expect(all).toHaveLength(7);
    expect(new Set(all).size).toBe(7);
    expect(all.slice(0, 3).every((name) => name.startsWith('分'))).toBe(true);
  });

  test('a new name keeps the old one, and what lists show follows', async () => {
    const { body: party } = await clerk.post('/api/parties', { name: '旧名公司' });
    const admin = await house.as('administrator');
    const contract = await givenContract(house.app, { counterparty: '旧名公司' });
    await clerk.patch(`/api/parties/${party.id}`, { name: '新名公司' });
    await house.runJobs();
    expect((await admin.get(`/api/contracts/${contract.id}`)).body).toMatchObject({ counterparty: '新名公司', parties: [{ name: '新名公司', printedName: '旧名公司' }] });
    expect((await clerk.get(`/api/parties/${party.id}`)).body.formerNames).toEqual(['旧名公司']);
    expect(await named('text=旧名')).toEqual(['新名公司']);
  });

  test('names and codes that are there already are refused, saying where', async () => {
    const code = freshCode();
    const { body: party } = await clerk.post('/api/parties', { name: '占用公司', uscc: code });
    const again = await clerk.post('/api/parties', { name: '占用 公司' });
    expect(again).toMatchObject({ status: 409, body: { error: { code: 'party_in_use', details: { kind: 'name-taken', party: { id: party.id } } } } });
    expect((await clerk.post('/api/parties', { name: '别的', uscc: code })).body.error.details.kind).toBe('code-taken');
    const wrong = `${code.slice(0, 17)}${code.endsWith('0') ? '1' : '0'}`;
    expect((await clerk.post('/api/parties', { name: '错码', uscc: wrong })).body.error.details.fields[0].problem).toBe('check-digit');
  });

  test('two entries become one: contracts move, the name is kept as a former one', async () => {
    const admin = await house.as('administrator');
    const { body: kept } = await clerk.post('/api/parties', { name: '保留公司', uscc: freshCode() });
    const contract = await givenContract(house.app, { counterparty: '误录公司' });
    const [wrong] = (await clerk.get('/api/parties?text=误录公司')).body.parties;
    expect((await clerk.post(`/api/parties/${kept.id}/merge`, { from: wrong.id })).body.formerNames).toEqual(['误录公司']);
    expect((await clerk.get(`/api/parties/${wrong.id}`)).status).toBe(404);
    await house.runJobs();
    expect((await admin.get(`/api/contracts/${contract.id}`)).body).toMatchObject({ counterparty: '保留公司', parties: [{ partyId: kept.id, printedName: '误录公司' }] });
    expect((await match('误录公司')).id).toBe(kept.id);
    const other = await clerk.post('/api/parties', { name: '另一法人', uscc: freshCode() });
    expect((await clerk.post(`/api/parties/${kept.id}/merge`, { from: other.body.id })).body.error.details.kind).toBe('code-differs');
  });

  test('which companies are ours is a setting, and then every contract is listed by the other side', async () => {
    const admin = await house.as('administrator');
    const parties = [
      { side: 'A' as const, role: '甲方', name: '我方集团公司', uscc: null },
      { side: 'B' as const, role: '乙方', name: '对方公司', uscc: null },
    ];
    const contract = await givenContract(house.app, { parties });
    expect((await admin.get(`/api/contracts/${contract.id}`)).body.counterparty).toBe('我方集团公司、对方公司');
    const [own] = (await clerk.get('/api/parties?text=我方集团')).body.parties;
    expect((await clerk.patch(`/api/parties/${own.id}`, { kind: 'own' })).status).toBe(403);
    expect((await admin.patch(`/api/parties/${own.id}`, { kind: 'own' })).status).toBe(200);
    await house.runJobs();
    expect((await admin.get(`/api/contracts/${contract.id}`)).body).toMatchObject({ counterparty: '对方公司', ownEntity: '我方集团公司' });
    const next = await givenContract(house.app, { parties });
    expect((await admin.get(`/api/contracts/${next.id}`)).body).toMatchObject({ counterparty: '对方公司', ownEntity: '我方集团公司' });
  });

  test('a reader learns of a party only through a contract open to them', async () => {
    const department = await house.givenDepartment('读者部');
    const reader = await house.as('reader', { departmentId: department });
    await givenContract(house.app, { counterparty: '可见相对方', departmentId: department });
    await givenContract(house.app, { counterparty: '秘密相对方' });
    expect(await named('text=相对方', reader)).toEqual(['可见相对方']);
    const [secret] = (await clerk.get('/api/parties?text=秘密相对方')).body.parties;
    expect((await reader.get(`/api/parties/${secret.id}`)).status).toBe(404);
    expect((await clerk.get(`/api/parties/${secret.id}`)).body.contracts).toEqual({ count: 0, capped: false });
  });
});
