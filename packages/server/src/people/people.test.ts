import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createHttp } from '../platform/http.ts';
import { rooms } from '../rooms.ts';
import { type House, openHouse, type Visitor } from '../test/house.ts';
import { authenticateWith } from './sessions.ts';
import { createFirstAdministrator, ensureFirstAdministrator } from './setup.actions.ts';

let house: House;
/** The house with its real door: sessions and keys, as in production. */
let door: FastifyInstance;
const password = 'correct horse 电池';

beforeAll(async () => {
  house = await openHouse();
  door = await createHttp(house.app, {
    rooms: rooms.flatMap((room) => room.routes ?? []),
    mounts: rooms.flatMap((room) => room.mount ?? []),
    authenticate: authenticateWith(house.app),
  });
});
afterAll(async () => {
  await door.close();
  await house.close();
});

const signIn = (email: string, secret = password, headers: Record<string, string> = {}) =>
  door.inject({ method: 'POST', url: '/api/auth/sign-in/email', payload: { email, password: secret }, headers });
const cookieOf = (reply: { cookies: { name: string; value: string }[] }): string =>
  reply.cookies.map(({ name, value }) => `${name}=${encodeURIComponent(value)}`).join('; ');
const get = (url: string, headers: Record<string, string>) => door.inject({ method: 'GET', url, headers });

async function givenPerson(admin: Visitor, email: string, roles: string[] = ['clerk']) {
  const added = await admin.post('/api/people', { name: '张三', email, password, roles });
  expect(added.status).toBe(201);
  return added.body as { id: string };
}

describe('the first administrator', () => {
  test('is made once with the latest link, and not by anyone else', async () => {
    const old = await ensureFirstAdministrator(house.app);
    const link = await ensureFirstAdministrator(house.app);
    const tokenOf = (one: string | undefined): string => one?.split('#')[1] ?? '';
    expect(link).toContain('/setup#');
    expect((await door.inject({ url: '/api/setup' })).json()).toEqual({ needed: true });

    const setUp = (token: string) => door.inject({ method: 'POST', url: '/api/setup', payload: { token, name: '管理员', email: 'Boss@Example.com', password } });
    expect((await setUp(tokenOf(old))).json().error.code).toBe('setup_token_wrong');
    expect((await setUp(tokenOf(link))).statusCode).toBe(201);
    expect((await setUp(tokenOf(link))).json().error.code).toBe('setup_done');
    expect((await door.inject({ url: '/api/setup' })).json()).toEqual({ needed: false });
    expect(await ensureFirstAdministrator(house.app)).toBeUndefined();

    await createFirstAdministrator(house.app, { email: 'second@example.com', password });
    const { rows } = await house.pool.query(`select count(*) from person where 'administrator' = any(roles)`);
    expect(rows[0].count).toBe(1);
  });

  test('the token is kept as a hash only', async () => {
    const other = await openHouse();
    const link = (await ensureFirstAdministrator(other.app)) ?? '';
    const { rows } = await other.pool.query('select value::text from setting');
    expect(rows.length).toBeGreaterThan(0);
    expect(JSON.stringify(rows)).not.toContain(link.split('#')[1]);
    await other.close();
  });
});

