import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systemClock } from '../platform/clock.ts';
import { type Door, openDoor } from '../test/door.ts';
import { type House, openHouse, type Visitor } from '../test/house.ts';
import { createFirstAdministrator } from './setup.actions.ts';

let house: House;
let door: Door;
let admin: Visitor;
let ahead = 0;
const password = 'correct horse 电池';
const minute = 60_000;

beforeAll(async () => {
  house = await openHouse({ clock: { ...systemClock('Asia/Shanghai'), now: () => new Date(Date.now() + ahead) } });
  door = await openDoor(house.app);
  admin = await house.as('administrator');
});
afterAll(async () => {
  await door.close();
  await house.close();
});

async function givenPerson(email: string): Promise<string> {
  return (await admin.post('/api/people', { name: '张三', email, password, roles: ['clerk'] })).body.id;
}

describe('passwords that are tried first', () => {
  const kindOf = (answer: { body: { error?: { code: string; details: { kind: string } } } }) => [answer.body.error?.code, answer.body.error?.details.kind];

  test('are refused with the reason when a person is added or gets another one', async () => {
    const add = (secret: string) => admin.post('/api/people', { name: '王建国', email: 'weak@example.com', password: secret, roles: ['clerk'] });
    expect(kindOf(await add('1234567890'))).toEqual(['password_weak', 'leaked']);
    expect(kindOf(await add('wangjianguo1'))).toEqual(['password_weak', 'own']);
    const { id } = (await add(password)).body;
    expect(kindOf(await admin.patch(`/api/people/${id}`, { password: 'wangjianguo1' }))).toEqual(['password_weak', 'own']);
    expect(kindOf(await admin.patch(`/api/people/${id}`, { name: '李小龙', password: 'lixiaolong1' }))).toEqual(['password_weak', 'own']);
    expect((await admin.patch(`/api/people/${id}`, { password: 'another long one' })).status).toBe(200);
  });

  test('are refused when a person changes their own', async () => {
    await givenPerson('own@example.com');
    const visit = door.browser();
    await visit.signIn('own@example.com', password);
    const change = (newPassword: string) => visit.post('/api/auth/change-password', { currentPassword: password, newPassword });
    expect((await change('zhangsan1990')).json().error).toMatchObject({ code: 'password_weak', details: { kind: 'own' } });
    expect((await change('short')).json().error.code).toBe('invalid_request');
    expect((await change('another long one')).statusCode).toBe(200);
  });

  test('are refused for the first administrator, by the link and by the settings', async () => {
    const other = await openHouse();
    await expect(createFirstAdministrator(other.app, { email: 'boss@example.com', password: 'admin@123456' })).rejects.toThrow('QIGE_ADMIN_PASSWORD is easily guessed');
    const { ensureFirstAdministrator } = await import('./setup.actions.ts');
    const token = (await ensureFirstAdministrator(other.app))?.split('#')[1] ?? '';
    const setUp = (secret: string) => other.stranger('POST', '/api/setup', { token, name: '管理员', email: 'boss@example.com', password: secret });
    expect(kindOf(await setUp('qwerty123456'))).toEqual(['password_weak', 'leaked']);
    expect((await setUp(password)).status).toBe(201);
    await other.close();
  });
});

