import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PersonId } from '@qige/wire';
import { readConfig } from '../platform/config.ts';
import { makeAuthority, makeCertificate } from '../test/certificates.ts';
import { type Door, openDoor } from '../test/door.ts';
import { type House, openHouse, type Visitor } from '../test/house.ts';
import { type DirectoryServer, startSlapd } from '../test/slapd.ts';
import { markAsLdap } from './account.queries.ts';
import { openDirectory } from './ldap.ts';

let slapd: DirectoryServer;
let house: House;
let door: Door;
let admin: Visitor;
const kept = 'correct horse 电池';

beforeAll(async () => {
  slapd = await startSlapd([
    { uid: 'lin', mail: 'lin@example.com', password: 'the directory knows' },
    { uid: 'odd', mail: 'a*b(c)@example.com', password: 'odd letters too' },
    { uid: 'twin1', mail: 'twin@example.com', password: 'the same for both' },
    { uid: 'twin2', mail: 'twin@example.com', password: 'the same for both' },
  ]);
  house = await openHouse();
  admin = await house.as('administrator');
  door = await openDoor({ ...house.app, config: configured() });
});
afterAll(async () => {
  await door.close();
  await house.close();
  await slapd.stop();
});

const configured = (over: Partial<House['app']['config']> = {}) =>
  Object.create(house.app.config, Object.getOwnPropertyDescriptors({ ldapUrl: slapd.url, ldapBase: slapd.base, ldapBindDn: slapd.reader.dn, ldapBindPassword: slapd.reader.password, ...over })) as House['app']['config'];
const enter = async (email: string, password: string) => (await door.browser().signIn(email, password)).statusCode;

async function givenPerson(email: string): Promise<string> {
  return (await admin.post('/api/people', { name: '林芳', email, password: kept, roles: ['clerk'] })).body.id;
}

/** An administrator in a real session, since the house of the tests knows no directory. */
async function givenAdministrator() {
  await admin.post('/api/people', { name: '管理员', email: 'boss@example.com', password: kept, roles: ['administrator'] });
  const visit = door.browser();
  await visit.signIn('boss@example.com', kept);
  return visit;
}

test('a person marked so signs in with the directory’s password, and with no other', async () => {
  const id = await givenPerson('lin@example.com');
  expect([await enter('lin@example.com', kept), await enter('lin@example.com', 'the directory knows')]).toEqual([200, 401]);

  const boss = await givenAdministrator();
  const before = door.browser();
  await before.signIn('lin@example.com', kept);
  expect((await boss.put(`/api/people/${id}/sign-in-way`, { way: 'ldap' })).json()).toMatchObject({ way: 'ldap', ldap: true, sessions: [] });
  expect(await before.isIn()).toBe(false);
  expect([await enter('lin@example.com', kept), await enter('LIN@example.com', 'the directory knows')]).toEqual([401, 200]);
  expect([await enter('lin@example.com', 'wrong'), await enter('lin@example.com', ' ')]).toEqual([401, 401]);

  const { rows } = await house.pool.query(`select facts from audit_event where kind = 'sign-in.way-changed' and subject_id = $1`, [id]);
  expect(rows).toEqual([{ facts: { way: 'ldap' } }]);
  expect((await boss.put(`/api/people/${id}/sign-in-way`, { way: 'password' })).json()).toMatchObject({ way: 'password' });
  expect([await enter('lin@example.com', kept), await enter('lin@example.com', 'the directory knows')]).toEqual([401, 401]);
  await admin.patch(`/api/people/${id}`, { password: 'another long one' });
  expect(await enter('lin@example.com', 'another long one')).toBe(200);
});

test('what is typed is looked for as it stands: no star finds anybody, no bracket breaks the question', async () => {
  const directory = openDirectory(configured());
  expect(await directory?.fits('a*b(c)@example.com', 'odd letters too')).toBe(true);
  expect(await directory?.fits('*', 'the directory knows')).toBe(false);
  expect(await directory?.fits('lin@example.com)(uid=lin', 'the directory knows')).toBe(false);
});

