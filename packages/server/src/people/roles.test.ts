import { afterAll, beforeAll, expect, test } from 'vitest';
import { BuiltInRole, Permission, type RoleCode } from '@qige/wire';
import { openHouse, type House, type Visitor } from '../test/house.ts';
import { findPresentPerson } from './actor.queries.ts';
import { personFrom } from './sessions.ts';

let house: House;
let security: Visitor;
beforeAll(async () => {
  house = await openHouse();
  security = await house.as('security');
});
afterAll(() => house.close());

const made = { name: '合同秘书', nameEn: 'Contract secretary', permissions: ['contracts.see', 'scans.see'], scope: 'department' };
const person = (roles: RoleCode[]) => ({ name: '新人', email: `${Math.random()}@example.com`, password: 'long enough for it', roles });
const rightsNow = async (id: string) => {
  const found = await findPresentPerson(house.app.db, id);
  return found && personFrom(found);
};

test('every archive has the default roles; the three administrators are kept apart and see no contract', async () => {
  const { roles } = (await security.get('/api/roles')).body;
  expect(roles.map((role: { code: string }) => role.code)).toEqual(BuiltInRole.options);
  const permissions = (code: BuiltInRole): Permission[] => roles.find((role: { code: string }) => role.code === code).permissions;
  expect([...permissions('administrator')].toSorted()).toEqual([...Permission.options].toSorted());
  const apart = (['system', 'security', 'audit'] as const).map(permissions);
  for (const one of apart) {
    expect(one.filter((permission) => /^(contracts|scans|amounts|parties|intake|desk|text)\./.test(permission))).toEqual([]);
    for (const other of apart) if (other !== one) expect(one.filter((permission) => permission !== 'keys.own' && other.includes(permission))).toEqual([]);
  }
});

test('a security administrator gives rights they do not hold, and sees no contract by it', async () => {
  const { status, body } = await security.post('/api/people', person(['archivist', 'audit']));
  expect([status, body.roles]).toEqual([201, ['archivist', 'audit']]);
  expect((await security.get('/api/contracts')).status).toBe(403);
  expect(security.actor.sees).toBeNull();
});

test('nobody gives what they neither hold nor may give, nor a wider scope or a higher clearance', async () => {
  const manager = { ...made, name: '人事', permissions: ['people.manage', 'contracts.see'] };
  const { code } = (await security.post('/api/roles', manager)).body;
  const personnel = await house.as(code, { departmentId: await house.givenDepartment() });
  const give = async (change: object): Promise<unknown> => (await personnel.post('/api/people', { ...person(['clerk']), ...change })).body.error?.details?.kind;
  expect(await give({ roles: ['clerk'] })).toBe('not-held');
  expect(await give({ roles: ['security'] })).toBe('not-held');
  const narrow = (await security.post('/api/roles', { ...made, permissions: ['contracts.see'] })).body.code;
  const wide = (await security.post('/api/roles', { ...made, permissions: ['contracts.see'], scope: 'all' })).body.code;
  expect(await give({ roles: [wide] })).toBe('too-wide');
  expect(await give({ roles: [narrow], clearance: 'secret' })).toBe('too-high');
  expect(await give({ roles: [narrow] })).toBeUndefined();
  expect(await give({ roles: [narrow], departmentId: await house.givenDepartment('别处') })).toBe('elsewhere');
  expect(await give({ roles: [narrow], departmentId: personnel.actor.departmentIds[0] })).toBeUndefined();
  expect((await personnel.post('/api/roles', made)).status).toBe(403);
});

test('who cannot give all of a person’s rights can neither take over their account nor put them out', async () => {
  const { code } = (await security.post('/api/roles', { ...made, permissions: ['people.manage'] })).body;
  const personnel = await house.as(code);
  const archivist = await house.as('archivist');
  for (const change of [{ password: 'a password of mine' }, { email: 'mine@example.com' }, { roles: [code] }, { departmentId: null }]) {
    expect((await personnel.patch(`/api/people/${archivist.id}`, change)).body.error.code, JSON.stringify(change)).toBe('not_yours_to_give');
  }
  for (const act of ['leave', 'return', 'second-factor/reset', 'sessions/end']) {
    expect((await personnel.post(`/api/people/${archivist.id}/${act}`)).body.error.code, act).toBe('not_yours_to_give');
  }
  expect((await personnel.put(`/api/people/${archivist.id}/sign-in-way`, { way: 'password' })).body.error.code).toBe('not_yours_to_give');
  expect((await personnel.delete(`/api/people/${archivist.id}/providers/oidc`)).body.error.code).toBe('not_yours_to_give');
  expect((await personnel.delete(`/api/people/${archivist.id}/sessions/ses_00000000000000000000`)).body.error.code).toBe('not_yours_to_give');
  expect((await security.patch(`/api/people/${archivist.id}`, { password: 'a password of yours' })).status).toBe(200);
});

