import { endpoints } from '@qige/wire';
import { Secret, TOTP } from 'otpauth';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { systemClock } from '../platform/clock.ts';
import { type Door, openDoor, type Visit } from '../test/door.ts';
import { type House, openHouse, type Visitor } from '../test/house.ts';
import { factorDue } from './sign-in.rules.ts';

/** A role comes to need a second factor while its holders are signed in. */
let house: House;
let door: Door;
let admin: Visitor;
let ahead = 0;
const password = 'correct horse 电池';

beforeAll(async () => {
  house = await openHouse({ clock: { ...systemClock('Asia/Shanghai'), now: () => new Date(Date.now() + ahead) } });
  door = await openDoor(house.app);
  admin = await house.as('administrator');
});
afterAll(async () => {
  await door.close();
  await house.close();
});
afterEach(() => need([]));

const need = (secondFactorRoles: string[]) => admin.put('/api/sign-in/settings', { secondFactorRoles, idleMinutes: 20_160, maxHours: 2_160 });

async function givenVisit(email: string, roles = ['archivist']): Promise<{ id: string; visit: Visit }> {
  const { id } = (await admin.post('/api/people', { name: '张三', email, password, roles })).body;
  const visit = door.browser();
  await visit.signIn(email, password);
  return { id, visit };
}

async function setUp(visit: Visit): Promise<() => string> {
  const { secret } = (await visit.post('/api/me/second-factor', { password })).json();
  const totp = new TOTP({ secret: Secret.fromBase32(secret.replaceAll(' ', '')) });
  const next = (): string => {
    ahead += 60_000;
    return totp.generate({ timestamp: Date.now() + ahead });
  };
  expect((await visit.post('/api/me/second-factor/confirm', { code: next() })).statusCode).toBe(200);
  return next;
}

test('only a required factor is due, of a session that has not shown it: the code where there is one, else setting it up', () => {
  const due = (twoFactor: boolean, hasFactor: boolean, needed: string[]) => factorDue({ twoFactor }, { roles: ['clerk'], hasFactor }, { secondFactorRoles: needed }).kind;
  expect([due(false, false, []), due(false, false, ['legal']), due(true, false, ['clerk']), due(true, true, ['clerk'])]).toEqual(['nothing', 'nothing', 'nothing', 'nothing']);
  expect([due(false, false, ['clerk']), due(false, true, ['clerk'])]).toEqual(['set-up', 'code']);
});

test('from the next request on nothing is open to such a session but setting it up, and then everything is', async () => {
  const { visit } = await givenVisit('due@example.com');
  expect((await visit.get('/api/contracts')).statusCode).toBe(200);
  await need(['archivist']);
  for (const { method, path, access, beforeSecondFactor } of endpoints) {
    if (access === 'anyone' || beforeSecondFactor) continue;
    const ask = { GET: visit.get, POST: visit.post, PUT: (url: string) => visit.put(url, {}), PATCH: (url: string) => visit.patch(url, {}), DELETE: visit.delete }[method];
    const reply = await ask(`/api${path.replaceAll(/:\w+/g, 'x')}`);
    expect([method, path, reply.statusCode, reply.json().error.code]).toEqual([method, path, 403, 'second_factor_due']);
  }
  expect((await visit.post('/api/uploads')).json().error.code).toBe('second_factor_due');
  expect((await visit.get('/api/sign-in/ways')).statusCode).toBe(200);
  expect((await visit.get('/api/me')).json().owesSecondFactor).toBe(true);

  await setUp(visit);
  expect((await visit.get('/api/me')).json().owesSecondFactor).toBe(false);
  expect((await visit.get('/api/contracts')).statusCode).toBe(200);
});

test('so too when somebody is given such a role', async () => {
  const { id, visit } = await givenVisit('promoted@example.com', ['clerk']);
  await need(['archivist']);
  expect((await visit.get('/api/contracts')).statusCode).toBe(200);
  await admin.patch(`/api/people/${id}`, { roles: ['clerk', 'archivist'] });
  expect((await visit.get('/api/contracts')).json().error.code).toBe('second_factor_due');
});

test('another session that was opened by the password alone signs in anew, with the code; one opened with two goes on', async () => {
  const { visit } = await givenVisit('two@example.com');
  const before = door.browser();
  await before.signIn('two@example.com', password);
  const next = await setUp(visit);
  const after = door.browser();
  expect((await after.signIn('two@example.com', password)).json()).toEqual({ next: 'code' });
  await after.post('/api/auth/second-step', { code: next() });
  expect([await visit.isIn(), await before.isIn(), await after.isIn()]).toEqual([true, true, true]);
  await need(['archivist']);
  expect([await visit.isIn(), await before.isIn(), await after.isIn()]).toEqual([true, false, true]);
});

test('a changed password takes nothing away from a session that was opened with two', async () => {
  const { visit } = await givenVisit('changes@example.com');
  await setUp(visit);
  await need(['archivist']);
  const changed = await visit.post('/api/auth/change-password', { currentPassword: password, newPassword: 'quite another 电池 one', revokeOtherSessions: true });
  expect(changed.statusCode).toBe(200);
  expect((await visit.get('/api/contracts')).statusCode).toBe(200);
});

test('a key of the person goes on: it is no sign-in', async () => {
  const { visit } = await givenVisit('keyed@example.com');
  const { secret } = (await visit.post('/api/me/keys', { name: 'x' })).json();
  await need(['archivist']);
  expect((await door.http.inject({ url: '/api/contracts', headers: { authorization: `Bearer ${secret}` } })).statusCode).toBe(200);
});