describe('pauses', () => {
  test('of a name and of an address are seen and lifted, and that is written down', async () => {
    await givenPerson('paused@example.com');
    const visit = door.browser('10.1.1.1');
    for (let i = 0; i < 5; i++) await visit.signIn('paused@example.com', 'wrong password');
    expect((await visit.signIn('paused@example.com', password)).statusCode).toBe(429);
    for (let i = 0; i < 60; i++) await door.browser('10.2.2.2').signIn(`nobody${i}@example.com`, 'wrong password');
    expect((await door.browser('10.2.2.2').signIn('paused@example.com', password)).statusCode).toBe(429);
    expect((await door.browser('10.3.3.3').signIn('paused@example.com', password)).statusCode).toBe(200);

    const pauses = async () => (await admin.get('/api/sign-in/pauses')).body.pauses as { id: string; kind: string; email: string | null; address: string | null; until: string }[];
    const found = await pauses();
    expect(found.map(({ kind, email, address }) => [kind, email, address])).toEqual([['address', null, '10.2.2.2'], ['name-here', 'paused@example.com', '10.1.1.1']]);
    expect(Date.parse(found[0]?.until ?? '')).toBeGreaterThan(Date.now());
    for (const { id } of found) expect((await admin.delete(`/api/sign-in/pauses/${id}`)).status).toBe(200);
    expect(await pauses()).toEqual([]);
    expect((await door.browser('10.2.2.2').signIn('paused@example.com', password)).statusCode).toBe(200);
    const { rows } = await house.pool.query(`select actor_id, facts from audit_event where kind = 'sign-in.pause-lifted'`);
    expect(rows).toEqual([{ actor_id: admin.id, facts: { address: '10.2.2.2' } }, { actor_id: admin.id, facts: { email: 'paused@example.com', address: '10.1.1.1' } }]);
  });

  test('of a name at one address does not stop the person elsewhere; thirty wrong tries from anywhere do', async () => {
    await givenPerson('sought@example.com');
    const wrong = (address: string) => door.browser(address).signIn('sought@example.com', 'wrong password');
    for (let i = 0; i < 6; i++) await wrong('10.4.4.4');
    expect((await wrong('10.4.4.4')).statusCode).toBe(429);
    expect((await wrong('10.4.4.5')).statusCode).toBe(401);
    for (let i = 0; i < 40; i++) await wrong(`10.5.5.${i}`);
    expect((await door.browser('10.6.6.6').signIn('sought@example.com', password)).statusCode).toBe(429);
    const { pauses } = (await admin.get('/api/sign-in/pauses')).body as { pauses: { id: string; kind: string }[] };
    expect(pauses.map(({ kind }) => kind).toSorted()).toEqual(['name', 'name-here']);
    for (const { id } of pauses) await admin.delete(`/api/sign-in/pauses/${id}`);
    expect((await door.browser('10.4.4.4').signIn('sought@example.com', password)).statusCode).toBe(200);
    expect((await admin.delete('/api/sign-in/pauses/rtl_0000000000')).status).toBe(404);
  });
});

test('the API keys of a person are seen by who looks after people, without the secret, and revoked at once', async () => {
  const id = await givenPerson('programs@example.com');
  const visit = door.browser();
  await visit.signIn('programs@example.com', password);
  const { key, secret } = (await visit.post('/api/me/keys', { name: '扫描仪' })).json() as { key: { id: string }; secret: string };
  const withKey = async () => (await door.http.inject({ url: '/api/me', headers: { authorization: `Bearer ${secret}` } })).statusCode;
  expect(await withKey()).toBe(200);
  const security = await house.as('security');
  const shown = (await security.get(`/api/people/${id}/sign-in`)).body;
  expect(shown.keys).toMatchObject([{ id: key.id, name: '扫描仪', revokedAt: null }]);
  expect(JSON.stringify(shown)).not.toContain(secret);
  const other = await givenPerson('keyless@example.com');
  expect((await security.delete(`/api/people/${other}/keys/${key.id}`)).status).toBe(404);
  expect(await withKey()).toBe(200);
  expect((await security.delete(`/api/people/${id}/keys/${key.id}`)).body.keys).toMatchObject([{ id: key.id, revokedAt: expect.any(String) }]);
  expect(await withKey()).toBe(401);
  const { rows } = await house.pool.query(`select actor_id, facts from audit_event where kind = 'key.revoked' and subject_id = $1`, [key.id]);
  expect(rows).toEqual([{ actor_id: security.id, facts: { name: '扫描仪', personId: id } }]);
});

