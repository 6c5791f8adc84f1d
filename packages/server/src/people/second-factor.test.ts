import { Secret, TOTP } from 'otpauth';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systemClock } from '../platform/clock.ts';
import { type Door, openDoor, type Visit } from '../test/door.ts';
import { type House, openHouse, type Visitor } from '../test/house.ts';

let house: House;
let door: Door;
let admin: Visitor;
let ahead = 0;
const password = 'correct horse 电池';
const minute = 60_000;

beforeAll(async () => {
  const now = (): Date => new Date(Date.now() + ahead);
  house = await openHouse({ clock: { ...systemClock('Asia/Shanghai'), now } });
  door = await openDoor(house.app);
  admin = await house.as('administrator');
});
afterAll(async () => {
  await door.close();
  await house.close();
});

/** The authenticator on somebody's phone; each code is for a later half minute than the one before, as real ones are. */
function phone(shown: { secret: string }) {
  const totp = new TOTP({ secret: Secret.fromBase32(shown.secret.replaceAll(' ', '')) });
  const code = (): string => totp.generate({ timestamp: Date.now() + ahead });
  return {
    code,
    next: (): string => {
      ahead += minute;
      return code();
    },
  };
}

async function givenPerson(email: string, role = 'clerk'): Promise<string> {
  const added = await admin.post('/api/people', { name: '张三', email, password, roles: [role] });
  expect(added.status).toBe(201);
  return added.body.id;
}

async function givenEnrolled(email: string) {
  const id = await givenPerson(email);
  const visit = door.browser();
  await visit.signIn(email, password);
  const shown = (await visit.post('/api/me/second-factor', { password })).json();
  const authenticator = phone(shown);
  const confirmed = (await visit.post('/api/me/second-factor/confirm', { code: authenticator.next() })).json();
  return { id, email, visit, shown, authenticator, recoveryCodes: confirmed.recoveryCodes as string[] };
}

const step = (visit: Visit, code: string) => visit.post('/api/auth/second-step', { code });

describe('setting one up', () => {
  test('shows a secret and its picture, counts once it is confirmed, and shows ten recovery codes', async () => {
    await givenPerson('sets-up@example.com');
    const visit = door.browser();
    await visit.signIn('sets-up@example.com', password);
    expect((await visit.post('/api/me/second-factor', { password: 'not the one' })).json().error.code).toBe('password_wrong');
    const shown = (await visit.post('/api/me/second-factor', { password })).json();
    expect(shown.address).toMatch(/^otpauth:\/\/totp\/Qige:sets-up%40example\.com\?/);
    expect(shown.picture).toMatch(/^data:image\/png;base64,/);
    expect(shown.secret).toMatch(/^([A-Z2-7]{4} ){7}[A-Z2-7]{4}$/);

    expect((await visit.get('/api/me/second-factor')).json()).toMatchObject({ since: null });
    expect((await visit.post('/api/me/second-factor/confirm', { code: '000000' })).json().error.code).toBe('second_factor_wrong');
    expect((await door.browser().signIn('sets-up@example.com', password)).json()).toEqual({ next: 'in' });
    const confirmed = (await visit.post('/api/me/second-factor/confirm', { code: phone(shown).code() })).json();
    expect(new Set(confirmed.recoveryCodes).size).toBe(10);
    expect((await visit.get('/api/me/second-factor')).json()).toMatchObject({ since: expect.any(String), recoveryCodesLeft: 10, required: false });
    expect((await visit.post('/api/me/second-factor', { password })).json().error.code).toBe('second_factor_there');
    expect(await house.auditKinds()).toContain('second-factor.set-up');
  });

  test('neither the secret nor a recovery code stands in the database', async () => {
    const { shown, recoveryCodes } = await givenEnrolled('sealed@example.com');
    const { rows } = await house.pool.query(`select coalesce(string_agg(t, ''), '') as text from (
      select row_to_json(f)::text || encode(sealed, 'escape') as t from second_factor f union all select row_to_json(r)::text from recovery_code r union all select facts::text from audit_event) all_of_it`);
    for (const secret of [shown.secret.replaceAll(' ', ''), ...recoveryCodes, ...recoveryCodes.map((code: string) => code.replace('-', ''))]) expect(rows[0].text).not.toContain(secret);
  });
});

