import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider } from 'oidc-provider';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Door, openDoor, type Visit } from '../test/door.ts';
import { type House, openHouse, type Visitor } from '../test/house.ts';
import { pathIn } from './provider.mount.ts';

/** Against a provider that passes the conformance tests of the OpenID Foundation, on a port of this machine. */
let server: Server;
let house: House;
let door: Door;
let admin: Visitor;
let issuer: string;
const password = 'correct horse 电池';
const accounts = new Map<string, { email?: string; email_verified?: boolean; name?: string }>();

beforeAll(async () => {
  server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  house = await openHouse();
  const provider = new Provider(issuer, {
    clients: [{ client_id: 'qige', client_secret: 'a secret of both houses', redirect_uris: [`${house.app.config.publicUrl}/api/auth/oidc/callback`] }],
    pkce: { required: () => true },
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    findAccount: (_ctx, sub) => ({ accountId: sub, claims: async () => ({ sub, ...accounts.get(sub) }) }),
    cookies: { keys: ['x'] },
    ttl: { Interaction: 600, Session: 600, Grant: 600, AccessToken: 600, IdToken: 600 },
  });
  server.on('request', provider.callback());
  admin = await house.as('administrator');
  door = await openDoor({ ...house.app, config: configured() });
});
afterAll(async () => {
  await door.close();
  await house.close();
  server.closeAllConnections();
  server.close();
});

const configured = (over: Partial<House['app']['config']> = {}) =>
  Object.create(house.app.config, Object.getOwnPropertyDescriptors({ oidcIssuer: issuer, oidcClientId: 'qige', oidcClientSecret: 'a secret of both houses', oidcName: '统一登录', ...over })) as House['app']['config'];

async function givenPerson(email: string, roles = ['clerk']): Promise<string> {
  return (await admin.post('/api/people', { name: '张三', email, password, roles })).body.id;
}

/** Signs in at the provider as its own pages would have it, and returns where it sends the browser back to. */
async function throughProvider(address: string, sub: string): Promise<string> {
  const jar = new Map<string, string>();
  let [url, form]: [string, URLSearchParams | undefined] = [address, undefined];
  for (let i = 0; i < 12; i++) {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const reply = await fetch(url, { method: form ? 'POST' : 'GET', redirect: 'manual', headers: { cookie }, ...(form ? { body: form } : {}) });
    for (const line of reply.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      jar.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
    }
    const to = reply.headers.get('location');
    form = undefined;
    if (to) {
      url = new URL(to, url).href;
      if (!url.startsWith(issuer)) return url;
      continue;
    }
    const page = await reply.text();
    const action = /action="([^"]+)"/.exec(page)?.[1];
    if (!action) throw new Error(page.replace(/<[^>]+>/g, ' ').slice(0, 300));
    url = new URL(action, url).href;
    form = new URLSearchParams({ prompt: /name="prompt" value="(\w+)"/.exec(page)?.[1] ?? '', login: sub, password: 'x' });
  }
  throw new Error('the provider sends the browser round and round');
}

const begin = async (visit: Visit, to = '/contracts?year=2026'): Promise<string> => String((await visit.get(`/api/auth/oidc/begin?to=${encodeURIComponent(to)}`)).headers['location']);
const back = (visit: Visit, address: string) => visit.get(address.slice(house.app.config.publicUrl.length));

async function enter(sub: string, visit = door.browser()) {
  const reply = await back(visit, await throughProvider(await begin(visit), sub));
  return { visit, to: String(reply.headers['location']) };
}

