import { afterAll, beforeAll, expect, test } from 'vitest';
import { givenOpenedFile } from '../test/given-scan.ts';
import { openHouse, type House, type Visitor } from '../test/house.ts';
import { scriptedReader } from '../test/scripted-reader.ts';

let house: House;
let clerk: Visitor;
let scans: string[];

beforeAll(async () => {
  house = await openHouse({ ocr: scriptedReader(() => ({ lines: ['采购合同'] })) });
  const departmentId = await house.givenDepartment('desk');
  clerk = await house.as('clerk', { departmentId });
  scans = [];
  for (const bytes of ['one', 'two', 'three']) scans.push((await givenOpenedFile(house, 1, { bytes, departmentId })).scanId);
  await house.runJobs();
});
afterAll(() => house.close());

const mayOf = async (scanId: string | undefined) => (await clerk.get(`/api/scans/${scanId}/reading`)).body.may;

test('what was rejected is listed with its reason, newest first, and can be brought back', async () => {
  const [first, second, third] = scans;
  for (const scanId of scans) await clerk.post(`/api/scans/${scanId}/reject`, { reason: '重复提交' });
  const page = (await clerk.get('/api/desk?state=rejected&limit=2')).body;
  expect(page).toMatchObject({ items: [{ scanId: third, state: 'rejected', reason: '重复提交' }, { scanId: second }], counts: { read: 0, rejected: 3 } });
  expect((await clerk.get(`/api/desk?state=rejected&limit=2&after=${page.next}`)).body).toMatchObject({ items: [{ scanId: first }], next: null });
  expect((await clerk.get(`/api/desk/${second}/neighbours?state=rejected`)).body).toEqual({ previous: third, next: first });

  expect(await mayOf(second)).toMatchObject({ register: false, reopen: true });
  expect((await clerk.post(`/api/scans/${second}/reopen`)).body).toEqual({ scanId: second, state: 'read' });
  expect(await mayOf(second)).toMatchObject({ register: true, reopen: false });
  expect((await clerk.get('/api/desk?state=rejected')).body).toMatchObject({ items: [{ scanId: third }, { scanId: first }], counts: { read: 1, rejected: 2 } });
});
