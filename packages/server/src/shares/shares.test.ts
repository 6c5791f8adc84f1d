import type { ContractId, PageId } from '@qige/wire';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { givenContract } from '../test/given-contract.ts';
import { givenOpenedFile } from '../test/given-scan.ts';
import { openHouse, type House, type Visitor } from '../test/house.ts';

let house: House;
let reader: Visitor;
let now = new Date('2026-03-17T01:05:00Z');
let department: Awaited<ReturnType<House['givenDepartment']>>;
let contractId: ContractId;
let pageIds: PageId[];

beforeAll(async () => {
  house = await openHouse({ clock: { now: () => now, today: () => now.toISOString().slice(0, 10) } });
  department = await house.givenDepartment('ours');
  reader = await house.as('reader', { departmentId: department, name: '周敏' });
  ({ contractId, pageIds } = await givenPaper());
});
afterAll(() => house.close());

async function givenPaper(): Promise<{ contractId: ContractId; pageIds: PageId[] }> {
  const { id } = await givenContract(house.app, { departmentId: department, title: '设备采购合同' });
  const { scanId, pageIds } = await givenOpenedFile(house, 3);
  const { db, vault } = house.app;
  await db.updateTable('scan').set({ contractId: id, state: 'registered' }).where('id', '=', scanId).execute();
  for (const [i, pageId] of pageIds.entries()) {
    const image = await vault.put(await sharp({ create: { width: 800, height: 1100, channels: 3, background: { r: 255, g: 255, b: 250 - i } } }).png().toBuffer());
    await db.insertInto('vaultBlob').values({ sha256: image.name, size: image.size, mediaType: 'image/png' }).onConflict((one) => one.doNothing()).execute();
    await db.updateTable('page').set({ imageSha256: image.name, state: 'read', width: 800, height: 1100 }).where('id', '=', pageId).execute();
  }
  return { contractId: id, pageIds };
}

async function givenShare(wanted: object = {}, by = reader, of = contractId) {
  const reply = await by.post(`/api/contracts/${of}/shares`, { recipient: '海达律师事务所 王律师', days: 7, ...wanted });
  expect(reply.status, JSON.stringify(reply.body)).toBe(201);
  return { id: reply.body.share.id as string, share: reply.body.share, token: (reply.body.address as string).split('/s/')[1] ?? '', address: reply.body.address as string };
}

const knock = (token: string) => house.stranger('GET', `/api/shared/${token}`);
const open = (token: string, body: object = {}) => house.stranger('POST', `/api/shared/${token}/visits`, body);
const pageUrl = (token: string, number: number | string, visit: string) => `/api/shared/${token}/pages/${number}?visit=${encodeURIComponent(visit)}`;
const stateOf = async (id: string) => (await reader.get(`/api/contracts/${contractId}/shares`)).body.shares.find((share: { id: string }) => share.id === id)?.state;
/** What is answered where there never was such a link, byte for byte. */
const never = async () => [await house.stranger('GET', '/api/shared/never-was'), await house.stranger('POST', '/api/shared/never-was/visits', {}), await house.stranger('GET', pageUrl('never-was', 1, 'x'))];
async function expectDead(token: string, visit = 'x') {
  expect([await knock(token), await open(token), await house.stranger('GET', pageUrl(token, 1, visit))]).toEqual(await never());
}

