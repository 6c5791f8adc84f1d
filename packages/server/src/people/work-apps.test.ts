import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { ProviderCode } from '@qige/wire';
import { type Door, openDoor, type Visit } from '../test/door.ts';
import { type House, openHouse, type Visitor } from '../test/house.ts';
import { type Account, asDingtalk, asFeishu, asWecom, startWorkApp, type WorkApp } from '../test/work-apps.ts';

/** Against servers that speak as the three do and check what they would check, on ports of this machine. */
let house: House;
let admin: Visitor;
const apps = new Map<ProviderCode, WorkApp>();
const password = 'correct horse 电池';
type Config = House['app']['config'];
type Code = Exclude<ProviderCode, 'oidc'>;

beforeAll(async () => {
  house = await openHouse();
  admin = await house.as('administrator');
  const callback = (code: Code) => `${house.app.config.publicUrl}/api/auth/${code}/callback`;
  apps.set('wecom', await startWorkApp(asWecom(callback('wecom'), '1000002')));
  apps.set('dingtalk', await startWorkApp(asDingtalk(callback('dingtalk'))));
  apps.set('feishu', await startWorkApp(asFeishu(callback('feishu'), 'tenant-1')));
});
afterAll(async () => {
  await house.close();
  for (const app of apps.values()) await app.stop();
});

const appOf = (code: Code): WorkApp => apps.get(code) as WorkApp;

function settingsOf(code: Code): Partial<Config> {
  const { url, app } = appOf(code);
  if (code === 'wecom') return { wecomCorpId: app.id, wecomAgentId: '1000002', wecomSecret: app.secret, wecomLoginUrl: url, wecomInsideUrl: url, wecomApiUrl: url };
  if (code === 'dingtalk') return { dingtalkAppKey: app.id, dingtalkAppSecret: app.secret, dingtalkLoginUrl: url, dingtalkApiUrl: url, dingtalkMembersUrl: url };
  return { feishuAppId: app.id, feishuAppSecret: app.secret, feishuTenantKey: 'tenant-1', feishuLoginUrl: url, feishuTokenUrl: `${url}/oauth/v3/token`, feishuApiUrl: url };
}

const doors: Door[] = [];
async function openWith(...settings: Partial<Config>[]): Promise<Door> {
  const config = Object.create(house.app.config, Object.getOwnPropertyDescriptors(Object.assign({}, ...settings))) as Config;
  const door = await openDoor({ ...house.app, config });
  doors.push(door);
  return door;
}
afterAll(async () => {
  for (const door of doors) await door.close();
});

async function givenPerson(email: string, roles = ['clerk']): Promise<string> {
  return (await admin.post('/api/people', { name: '张三', email, password, roles })).body.id;
}

const begin = async (code: Code, visit: Visit): Promise<string> => String((await visit.get(`/api/auth/${code}/begin?to=/contracts`)).headers['location']);
const back = async (visit: Visit, address: string): Promise<string> => String((await visit.get(address.slice(house.app.config.publicUrl.length))).headers['location']);

/** To the provider, where this account signs in, and to where it sends the browser back. */
async function through(code: Code, visit: Visit, account: Account): Promise<string> {
  appOf(code).signsIn(account);
  const reply = await fetch(await begin(code, visit), { redirect: 'manual' });
  if (reply.status !== 302) throw new Error(await reply.text());
  return reply.headers.get('location') ?? '';
}

async function enter(code: Code, account: Account, door: Door) {
  const visit = door.browser();
  return { visit, to: await back(visit, await through(code, visit, account)) };
}

const replaced = (address: string, name: string, value: string): string => {
  const url = new URL(address);
  url.searchParams.set(name, value);
  return url.href;
};

const codes = ['wecom', 'dingtalk', 'feishu'] as const;
const codeParameter = { wecom: 'code', dingtalk: 'authCode', feishu: 'code' } as const;
/** What the first id of an account is called where it is shown, and accounts that the stand-ins have an address for or do not count in. */
const idOf = (code: Code, id: string): string => (code === 'feishu' ? `ou_${id}` : id.toLowerCase());
const mailed = (code: Code, name: string): Account => (code === 'feishu' ? { id: name, email: `${name}@example.com` } : { id: `mail-${name}` });
const stranger = (code: Code): Account => (code === 'dingtalk' ? { id: 'out-1' } : { id: 'out-1', outside: true });