describe('sessions of a person', () => {
  test('are seen and ended by an administrator, one or all', async () => {
    const id = await givenPerson('watched@example.com');
    const [first, second, third] = [door.browser('10.7.7.7'), door.browser(), door.browser()];
    for (const visit of [first, second, third]) await visit.signIn('watched@example.com', password);
    const { sessions } = (await admin.get(`/api/people/${id}/sign-in`)).body as { sessions: { id: string; address: string; current: boolean }[] };
    expect(sessions.map(({ current }) => current)).toEqual([false, false, false]);
    const target = sessions.find(({ address }) => address === '10.7.7.7')?.id;
    const other = await givenPerson('bystander@example.com');
    expect((await admin.delete(`/api/people/${other}/sessions/${target}`)).status).toBe(404);
    expect((await admin.delete(`/api/people/${id}/sessions/${target}`)).body.sessions).toHaveLength(2);
    expect([await first.isIn(), await second.isIn()]).toEqual([false, true]);
    expect((await admin.post(`/api/people/${id}/sessions/end`)).body.sessions).toEqual([]);
    expect([await second.isIn(), await third.isIn()]).toEqual([false, false]);
    const { rows } = await house.pool.query(`select facts from audit_event where kind = 'session.closed' and actor_id = $1 order by id`, [admin.id]);
    expect(rows.map((row) => row.facts)).toEqual([{ personId: id }, { personId: id, ended: 2 }]);
  });

  test('end when unused or grown old, as the settings say, at once', async () => {
    await givenPerson('idle@example.com');
    const [used, idle] = [door.browser(), door.browser()];
    for (const visit of [used, idle]) await visit.signIn('idle@example.com', password);
    const settings = { secondFactorRoles: [], idleMinutes: 30, maxHours: 2 };
    expect((await admin.put('/api/sign-in/settings', settings)).body).toEqual(settings);
    for (let i = 0; i < 5; i++) {
      ahead += 20 * minute;
      expect(await used.isIn()).toBe(true);
    }
    expect(await idle.isIn()).toBe(false);
    expect((await used.get('/api/me/sessions')).json().sessions).toHaveLength(1);
    expect((await idle.get('/api/auth/get-session')).body).toBe('null');
    expect((await idle.post('/api/auth/change-password', { currentPassword: password, newPassword: 'another long one' })).statusCode).toBe(401);
    ahead += 20 * minute;
    expect(await used.isIn()).toBe(false);

    const { rows } = await house.pool.query(`select facts from audit_event where kind = 'sign-in.changed' order by id desc limit 1`);
    expect(rows[0].facts).toMatchObject({ changed: ['idleMinutes', 'maxHours'], 'idleMinutes.from': 20_160, 'idleMinutes.to': 30 });
    await admin.put('/api/sign-in/settings', { secondFactorRoles: [], idleMinutes: 20_160, maxHours: 2_160 });
  });

  test('a screen that only listens is not in use', async () => {
    await givenPerson('listens@example.com');
    ahead = 0;
    const visit = door.browser();
    await visit.signIn('listens@example.com', password);
    await admin.put('/api/sign-in/settings', { secondFactorRoles: [], idleMinutes: 30, maxHours: 2_160 });
    const address = await door.http.listen({ host: '127.0.0.1', port: 0 });
    ahead += 20 * minute;
    const cookies = { cookie: [...visit.jar].map(([name, value]) => `${name}=${value}`).join('; ') };
    const stream = await fetch(`${address}/api/events`, { headers: cookies });
    expect(stream.status).toBe(200);
    await stream.body?.cancel();
    expect((await fetch(`${address}/api/me`, { headers: { ...cookies, 'x-qige-unattended': '1' } })).status).toBe(200);
    ahead += 15 * minute;
    expect(await visit.isIn()).toBe(false);
    door.http.server.closeAllConnections();
  });

  test('what a device kept for one person is not taken from another who signed in there', async () => {
    await givenPerson('kept@example.com');
    ahead = 0;
    const visit = door.browser();
    await visit.signIn('kept@example.com', password);
    const cookie = [...visit.jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const ask = (headers: Record<string, string>) => door.http.inject({ method: 'GET', url: '/api/me', headers: { cookie, ...headers } });
    const { person } = (await ask({})).json() as { person: { id: string } };
    expect((await ask({ 'x-qige-person': person.id })).statusCode).toBe(200);
    expect((await ask({ 'x-qige-person': 'per_00000000000000000000' })).statusCode).toBe(401);
  });
});