describe('a link for somebody outside', () => {
  test('shows the chosen pages, marked with the recipient’s name, to nobody but who has it', async () => {
    const { token, share, address } = await givenShare({ pageIds: [pageIds[2], pageIds[0]] });
    expect(share).toMatchObject({ pages: 2, state: 'open', hasPassword: false, views: 0, contract: { title: '设备采购合同' } });
    expect(address).toBe(`${house.app.config.publicUrl}/s/${token}`);
    expect(Buffer.from(token, 'base64url')).toHaveLength(32);
    expect(JSON.stringify(await house.app.db.selectFrom('shareLink').selectAll().execute())).not.toContain(token);

    expect(await knock(token)).toEqual({ status: 200, body: { needsPassword: false } });
    const { body } = await open(token);
    expect(body).toMatchObject({ title: '设备采购合同', recipient: '海达律师事务所 王律师', pages: [{ number: 1, width: 800 }, { number: 2 }] });
    expect(JSON.stringify(body)).not.toMatch(/ctr_|pag_|per_|shr_/);
    const page = await house.http.inject({ method: 'GET', url: pageUrl(token, 2, body.visit) });
    expect([page.statusCode, page.headers['content-type'], page.headers['cache-control']]).toEqual([200, 'image/jpeg', 'private, no-store']);
    expect((await sharp(page.rawPayload).greyscale().stats()).channels[0]?.min).toBeLessThan(230);
    for (const number of ['3', '0', '-1', '1.5', 'x']) expect((await house.stranger('GET', pageUrl(token, number, body.visit))).status).toBe(404);
    for (const visit of ['', 'x', 'x.y', body.visit.slice(0, -1)]) expect((await house.stranger('GET', pageUrl(token, 1, visit))).status).toBe(404);
  });

  test('opens with one link’s visit no other link', async () => {
    const [one, two] = [await givenShare(), await givenShare()];
    expect((await house.stranger('GET', pageUrl(two.token, 1, (await open(one.token)).body.visit))).status).toBe(404);
  });

  test('is marked for each recipient by itself', async () => {
    const images = await Promise.all(
      ['甲律所', '乙律所'].map(async (recipient) => {
        const { token } = await givenShare({ recipient });
        return (await house.http.inject({ method: 'GET', url: pageUrl(token, 1, (await open(token)).body.visit) })).rawPayload;
      }),
    );
    expect(images[0]?.equals(images[1] ?? Buffer.alloc(0))).toBe(false);
  });

  test('each view is in the trail with its address; the trail of the contract keeps that from those who do not read it', async () => {
    const { id, token } = await givenShare();
    await open(token);
    const events = await house.app.db.selectFrom('auditEvent').select(['kind', 'facts']).where('subjectId', '=', id).orderBy('id').execute();
    expect(events).toMatchObject([{ kind: 'share.made', facts: { recipient: '海达律师事务所 王律师', pages: 3 } }, { kind: 'share.viewed', facts: { address: '127.0.0.1' } }]);
    expect(JSON.stringify((await reader.get(`/api/contracts/${contractId}/history`)).body)).not.toContain('127.0.0.1');
    expect((await reader.get('/api/shares')).body.shares[0]).toMatchObject({ id, views: 1, lastViewedAt: now.toISOString() });
  });

  test('stands in the history of the contract, with the recipient for its maker and who oversees links alone', async () => {
    const [{ id }, archivist] = [await givenShare({ recipient: '律师事务所甲' }), await house.as('archivist')];
    expect((await archivist.delete(`/api/shares/${id}`)).status).toBe(200);
    const db = house.app.db;
    const withRight = async (code: string, permission: string): Promise<Visitor> => {
      await db.insertInto('role').values({ code, name: code, nameEn: code, permissions: ['contracts.see', permission], scope: 'department', position: 900 } as never).execute();
      return house.as(code, { departmentId: department });
    };
    const told = async (who: Visitor): Promise<unknown[]> => {
      const { entries } = (await who.get(`/api/contracts/${contractId}/history`)).body;
      return entries.filter(({ subjectId }: { subjectId: string }) => subjectId === id).map(({ kind, facts }: { kind: string; facts: Record<string, unknown> }) => [kind, facts['recipient'] ?? null]);
    };
    for (const who of [reader, archivist, await house.as('auditor'), await withRight('manages-links', 'shares.manage'), await withRight('oversees', 'rights.oversee')]) {
      expect(await told(who)).toEqual([['share.revoked', '律师事务所甲'], ['share.made', '律师事务所甲']]);
    }
    for (const who of [await house.as('reader', { departmentId: department }), await withRight('only-sees', 'scans.see')]) expect(await told(who)).toEqual([['share.revoked', null], ['share.made', null]]);
  });

  test('with a password opens to nobody without, and a wrong one is answered as no link at all', async () => {
    const { id, token } = await givenShare({ password: '雨前龙井2026' });
    expect(await knock(token)).toEqual({ status: 200, body: { needsPassword: true } });
    const [, deadVisit] = await never();
    expect(await open(token)).toEqual(deadVisit);
    expect(await open(token, { password: 'wrong' })).toEqual(deadVisit);
    expect((await open(token, { password: '雨前龙井2026' })).status).toBe(200);
    const { passwordHash } = await house.app.db.selectFrom('shareLink').select('passwordHash').where('id', '=', id as never).executeTakeFirstOrThrow();
    expect(passwordHash).toMatch(/^\$argon2id\$/);
    expect((await house.app.db.selectFrom('auditEvent').select('kind').where('subjectId', '=', id).execute()).filter(({ kind }) => kind === 'share.refused')).toHaveLength(2);
  });

  test('wrong passwords make a pause, in which the right one does not open either', async () => {
    const { token } = await givenShare({ password: 'right one' });
    const replies = [];
    for (let i = 0; i < 6; i++) replies.push((await open(token, { password: `wrong ${i}` })).status);
    expect(replies).toEqual([404, 404, 404, 404, 404, 429]);
    expect(await open(token, { password: 'right one' })).toMatchObject({ status: 429, body: { error: { code: 'too_many_requests' } } });
    const before = now;
    now = new Date(now.getTime() + 11 * 60_000);
    expect((await open(token, { password: 'right one' })).status).toBe(200);
    now = before;
  });
});