describe('signing in through a provider', () => {
  test('matches a person by a proven address once, and by the provider’s own name for them from then on', async () => {
    const id = await givenPerson('zhang@example.com');
    accounts.set('u-1', { email: 'Zhang@example.com', email_verified: true });
    const { visit, to } = await enter('u-1');
    expect(to).toBe('/contracts?year=2026');
    expect((await visit.get('/api/me')).json().person.email).toBe('zhang@example.com');
    expect([...visit.jar.keys()]).toEqual(['qige.session_token']);
    expect((await admin.get(`/api/people/${id}/sign-in`)).body.providers).toEqual([{ code: 'oidc', linked: true, id: null, byId: false }]);

    accounts.set('u-1', { email: 'married@example.com', email_verified: false });
    expect((await enter('u-1')).to).toBe('/contracts?year=2026');
    const { rows } = await house.pool.query(`select kind, facts->>'by' as by from audit_event where subject_id = $1 or actor_id = $1 order by id`, [id]);
    expect(rows.slice(1)).toEqual([{ kind: 'sign-in.linked', by: null }, { kind: 'session.opened', by: 'oidc' }, { kind: 'session.opened', by: 'oidc' }]);
  });

  test('says on the sign-in screen whom it does not let in, and opens nothing', async () => {
    await givenPerson('unproven@example.com');
    accounts.set('u-2', { email: 'stranger@example.com', email_verified: true });
    accounts.set('u-3', { email: 'unproven@example.com', email_verified: false });
    accounts.set('u-4', {});
    accounts.set('u-5', { email: 'zhang@example.com', email_verified: true });
    for (const [sub, why] of [['u-2', 'unknown'], ['u-3', 'unproven'], ['u-4', 'unproven'], ['u-5', 'taken']] as const) {
      const { visit, to } = await enter(sub);
      expect([sub, to, await visit.isIn()]).toEqual([sub, `/sign-in?trouble=${why}`, false]);
    }
    expect((await house.auditKinds()).filter((kind) => kind === 'session.refused')).toHaveLength(4);
  });

  test('lets in nobody who left, nor again until the person is back', async () => {
    const id = await givenPerson('leaver@example.com');
    accounts.set('u-6', { email: 'leaver@example.com', email_verified: true });
    expect((await enter('u-6')).to).toBe('/contracts?year=2026');
    await admin.post(`/api/people/${id}/leave`);
    expect((await enter('u-6')).to).toBe('/sign-in?trouble=unknown');
    await admin.post(`/api/people/${id}/return`);
    expect((await enter('u-6')).to).toBe('/contracts?year=2026');
  });

  test('an administrator forgets the link, and the address decides anew', async () => {
    const id = await givenPerson('moves@example.com');
    accounts.set('u-7', { email: 'moves@example.com', email_verified: true });
    accounts.set('u-8', { email: 'moves@example.com', email_verified: true });
    const { visit } = await enter('u-7');
    expect((await enter('u-8')).to).toBe('/sign-in?trouble=taken');
    expect((await admin.delete(`/api/people/${id}/providers/oidc`)).body).toMatchObject({ providers: [], sessions: [] });
    expect(await visit.isIn()).toBe(false);
    expect((await enter('u-8')).to).toBe('/contracts?year=2026');
  });

  test('a second factor is asked for all the same', async () => {
    await givenPerson('both@example.com', ['archivist']);
    accounts.set('u-9', { email: 'both@example.com', email_verified: true });
    const settings = { idleMinutes: 20_160, maxHours: 2_160 };
    await admin.put('/api/sign-in/settings', { ...settings, secondFactorRoles: ['archivist'] });
    const { visit, to } = await enter('u-9');
    expect(to).toBe(`/sign-in?step=enrol&to=${encodeURIComponent('/contracts?year=2026')}`);
    expect(await visit.isIn()).toBe(false);
    expect((await visit.post('/api/auth/second-step/enrol')).json()).toMatchObject({ secret: expect.any(String) });
    await admin.put('/api/sign-in/settings', { ...settings, secondFactorRoles: [] });
  });
});