describe.each(codes)('signing in through %s', (code) => {
  let door: Door;
  beforeAll(async () => {
    door = await openWith(settingsOf(code));
  });

  test('lets in a person by the id that an administrator gave them, and names nobody else by it', async () => {
    const id = await givenPerson(`${code}-by-id@example.com`);
    const boss = await givenAdministrator(door);
    const unknown = await enter(code, { id: 'zhang.3' }, door);
    expect(unknown.to).toBe(`/sign-in?trouble=unproven&by=${code}&id=${idOf(code, 'zhang.3')}`);
    expect(await unknown.visit.isIn()).toBe(false);

    const linked = await boss.put(`/api/people/${id}/providers/${code}`, { id: idOf(code, 'zhang.3') });
    expect(linked.json()).toMatchObject({ providers: [{ code, linked: true, id: idOf(code, 'zhang.3'), byId: true }], sessions: [] });
    const { visit, to } = await enter(code, { id: 'zhang.3' }, door);
    expect(to).toBe('/contracts');
    expect((await visit.get('/api/me')).json().person.email).toBe(`${code}-by-id@example.com`);

    const other = await givenPerson(`${code}-other@example.com`);
    expect((await boss.put(`/api/people/${other}/providers/${code}`, { id: idOf(code, 'zhang.3') })).json().error.code).toBe('provider_id_taken');
    expect((await boss.delete(`/api/people/${id}/providers/${code}`)).json()).toMatchObject({ providers: [{ code, linked: false, id: null, byId: true }], sessions: [] });
    expect(await visit.isIn()).toBe(false);
    expect((await enter(code, { id: 'zhang.3' }, door)).to).toContain('trouble=unproven');

    const { rows } = await house.pool.query(`select kind, facts from audit_event where subject_id = $1 and kind like 'sign-in.%' order by id`, [id]);
    expect(rows).toEqual([{ kind: 'sign-in.linked', facts: { provider: code, id: idOf(code, 'zhang.3') } }, { kind: 'sign-in.unlinked', facts: { provider: code } }]);
  });

  test('lets in nobody outside the company, nobody who left, and by no address that a person typed in there', async () => {
    expect((await enter(code, stranger(code), door)).to).toBe(`/sign-in?trouble=outside&by=${code}`);
    await givenPerson('typed.in@example.com');
    expect((await enter(code, { id: 'typist' }, door)).to).toContain('trouble=unproven');

    const boss = await givenAdministrator(door);
    const id = await givenPerson(`${code}-leaver@example.com`);
    await boss.put(`/api/people/${id}/providers/${code}`, { id: idOf(code, 'leaver') });
    const { visit, to } = await enter(code, { id: 'leaver' }, door);
    expect(to).toBe('/contracts');
    await admin.post(`/api/people/${id}/leave`);
    expect(await visit.isIn()).toBe(false);
    expect((await enter(code, { id: 'leaver' }, door)).to).toBe(`/sign-in?trouble=unknown&by=${code}&id=${idOf(code, 'leaver')}`);
  });

  test('holds what comes back against what was begun: browser, state, code, time, provider', async () => {
    const boss = await givenAdministrator(door);
    const id = await givenPerson(`${code}-checked@example.com`);
    await boss.put(`/api/people/${id}/providers/${code}`, { id: idOf(code, 'checked') });
    const account = { id: 'checked' };

    const visit = door.browser();
    const address = await through(code, visit, account);
    expect(await back(door.browser(), address)).toBe(`/sign-in?trouble=stale&by=${code}`);
    expect(await back(visit, address)).toBe('/contracts');
    expect(await back(visit, address)).toBe(`/sign-in?trouble=stale&by=${code}`);

    const again = door.browser();
    const other = await through(code, again, account);
    expect(await back(again, replaced(other, codeParameter[code], new URL(address).searchParams.get(codeParameter[code]) ?? ''))).toBe(`/sign-in?trouble=failed&by=${code}`);

    for (const [name, value] of [['state', 'x'.repeat(48)], [codeParameter[code], '']] as const) {
      const changed = door.browser();
      expect(await back(changed, replaced(await through(code, changed, account), name, value))).toBe(`/sign-in?trouble=failed&by=${code}`);
      expect(await changed.isIn()).toBe(false);
    }

    const late = door.browser();
    const slow = await through(code, late, account);
    appOf(code).pass(301);
    expect(await back(late, slow)).toBe(`/sign-in?trouble=failed&by=${code}`);

    const here = codes[(codes.indexOf(code) + 1) % 3] as Code;
    const both = await openWith(settingsOf(code), settingsOf(here));
    const mixed = both.browser();
    const there = await through(code, mixed, account);
    expect(await back(mixed, there.replace(`/auth/${code}/`, `/auth/${here}/`))).toBe(`/sign-in?trouble=stale&by=${here}`);
  });

  test('says that it did not work where the secret is wrong, the address is not registered there or nobody answers, and lets nobody in', async () => {
    const secret = { wecom: 'wecomSecret', dingtalk: 'dingtalkAppSecret', feishu: 'feishuAppSecret' }[code];
    const wrong = await openWith(settingsOf(code), { [secret]: 'another secret' });
    expect((await enter(code, { id: 'x' }, wrong)).to).toBe(`/sign-in?trouble=failed&by=${code}`);
    const elsewhere = await openWith(settingsOf(code), { publicUrl: 'http://elsewhere.example' });
    await expect(through(code, elsewhere.browser(), { id: 'x' })).rejects.toThrow(/redirect_ur/);
    const away = await openWith(settingsOf(code), { wecomApiUrl: 'http://127.0.0.1:9', dingtalkApiUrl: 'http://127.0.0.1:9', feishuTokenUrl: 'http://127.0.0.1:9/token' });
    expect((await enter(code, { id: 'x' }, away)).to).toBe(`/sign-in?trouble=failed&by=${code}`);
  });

  test('adds nobody unless the settings say so, and then as a reader', async () => {
    const unset = await enter(code, mailed(code, `${code}-new`), door);
    expect(unset.to).toBe(`/sign-in?trouble=unknown&by=${code}&id=${idOf(code, mailed(code, `${code}-new`).id)}`);
    const open = await openWith(settingsOf(code), { wecomRegister: true, dingtalkRegister: true, feishuRegister: true });
    const { visit } = await enter(code, { ...mailed(code, `${code}-new`), name: '张三' }, open);
    expect((await visit.get('/api/me')).json()).toMatchObject({ person: { name: '张三', email: `${code}-new@example.com` }, roles: ['reader'] });
  });

  test('finds a person by the work e-mail address once, unless the settings forbid it', async () => {
    await givenPerson(`${code}-mail@example.com`);
    const strict = await openWith(settingsOf(code), { wecomByEmail: false, dingtalkByEmail: false, feishuByEmail: false });
    expect((await enter(code, mailed(code, `${code}-mail`), strict)).to).toContain('trouble=unproven');
    expect((await enter(code, mailed(code, `${code}-mail`), door)).to).toBe('/contracts');
    expect((await enter(code, mailed(code, `${code}-mail`), strict)).to).toBe('/contracts');
  });

  test('has a button and doors where it is set up, and none where it is not', async () => {
    expect((await door.browser().get('/api/sign-in/ways')).json()).toEqual({ providers: [{ code, name: null }], passkeys: false });
    const plain = await openWith({});
    expect((await plain.browser().get(`/api/auth/${code}/begin`)).statusCode).toBe(404);
    const security = await givenAdministrator(plain, ['security']);
    expect((await security.get('/api/sign-in/providers')).json().providers).toContainEqual({ code, open: false, callback: `${house.app.config.publicUrl}/api/auth/${code}/callback`, byEmail: false, registers: false });
    const id = await givenPerson(`${code}-plain@example.com`);
    expect((await security.put(`/api/people/${id}/providers/${code}`, { id: 'x' })).json().error.code).toBe('provider_absent');
  });
});