describe('a link is dead, and dead links are all alike', () => {
  test('when it has expired, also for who is at it', async () => {
    const { id, token } = await givenShare({ days: 1 });
    const before = now;
    now = new Date(before.getTime() + 86_400_000 - 60_000);
    const { visit } = (await open(token)).body;
    expect((await house.stranger('GET', pageUrl(token, 1, visit))).status).toBe(200);
    now = new Date(before.getTime() + 86_400_000);
    await expectDead(token, visit);
    expect(await stateOf(id)).toBe('expired');
    now = before;
  });

  test('when all views are had, though the last visitor reads on for half an hour', async () => {
    const { id, token } = await givenShare({ mostViews: 2 });
    const views = await Promise.all([open(token), open(token), open(token), open(token)]);
    expect(views.map(({ status }) => status).sort()).toEqual([200, 200, 404, 404]);
    const visit = views.find(({ status }) => status === 200)?.body.visit as string;
    const [deadKnock, deadVisit] = await never();
    expect([await knock(token), await open(token)]).toEqual([deadKnock, deadVisit]);
    expect((await house.stranger('GET', pageUrl(token, 1, visit))).status).toBe(200);
    const before = now;
    now = new Date(before.getTime() + 31 * 60_000);
    await expectDead(token, visit);
    now = before;
    expect(await stateOf(id)).toBe('used-up');
  });

  test('when it is revoked: by who made it, or by who manages links; not by others who see it', async () => {
    const { id, token } = await givenShare();
    const { visit } = (await open(token)).body;
    const colleague = await house.as('reader', { departmentId: department });
    const stranger = await house.as('reader', { departmentId: await house.givenDepartment('elsewhere') });
    expect((await colleague.get(`/api/contracts/${contractId}/shares`)).body.shares.find((share: { id: string }) => share.id === id)).toMatchObject({ may: { revoke: false } });
    expect([(await colleague.delete(`/api/shares/${id}`)).status, (await stranger.delete(`/api/shares/${id}`)).status]).toEqual([403, 404]);
    expect((await open(token)).status).toBe(200);
    expect(await reader.delete(`/api/shares/${id}`)).toMatchObject({ status: 200, body: { state: 'revoked', may: { revoke: false } } });
    await expectDead(token, visit);
    expect((await reader.delete(`/api/shares/${id}`)).status).toBe(200);
    expect((await house.app.db.selectFrom('auditEvent').select('kind').where('subjectId', '=', id).where('kind', '=', 'share.revoked').execute())).toHaveLength(1);

    const another = await givenShare();
    expect((await (await house.as('archivist')).delete(`/api/shares/${another.id}`)).status).toBe(200);
    await expectDead(another.token);
  });

  test.each<[string, (maker: Visitor, paper: Awaited<ReturnType<typeof givenPaper>>) => Promise<unknown>]>([
    ['leaves', (maker) => house.app.db.updateTable('person').set({ leftAt: new Date() }).where('id', '=', maker.id).execute()],
    ['is moved to another department', async (maker) => house.app.db.updateTable('person').set({ departmentId: await house.givenDepartment('other') }).where('id', '=', maker.id).execute()],
    ['may no longer download', (maker) => house.app.db.updateTable('person').set({ roles: [] }).where('id', '=', maker.id).execute()],
    ['may no longer see pages', async (maker) => {
      await house.app.db.insertInto('role').values({ code: 'no-pages', name: 'x', nameEn: 'x', permissions: ['contracts.see', 'contracts.download'], scope: 'department', position: 900 }).execute();
      return house.app.db.updateTable('person').set({ roles: ['no-pages'] }).where('id', '=', maker.id).execute();
    }],
    ['no longer sees the contract', async (_, paper) => house.app.db.updateTable('contract').set({ departmentId: await house.givenDepartment('hidden') }).where('id', '=', paper.contractId).execute()],
  ])('when who made it %s', async (_why, happen) => {
    const maker = await house.as('reader', { departmentId: department });
    const paper = await givenPaper();
    const { id, token } = await givenShare({}, maker, paper.contractId);
    const { visit } = (await open(token)).body;
    expect((await house.stranger('GET', pageUrl(token, 1, visit))).status).toBe(200);
    await happen(maker, paper);
    await expectDead(token, visit);
    const archivist = await house.as('archivist');
    expect((await archivist.get(`/api/contracts/${paper.contractId}/shares`)).body.shares[0]).toMatchObject({ id, state: 'out-of-sight' });
  });

  test('a page that was moved to another contract is not shown any more', async () => {
    const paper = await givenPaper();
    const { token } = await givenShare({}, reader, paper.contractId);
    const { scanId } = await givenOpenedFile(house, 0);
    await house.app.db.updateTable('page').set({ scanId }).where('id', '=', paper.pageIds[0] as PageId).execute();
    const { body } = await open(token);
    expect(body.pages).toHaveLength(2);
  });
});