test('nobody changes their own rights: roles, clearance, companies, department, or a role they hold', async () => {
  const admin = await house.as('administrator');
  const department = await house.givenDepartment('别处');
  for (const change of [{ roles: ['administrator', 'clerk'] }, { clearance: 'secret' }, { departmentId: department }]) {
    expect((await admin.patch(`/api/people/${admin.id}`, change)).body.error, JSON.stringify(change)).toMatchObject({ code: 'own_rights' });
  }
  expect((await admin.patch(`/api/people/${admin.id}`, { name: '改名', roles: ['administrator'], clearance: 'internal', departmentId: null })).status).toBe(200);

  const { code } = (await security.post('/api/roles', { ...made, permissions: ['roles.manage', 'people.manage', 'contracts.see'] })).body;
  const [own, below] = [await house.givenDepartment('自己'), await house.givenDepartment('外面')];
  const keeper = await house.as(code, { departmentId: own });
  expect((await keeper.patch(`/api/roles/${code}`, { scope: 'all' })).body.error.code).toBe('own_rights');
  expect((await keeper.patch(`/api/departments/${below}`, { parentId: own })).body.error.code).toBe('own_rights');
});

test('roles are made, changed for all who hold them at once, and removed when nobody holds them; all of it is in the trail', async () => {
  const { status, body } = await security.post('/api/roles', made);
  expect([status, body]).toMatchObject([201, { ...made, grants: [], clearance: null, builtIn: false, people: 0, may: { give: true, change: true, remove: true } }]);
  const holder = await house.as(body.code);
  expect(await rightsNow(holder.id)).toMatchObject({ sees: 'department', clearance: 'internal' });
  expect((await security.patch(`/api/roles/${body.code}`, { permissions: ['scans.see'], clearance: 'confidential' })).status).toBe(200);
  expect(await rightsNow(holder.id)).toMatchObject({ sees: null, clearance: 'confidential' });

  expect((await security.delete(`/api/roles/${body.code}`)).body.error).toMatchObject({ code: 'role_in_use', details: { people: 1 } });
  expect((await security.patch(`/api/people/${holder.id}`, { roles: ['reader'] })).status).toBe(200);
  expect((await security.delete(`/api/roles/${body.code}`)).status).toBe(200);
  for (const act of ['role.added', 'role.changed', 'role.removed']) expect(await house.auditKinds()).toContain(act);
});

test('built-in roles stay as they are', async () => {
  expect((await security.patch('/api/roles/clerk', { permissions: [] })).body.error.code).toBe('role_built_in');
  expect((await security.delete('/api/roles/clerk')).body.error.code).toBe('role_built_in');
  expect((await security.patch('/api/people/per_000000000000000000zz', { roles: ['reader'] })).status).toBe(404);
});

test('a role that is not there is refused, and one that went from a person gives nothing', async () => {
  expect((await security.post('/api/people', person(['no-such-role']))).body.error.details.fields).toEqual([{ field: 'roles', problem: 'unknown' }]);
  const lost = await house.as('no-such-role');
  expect(lost.actor).toMatchObject({ sees: null, handles: null, permissions: new Set() });
});

test('a small house’s administrator splits into three, and the last who gives rights stays', async () => {
  const other = await openHouse();
  const admin = await other.as('administrator');
  for (const role of ['system', 'security', 'audit'] as const) expect((await admin.post('/api/people', person([role]))).status).toBe(201);
  const { people } = (await admin.get('/api/people')).body;
  const guard = people.find((one: { roles: string[] }) => one.roles.includes('security'));
  expect((await admin.post(`/api/people/${admin.id}/leave`)).status).toBe(200);
  expect((await other.stranger('GET', '/api/setup')).body).toEqual({ needed: false });
  expect((await admin.patch(`/api/people/${guard.id}`, { roles: ['reader'] })).body.error.code).toBe('last_administrator');
  expect((await admin.post(`/api/people/${guard.id}/leave`)).body.error.code).toBe('last_administrator');
  await other.close();
});

test('companies are our own ones, and a person can work for several', async () => {
  const [ours, theirs] = [`pty_${'1'.repeat(20)}`, `pty_${'2'.repeat(20)}`] as const;
  await house.app.db.insertInto('party').values([{ id: ours, name: '我方公司', nameFolded: 'a', kind: 'own' }, { id: theirs, name: '客户', nameFolded: 'b' }]).execute();
  expect((await security.get('/api/companies')).body.companies).toEqual([{ id: ours, name: '我方公司' }]);
  const { id } = (await security.post('/api/people', { ...person(['reader']), companyIds: [ours] })).body;
  expect(await rightsNow(id)).toMatchObject({ companyIds: [ours] });
  expect((await security.patch(`/api/people/${id}`, { companyIds: [theirs] })).body.error.details.fields).toEqual([{ field: 'companyIds', problem: 'unknown' }]);
});