let count = 0;
async function givenAdministrator(door: Door, roles = ['administrator']): Promise<Visit> {
  const email = `boss-${count++}@example.com`;
  await givenPerson(email, roles);
  const visit = door.browser();
  await visit.signIn(email, password);
  return visit;
}

describe('WeCom', () => {
  let door: Door;
  beforeEach(async () => {
    door = await openWith(settingsOf('wecom'));
  });

  test('a browser inside it is sent to its own door, where it tells the work address', async () => {
    await givenPerson('inside@example.com');
    const visit = door.browser('127.0.0.1', 'Mozilla/5.0 (Linux; Android 14) wxwork/4.1.30 MicroMessenger/7.0.1');
    const address = await through('wecom', visit, { id: 'Inside', email: 'inside@example.com' });
    expect(appOf('wecom').asked).toContain('GET /connect/oauth2/authorize');
    expect(await back(visit, address)).toBe('/contracts');
    expect((await enter('wecom', { id: 'INSIDE' }, door)).to).toBe('/contracts');
  });

  test('its token is asked for once, and anew when it is worth nothing any more', async () => {
    const app = appOf('wecom');
    const tokens = (): number => app.asked.filter((one) => one === 'GET /cgi-bin/gettoken').length;
    const before = tokens();
    await Promise.all([enter('wecom', { id: 'a' }, door), enter('wecom', { id: 'b' }, door)]);
    expect(tokens() - before).toBe(1);
    app.forgetTokens();
    expect((await enter('wecom', { id: 'c' }, door)).to).toContain('trouble=unproven');
    expect(tokens() - before).toBe(2);
  });
});

test('DingTalk: an outside contact of the company is none of its people', async () => {
  expect((await enter('dingtalk', { id: 'partner-1' }, await openWith(settingsOf('dingtalk')))).to).toBe('/sign-in?trouble=outside&by=dingtalk');
});

test('Feishu: any of its three ids is taken, and none where they stand for several people', async () => {
  const door = await openWith(settingsOf('feishu'));
  const boss = await givenAdministrator(door);
  const [one, other] = [await givenPerson('f-one@example.com'), await givenPerson('f-other@example.com')];
  await boss.put(`/api/people/${one}/providers/feishu`, { id: 'on_many' });
  expect((await enter('feishu', { id: 'many' }, door)).to).toBe('/contracts');
  await boss.put(`/api/people/${other}/providers/feishu`, { id: 'many' });
  expect((await enter('feishu', { id: 'many' }, door)).to).toContain('trouble=taken');
});