describe('signing in', () => {
  test('opens a session with a cookie no script can read, and it is written down', async () => {
    const reply = await signIn('boss@example.com');
    expect(reply.statusCode).toBe(200);
    const cookie = reply.cookies.find(({ name }) => name === 'qige.session_token');
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' });
    expect(cookie?.secure).toBeFalsy();

    const me = await get('/api/me', { cookie: cookieOf(reply) });
    expect(me.json()).toMatchObject({ person: { name: '管理员', email: 'boss@example.com' }, roles: ['administrator'] });
    expect((await get('/api/me', {})).statusCode).toBe(401);
    expect((await get('/api/me', { cookie: `${cookieOf(reply).slice(0, -6)}AAAAAA` })).statusCode).toBe(401);
    expect(await house.auditKinds()).toContain('session.opened');
  });

  test('with a public address on HTTPS the cookie is for HTTPS only', async () => {
    const app = { ...house.app, config: { ...house.app.config, publicUrl: 'https://qige.example.com', secret: house.app.config.secret } };
    const http = await createHttp(app, { rooms: [], mounts: rooms.flatMap((room) => room.mount ?? []), authenticate: authenticateWith(app) });
    const reply = await http.inject({ method: 'POST', url: '/api/auth/sign-in/email', payload: { email: 'boss@example.com', password } });
    expect(reply.cookies[0]).toMatchObject({ name: '__Secure-qige.session_token', secure: true, sameSite: 'Lax' });
    await http.close();
  });

  test('there is no way to sign oneself up, and the other doors of the library are shut', async () => {
    const post = (path: string) => door.inject({ method: 'POST', url: `/api/auth/${path}`, payload: { email: 'x@example.com', password, name: 'x' } });
    for (const path of ['sign-up/email', 'update-user', 'delete-user', 'request-password-reset', 'sign-in/email/']) {
      expect([path, (await post(path)).statusCode]).toEqual([path, 404]);
    }
  });

  test('five wrong passwords make a pause for that name, not for another', async () => {
    const admin = await house.as('administrator');
    await givenPerson(admin, 'slips@example.com');
    await givenPerson(admin, 'neighbour@example.com');
    for (let i = 0; i < 5; i++) expect((await signIn('slips@example.com', 'wrong password')).json().error.code).toBe('unauthenticated');
    const paused = await signIn('slips@example.com');
    expect(paused.statusCode).toBe(429);
    expect(paused.json().error).toMatchObject({ code: 'too_many_requests', details: { retryAfterSeconds: expect.any(Number) } });
    expect((await signIn('neighbour@example.com')).statusCode).toBe(200);

    await house.pool.query(`update rate_limit set last_request = last_request - 600000 where key like 'try|%'`);
    expect((await signIn('slips@example.com')).statusCode).toBe(200);
    expect((await house.auditKinds()).filter((kind) => kind === 'session.refused')).toHaveLength(5);
  });

  test('a hundred wrong tries at once are not judged before one is counted', async () => {
    await givenPerson(await house.as('administrator'), 'stormed@example.com');
    const replies = await Promise.all(Array.from({ length: 12 }, () => signIn('stormed@example.com', 'wrong password')));
    expect(replies.filter((reply) => reply.statusCode === 401)).toHaveLength(5);
  });

  test('another site can neither sign in nor act in the reader’s name', async () => {
    const cookie = cookieOf(await signIn('boss@example.com'));
    expect((await signIn('boss@example.com', password, { origin: 'https://evil.example' })).statusCode).toBe(403);
    const post = (origin?: string) =>
      door.inject({ method: 'POST', url: '/api/departments', payload: { name: '法务部' }, headers: { cookie, host: 'localhost:8970', ...(origin ? { origin } : {}) } });
    expect((await post('https://evil.example')).statusCode).toBe(403);
    expect((await post()).statusCode).toBe(403);
    expect((await post('http://localhost:8970')).statusCode).toBe(201);
  });

  test('sessions are listed, ended, and signing out ends one', async () => {
    await givenPerson(await house.as('administrator'), 'two@example.com');
    const [first, second] = [cookieOf(await signIn('two@example.com')), cookieOf(await signIn('two@example.com'))];
    const listed = (await get('/api/me/sessions', { cookie: second })).json().sessions as { id: string; current: boolean }[];
    expect(listed.map((one) => one.current).toSorted()).toEqual([false, true]);
    const other = listed.find((one) => !one.current)?.id;
    const headers = { cookie: second, host: 'localhost', origin: 'http://localhost' };
    expect((await door.inject({ method: 'DELETE', url: `/api/me/sessions/${other}`, headers })).statusCode).toBe(200);
    expect((await get('/api/me', { cookie: first })).statusCode).toBe(401);

    expect((await door.inject({ method: 'POST', url: '/api/auth/sign-out', payload: {}, headers })).statusCode).toBe(200);
    expect((await get('/api/me', { cookie: second })).statusCode).toBe(401);
    expect((await house.auditKinds()).filter((kind) => kind === 'session.closed')).toHaveLength(2);
  });

  test('a person changes the password with the old one', async () => {
    await givenPerson(await house.as('administrator'), 'changes@example.com');
    const headers = { cookie: cookieOf(await signIn('changes@example.com')), host: 'localhost', origin: 'http://localhost' };
    const change = (currentPassword: string) =>
      door.inject({ method: 'POST', url: '/api/auth/change-password', payload: { currentPassword, newPassword: 'another long one' }, headers });
    expect((await change('not the old one')).statusCode).toBe(400);
    expect((await change(password)).statusCode).toBe(200);
    expect((await signIn('changes@example.com')).statusCode).toBe(401);
    expect((await signIn('changes@example.com', 'another long one')).statusCode).toBe(200);
  });
});