describe('signing in with one', () => {
  test('a right password alone opens nothing; the code opens the session', async () => {
    const { email, authenticator } = await givenEnrolled('two-steps@example.com');
    const visit = door.browser();
    expect((await visit.signIn(email, password)).json()).toEqual({ next: 'code' });
    expect([...visit.jar.keys()]).toEqual(['qige.second_step']);
    expect(await visit.isIn()).toBe(false);
    expect((await visit.post('/api/auth/change-password', { currentPassword: password, newPassword: 'another long one' })).statusCode).toBe(401);
    expect((await visit.post('/api/auth/second-step/enrol')).json().error.code).toBe('sign_in_stale');

    expect((await step(visit, '000000')).json().error.code).toBe('second_factor_wrong');
    expect(await visit.isIn()).toBe(false);
    expect((await step(visit, authenticator.next())).json()).toEqual({ next: 'in' });
    expect(await visit.isIn()).toBe(true);
    expect([...visit.jar.keys()]).toEqual(['qige.session_token']);
  });

  test('a code is taken once, even by two who type it at the same moment', async () => {
    const { email, authenticator } = await givenEnrolled('once@example.com');
    const visits = await Promise.all([1, 2, 3].map(async () => {
      const visit = door.browser();
      await visit.signIn(email, password);
      return visit;
    }));
    const code = authenticator.next();
    const replies = await Promise.all(visits.map((visit) => step(visit, code)));
    expect(replies.map((reply) => reply.statusCode).toSorted()).toEqual([200, 409, 409]);
    const late = door.browser();
    await late.signIn(email, password);
    expect((await step(late, code)).json().error.code).toBe('second_factor_wrong');
  });

  test('five wrong codes make a pause, which an administrator sees and lifts', async () => {
    const { email, authenticator } = await givenEnrolled('guessed@example.com');
    const visit = door.browser();
    await visit.signIn(email, password);
    for (let i = 0; i < 5; i++) expect((await step(visit, '000000')).statusCode).toBe(409);
    expect((await step(visit, authenticator.next())).statusCode).toBe(429);
    const { pauses } = (await admin.get('/api/sign-in/pauses')).body;
    expect(pauses).toMatchObject([{ kind: 'code', email, address: null }]);
    expect((await admin.delete(`/api/sign-in/pauses/${pauses[0].id}`)).status).toBe(200);
    expect((await step(visit, authenticator.next())).json()).toEqual({ next: 'in' });
  });

  test('a ticket is good for ten minutes, for one sign-in, and for nobody who left meanwhile', async () => {
    const { id, email, authenticator } = await givenEnrolled('ticket@example.com');
    const slow = door.browser();
    await slow.signIn(email, password);
    ahead += 11 * minute;
    expect((await step(slow, authenticator.code())).json().error.code).toBe('sign_in_stale');

    const used = door.browser();
    await used.signIn(email, password);
    const ticket = used.jar.get('qige.second_step') ?? '';
    expect((await step(used, authenticator.next())).statusCode).toBe(200);
    const again = door.browser();
    again.jar.set('qige.second_step', ticket);
    expect((await step(again, authenticator.next())).json().error.code).toBe('sign_in_stale');

    const leaver = door.browser();
    await leaver.signIn(email, password);
    await admin.post(`/api/people/${id}/leave`);
    expect((await step(leaver, authenticator.next())).json().error.code).toBe('sign_in_stale');
  });

  test('a recovery code stands in for the phone, once, and new ones end the old', async () => {
    const { email, visit, authenticator, recoveryCodes } = await givenEnrolled('lost@example.com');
    const [first = '', second = ''] = recoveryCodes;
    const enter = async (code: string) => {
      const other = door.browser();
      await other.signIn(email, password);
      return (await step(other, code)).statusCode;
    };
    expect([await enter(first.toUpperCase()), await enter(first)]).toEqual([200, 409]);
    expect((await visit.get('/api/me/second-factor')).json().recoveryCodesLeft).toBe(9);
    const renewed = (await visit.post('/api/me/second-factor/recovery-codes', { code: authenticator.next() })).json();
    expect([await enter(second), await enter(renewed.recoveryCodes[0])]).toEqual([409, 200]);
    expect(await house.auditKinds()).toEqual(expect.arrayContaining(['second-factor.code-used', 'second-factor.codes-renewed']));
  });
});