describe('what comes back is held against what was begun', () => {
  beforeAll(async () => {
    await givenPerson('checked@example.com');
    accounts.set('u-10', { email: 'checked@example.com', email_verified: true });
  });
  const replaced = (address: string, name: string, value: string): string => {
    const url = new URL(address);
    url.searchParams.set(name, value);
    return url.href;
  };

  test('another browser, another state, a second use, another code: none gets in', async () => {
    const visit = door.browser();
    const address = await throughProvider(await begin(visit), 'u-10');
    expect((await back(door.browser(), address)).headers['location']).toBe('/sign-in?trouble=stale');

    const [one, other] = [door.browser(), door.browser()];
    const theirs = await throughProvider(await begin(other), 'u-10');
    await begin(one);
    expect((await back(one, theirs)).headers['location']).toBe('/sign-in?trouble=failed');

    expect((await back(visit, address)).headers['location']).toBe('/contracts?year=2026');
    expect((await back(visit, address)).headers['location']).toBe('/sign-in?trouble=stale');

    const guessed = door.browser();
    const right = await throughProvider(await begin(guessed), 'u-10');
    expect((await back(guessed, replaced(right, 'code', 'x'.repeat(43)))).headers['location']).toBe('/sign-in?trouble=failed');
    expect([await one.isIn(), await guessed.isIn(), await visit.isIn()]).toEqual([false, false, true]);
  });

  test('a changed state is refused, and so is one that comes back after ten minutes', async () => {
    const [changed, late] = [door.browser(), door.browser()];
    const address = await throughProvider(await begin(changed), 'u-10');
    expect((await back(changed, replaced(address, 'state', 'x'.repeat(43)))).headers['location']).toBe('/sign-in?trouble=failed');
    const right = await throughProvider(await begin(late), 'u-10');
    await house.pool.query(`update verification set expires_at = expires_at - interval '601 seconds'`);
    expect((await back(late, right)).headers['location']).toBe('/sign-in?trouble=stale');
  });

  test('what is asked of the provider has a state, a nonce and a challenge, new each time', async () => {
    const [first, second] = [new URL(await begin(door.browser())), new URL(await begin(door.browser()))];
    for (const name of ['state', 'nonce', 'code_challenge']) {
      expect(first.searchParams.get(name)?.length).toBeGreaterThan(30);
      expect(first.searchParams.get(name)).not.toBe(second.searchParams.get(name));
    }
    expect(first.searchParams.get('code_challenge_method')).toBe('S256');
    expect(first.searchParams.get('response_type')).toBe('code');
  });

  test('an ID token for another sign-in is refused: the nonce is checked', async () => {
    const visit = door.browser();
    const begun = await begin(visit);
    const address = await throughProvider(replaced(begun, 'nonce', 'that of somebody else'), 'u-10');
    expect((await back(visit, address)).headers['location']).toBe('/sign-in?trouble=failed');
  });

  test('a code for another verifier is refused: the challenge counts', async () => {
    const visit = door.browser();
    const address = await throughProvider(replaced(await begin(visit), 'code_challenge', 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM'), 'u-10');
    expect((await back(visit, address)).headers['location']).toBe('/sign-in?trouble=failed');
  });
});

describe('settings', () => {
  test('a stranger is added as a reader where the settings say so, and only there', async () => {
    const open = await openDoor({ ...house.app, config: configured({ oidcRegister: true, oidcTrustEmail: true }) });
    accounts.set('u-11', { email: 'newcomer@example.com', name: '新来的' });
    const { visit } = await enter('u-11', open.browser());
    expect((await visit.get('/api/me')).json()).toMatchObject({ person: { name: '新来的', email: 'newcomer@example.com' }, roles: ['reader'] });
    await open.close();
  });

  test('there is a button where a provider is set, and no door where none is', async () => {
    expect((await door.browser().get('/api/sign-in/ways')).json()).toEqual({ providers: [{ code: 'oidc', name: '统一登录' }], passkeys: false });
    const plain = await openDoor(house.app);
    expect((await plain.browser().get('/api/sign-in/ways')).json()).toEqual({ providers: [], passkeys: false });
    expect((await plain.browser().get('/api/auth/oidc/begin')).statusCode).toBe(404);
    await plain.close();
  });

  test('a provider that does not answer is said on the sign-in screen', async () => {
    const away = await openDoor({ ...house.app, config: configured({ oidcIssuer: 'http://127.0.0.1:9' }) });
    expect((await away.browser().get('/api/auth/oidc/begin')).headers['location']).toBe('/sign-in?trouble=failed');
    await away.close();
  });
});

test('one comes back to a screen of this archive, whatever the address asked for', () => {
  for (const good of ['/today', '/contracts?year=2026', '/']) expect(pathIn(good)).toBe(good);
  for (const bad of ['//evil.example', '/\\evil.example', 'https://evil.example', 'javascript:alert(1)', '', undefined, ['/x'], '/a b', '/x\n']) expect(pathIn(bad)).toBe('/');
});