test('an empty password is no password, and one address of two entries is nobody’s', async () => {
  const directory = openDirectory(configured());
  expect(await directory?.fits('lin@example.com', '')).toBe(false);
  expect(await directory?.fits('twin@example.com', 'the same for both')).toBe(false);
  expect(await directory?.fits('nobody@example.com', 'x')).toBe(false);
});

test('a directory that does not answer, or knows its reader no more, is said to be away; the password is not called wrong', async () => {
  const id = await givenPerson('lin2@example.com');
  await house.app.db.transaction().execute((tx) => markAsLdap(tx, id as PersonId));
  for (const over of [{ ldapUrl: 'ldap://127.0.0.1:9' }, { ldapBindPassword: 'not the reader’s' }]) {
    const other = await openDoor({ ...house.app, config: configured(over) });
    expect((await other.browser().signIn('lin2@example.com', 'the directory knows')).json().error.code).toBe('unavailable');
    await other.close();
  }
});

test('nobody can be marked so where no directory is set up', async () => {
  const id = await givenPerson('none@example.com');
  expect((await admin.put(`/api/people/${id}/sign-in-way`, { way: 'ldap' })).body.error.code).toBe('ldap_absent');
});

describe('encrypted', () => {
  let folder: string;
  let secret: DirectoryServer;
  let [ours, others] = ['', ''];
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'qige-certificates-'));
    const authority = makeAuthority(folder, 'ours');
    [ours, others] = [authority.file, makeAuthority(folder, 'others').file];
    secret = await startSlapd([{ uid: 'lin', mail: 'lin@example.com', password: 'the directory knows' }], makeCertificate(folder, 'directory', authority, 'IP:127.0.0.1'));
  });
  afterAll(async () => {
    await secret.stop();
    rmSync(folder, { recursive: true });
  });

  const asked = (over: Partial<House['app']['config']>) => openDirectory(configured(over))?.fits('lin@example.com', 'the directory knows');
  const ways = () => [{ ldapUrl: secret.secureUrl }, { ldapUrl: secret.url, ldapStartTls: true }];

  test('from the first byte or by StartTLS, under the authority of the settings', async () => {
    for (const way of ways()) {
      expect(await asked({ ...way, ldapCaFile: ours })).toBe(true);
      expect(await openDirectory(configured({ ...way, ldapCaFile: ours }))?.fits('lin@example.com', 'wrong')).toBe(false);
    }
  });

  test('a certificate of another authority or for another name is refused in a sentence, and the password not called wrong', async () => {
    const id = await givenPerson('lin3@example.com');
    await house.app.db.transaction().execute((tx) => markAsLdap(tx, id as PersonId));
    const named = { localhost: secret.secureUrl.replace('127.0.0.1', 'localhost') };
    for (const over of [...ways(), ...ways().map((way) => ({ ...way, ldapCaFile: others })), { ldapUrl: named.localhost, ldapCaFile: ours }]) {
      const other = await openDoor({ ...house.app, config: configured(over) });
      expect((await other.browser().signIn('lin3@example.com', 'the directory knows')).json().error, JSON.stringify(over)).toEqual({
        code: 'unavailable',
        message: 'The certificate of the directory is not trusted, so it was told nothing; see QIGE_LDAP_CA_FILE.',
        details: { kind: 'certificate' },
      });
      await other.close();
    }
  });

  test('where StartTLS is asked for and not to be had, nothing is said without it', async () => {
    await expect(asked({ ldapUrl: slapd.url, ldapStartTls: true, ldapCaFile: ours })).rejects.toThrow();
  });

  test('an authority that cannot be read is said at the start', () => {
    writeFileSync(join(folder, 'no.pem'), 'no certificate');
    for (const file of [join(folder, 'no.pem'), join(folder, 'absent.pem')]) expect(() => openDirectory(configured({ ldapCaFile: file }))).toThrow(/^QIGE_LDAP_CA_FILE is not a file with a certificate/);
    expect(readConfig({ QIGE_LDAP_CA_FILE: 'ca.pem' }).ldapCaFile).toBe(join(process.cwd(), 'ca.pem'));
  });
});