describe('making one', () => {
  test('is for those who see the contract, no longer than the archive allows, and only of its own pages', async () => {
    const other = await givenPaper();
    const stranger = await house.as('reader', { departmentId: await house.givenDepartment('elsewhere') });
    expect((await stranger.post(`/api/contracts/${contractId}/shares`, { recipient: 'x', days: 1 })).status).toBe(404);
    expect((await stranger.get(`/api/contracts/${contractId}/shares`)).status).toBe(404);
    expect(await reader.post(`/api/contracts/${contractId}/shares`, { recipient: 'x', days: 31 })).toMatchObject({ status: 400, body: { error: { details: { fields: [{ field: 'days' }] } } } });
    expect((await reader.post(`/api/contracts/${contractId}/shares`, { recipient: 'x' })).status).toBe(400);
    expect((await reader.post(`/api/contracts/${contractId}/shares`, { recipient: '', days: 1 })).status).toBe(400);
    expect(await reader.post(`/api/contracts/${contractId}/shares`, { recipient: 'x', days: 1, pageIds: [pageIds[0], other.pageIds[0]] })).toMatchObject({ status: 400, body: { error: { details: { fields: [{ field: 'pageIds' }] } } } });
  });

  test('one’s own are listed, without the name of a contract that is no longer open to one', async () => {
    const maker = await house.as('reader', { departmentId: department });
    const paper = await givenPaper();
    await givenShare({}, maker, paper.contractId);
    expect((await maker.get('/api/shares')).body.shares).toMatchObject([{ contract: { title: '设备采购合同' } }]);
    await house.app.db.updateTable('contract').set({ departmentId: await house.givenDepartment('hidden') }).where('id', '=', paper.contractId).execute();
    expect((await maker.get('/api/shares')).body.shares).toMatchObject([{ contract: null, state: 'out-of-sight' }]);
    expect((await maker.get('/api/shares?whose=all')).status).toBe(403);
    const archivist = await house.as('archivist');
    expect((await archivist.get('/api/shares')).body.shares).toEqual([]);
    const first = (await archivist.get('/api/shares?whose=all&limit=2')).body;
    expect(first.shares[0]).toMatchObject({ madeBy: { id: maker.id }, contract: { title: '设备采购合同' }, may: { revoke: true } });
    const second = (await archivist.get(`/api/shares?whose=all&limit=2&after=${first.next}`)).body;
    expect(second.shares).toHaveLength(2);
    expect(second.shares[0].id < first.shares[1].id).toBe(true);
  });
});