describe('who must have one, and who loses one', () => {
  test('a role that needs one sets it up on the way in, and cannot take it away', async () => {
    const settings = { idleMinutes: 20_160, maxHours: 2_160 };
    await givenPerson('must@example.com', 'archivist');
    await admin.put('/api/sign-in/settings', { ...settings, secondFactorRoles: ['archivist'] });
    const visit = door.browser();
    expect((await visit.signIn('must@example.com', password)).json()).toEqual({ next: 'enrol' });
    expect(await visit.isIn()).toBe(false);
    const shown = (await visit.post('/api/auth/second-step/enrol')).json();
    expect((await visit.post('/api/auth/second-step/confirm', { code: '000000' })).statusCode).toBe(409);
    expect(await visit.isIn()).toBe(false);
    const confirmed = (await visit.post('/api/auth/second-step/confirm', { code: phone(shown).code() })).json();
    expect(confirmed).toMatchObject({ next: 'in', recoveryCodes: expect.any(Array) });
    expect(await visit.isIn()).toBe(true);
    expect((await visit.post('/api/me/second-factor/end', { code: phone(shown).next() })).json().error.code).toBe('second_factor_required');

    await admin.put('/api/sign-in/settings', { ...settings, secondFactorRoles: [] });
    expect((await visit.post('/api/me/second-factor/end', { code: phone(shown).next() })).json()).toMatchObject({ since: null, required: false });
    expect((await door.browser().signIn('must@example.com', password)).json()).toEqual({ next: 'in' });
  });

  test('an administrator resets it for who lost the phone; sessions end with it, and it is written down', async () => {
    const { id, email, visit } = await givenEnrolled('phone-gone@example.com');
    expect((await admin.get(`/api/people/${id}/sign-in`)).body).toMatchObject({ secondFactorSince: expect.any(String), sessions: [{}] });
    expect((await admin.post(`/api/people/${id}/second-factor/reset`)).body).toMatchObject({ secondFactorSince: null, sessions: [] });
    expect(await visit.isIn()).toBe(false);
    expect((await door.browser().signIn(email, password)).json()).toEqual({ next: 'in' });
    const { rows } = await house.pool.query(`select actor_id, subject_id from audit_event where kind = 'second-factor.reset'`);
    expect(rows).toEqual([{ actor_id: admin.id, subject_id: id }]);
    expect((await admin.post(`/api/people/${admin.id}/second-factor/reset`)).status).toBe(403);
    await admin.post(`/api/people/${id}/second-factor/reset`);
    expect((await house.auditKinds()).filter((kind) => kind === 'second-factor.reset')).toHaveLength(1);
  });

  test('an archive that lost its secret takes no code for right, until the second factor is reset', async () => {
    const { id, email, authenticator, recoveryCodes } = await givenEnrolled('other-secret@example.com');
    const config = Object.create(house.app.config, Object.getOwnPropertyDescriptors({ secret: 'another secret than before, 32 bytes' })) as House['app']['config'];
    const other = await openDoor({ ...house.app, config });
    const visit = other.browser();
    expect((await visit.signIn(email, password)).json()).toEqual({ next: 'code' });
    for (const code of [authenticator.next(), recoveryCodes[0] ?? '']) expect((await step(visit, code)).json().error.code).toBe('second_factor_wrong');
    await admin.post(`/api/people/${id}/second-factor/reset`);
    expect((await other.browser().signIn(email, password)).json()).toEqual({ next: 'in' });
    await other.close();
  });

  test('a key can do nothing about it', async () => {
    await givenPerson('key@example.com');
    const visit = door.browser();
    await visit.signIn('key@example.com', password);
    const { secret } = (await visit.post('/api/me/keys', { name: 'x' })).json();
    const withKey = (method: 'GET' | 'POST', url: string, payload?: object) => door.http.inject({ method, url, headers: { authorization: `Bearer ${secret}` }, ...(payload ? { payload } : {}) });
    expect((await withKey('GET', '/api/me/second-factor')).statusCode).toBe(403);
    for (const [path, body] of [['', { password }], ['/confirm', { code: '1' }], ['/recovery-codes', { code: '1' }], ['/end', { code: '1' }]] as const) {
      expect((await withKey('POST', `/api/me/second-factor${path}`, body)).statusCode).toBe(403);
    }
  });
});