describe('people', () => {
  test('who has left has no access at once, by session or by key', async () => {
    const admin = await house.as('administrator');
    const { id } = await givenPerson(admin, 'leaver@example.com');
    const cookie = cookieOf(await signIn('leaver@example.com'));
    const made = await door.inject({ method: 'POST', url: '/api/me/keys', payload: { name: 'script' }, headers: { cookie, host: 'localhost', origin: 'http://localhost' } });
    const authorization = `Bearer ${made.json().secret}`;
    expect((await get('/api/me', { authorization })).statusCode).toBe(200);

    expect((await admin.post(`/api/people/${id}/leave`)).status).toBe(200);
    expect((await get('/api/me', { cookie })).statusCode).toBe(401);
    expect((await get('/api/me', { authorization })).statusCode).toBe(401);
    expect((await signIn('leaver@example.com')).statusCode).toBe(401);

    expect((await admin.post(`/api/people/${id}/return`)).body.leftAt).toBeNull();
    expect((await signIn('leaver@example.com')).statusCode).toBe(200);
    expect((await get('/api/me', { authorization })).statusCode).toBe(401);
  });

  test('the last administrator can neither leave nor be demoted', async () => {
    const other = await openHouse();
    const admin = await other.as('administrator');
    expect((await admin.post(`/api/people/${admin.id}/leave`)).body.error.code).toBe('last_administrator');
    const people = await other.as('security');
    await other.app.db.updateTable('person').set({ leftAt: new Date() }).where('id', '=', people.id).execute();
    expect((await people.patch(`/api/people/${admin.id}`, { roles: ['archivist'] })).body.error.code).toBe('last_administrator');
    const second = await other.as('administrator');
    const both = await Promise.all([admin.post(`/api/people/${admin.id}/leave`), second.post(`/api/people/${second.id}/leave`)]);
    expect(both.map((one) => one.status).toSorted()).toEqual([200, 409]);
    await other.close();
  });

  test('an e-mail address belongs to one person, and a new password ends every session', async () => {
    const admin = await house.as('administrator');
    const { id } = await givenPerson(admin, 'one@example.com');
    expect((await admin.post('/api/people', { name: 'x', email: 'ONE@example.com', password, roles: ['reader'] })).body.error.code).toBe('email_taken');
    const cookie = cookieOf(await signIn('one@example.com'));
    expect((await admin.patch(`/api/people/${id}`, { password: 'a new password' })).status).toBe(200);
    expect((await get('/api/me', { cookie })).statusCode).toBe(401);
    expect((await signIn('one@example.com', 'a new password')).statusCode).toBe(200);
  });

  test('are listed page by page', async () => {
    const other = await openHouse();
    const admin = await other.as('administrator', { name: 'z' });
    for (const name of ['a', 'b', 'b', 'c']) await other.as('reader', { name });
    const first = await admin.get('/api/people?limit=3');
    const second = await admin.get(`/api/people?limit=3&after=${first.body.next}`);
    expect([...first.body.people, ...second.body.people].map((one: { name: string }) => one.name)).toEqual(['a', 'b', 'b', 'c', 'z']);
    expect(second.body.next).toBeNull();
    await other.close();
  });
});

describe('departments', () => {
  test('make a tree, and who stands in one sees what belongs to those below', async () => {
    const admin = await house.as('administrator');
    const add = async (name: string, parentId?: string): Promise<string> => (await admin.post('/api/departments', { name, ...(parentId ? { parentId } : {}) })).body.id;
    const top = await add('销售中心');
    const middle = await add('华东', top);
    const low = await add('上海', middle);
    const refused = await admin.patch(`/api/departments/${top}`, { parentId: low });
    expect(refused).toMatchObject({ status: 400, body: { error: { details: { fields: [{ problem: 'under-itself' }] } } } });
    expect((await admin.patch(`/api/departments/${low}`, { parentId: top })).body.parentId).toBe(top);

    await admin.post('/api/people', { name: '李四', email: 'east@example.com', password, roles: ['clerk'], departmentId: top });
    const cookie = cookieOf(await signIn('east@example.com'));
    const me = (await get('/api/me', { cookie })).json();
    expect(me.department).toEqual({ id: top, name: '销售中心' });
    const actor = await authenticateWith(house.app)({ headers: { cookie }, ip: '127.0.0.1' } as never);
    expect([...(actor?.departmentIds ?? [])].toSorted()).toEqual([top, middle, low].toSorted());
  });
});

describe('API keys', () => {
  test('are shown once, act for their person but not on people or keys, expire, and are revoked', async () => {
    const cookie = cookieOf(await signIn('boss@example.com'));
    const headers = { cookie, host: 'localhost', origin: 'http://localhost' };
    const made = (await door.inject({ method: 'POST', url: '/api/me/keys', payload: { name: 'CRM', expiresInDays: 30 }, headers })).json();
    const authorization = `Bearer ${made.secret}`;
    expect(made.secret).toMatch(/^qk_[0-9A-Za-z]{43}$/);
    const { rows } = await house.pool.query(`select row_to_json(k)::text as text from api_key k where id = $1`, [made.key.id]);
    expect(rows[0].text).not.toContain(made.secret);

    const me = (await get('/api/me', { authorization })).json();
    expect(me.keyId).toBe(made.key.id);
    expect(me.permissions).not.toContain('people.manage');
    expect((await get('/api/people', { authorization })).statusCode).toBe(403);
    expect((await get('/api/me/keys', { authorization })).statusCode).toBe(403);
    expect((await get('/api/me/sessions', { authorization })).statusCode).toBe(403);
    expect((await get('/api/me', { authorization: `${authorization.slice(0, -1)}?` })).statusCode).toBe(401);

    await house.pool.query(`update api_key set expires_at = now() - interval '1 s' where id = $1`, [made.key.id]);
    expect((await get('/api/me', { authorization })).statusCode).toBe(401);
    await house.pool.query(`update api_key set expires_at = null where id = $1`, [made.key.id]);
    expect((await get('/api/me', { authorization })).statusCode).toBe(200);
    expect((await door.inject({ method: 'DELETE', url: `/api/me/keys/${made.key.id}`, headers })).statusCode).toBe(200);
    expect((await get('/api/me', { authorization })).statusCode).toBe(401);
  });
});
