import type { ContractTypeId } from '@qige/wire';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { givenOpenedFile } from '../test/given-scan.ts';
import { openHouse, type House, type Visitor } from '../test/house.ts';
import { scriptedReader, type ScriptedPage } from '../test/scripted-reader.ts';

// One name under two credit codes: a code misread, or two firms that are called the same.
const name = '西安岑嵘精密机械有限公司';
const [ours, theirs, third] = ['91610117581123008R', '91110108551385082Q', '91440300708461136T'];
const form = (code: string): string[] => ['采购合同', `甲方（买方）：${name}`, `统一社会信用代码：${code}`, '乙方（卖方）：上海岑屏工贸有限公司'];

let house: House;
let archivist: Visitor;
let contractTypeId: ContractTypeId;
let says: Record<number, ScriptedPage> = {};

beforeAll(async () => {
  house = await openHouse({ ocr: scriptedReader((_, page) => says[page] ?? { lines: [] }) });
  archivist = await house.as('archivist');
  contractTypeId = (await house.app.db.selectFrom('contractType').select('id').where('code', '=', 'CG').executeTakeFirstOrThrow()).id;
});
afterAll(() => house.close());

let serial = 0;
async function givenRead(lines: string[]): Promise<string> {
  says = { 1: { lines } };
  const { scanId } = await givenOpenedFile(house, 1, { bytes: `file ${++serial}` });
  await house.runJobs();
  return scanId;
}
const register = (scanId: string, party: object) => archivist.post(`/api/scans/${scanId}/register`, { contractTypeId, fields: { title: '采购合同', deliveryBy: '合同签订后30日内' }, parties: [{ side: 'A', role: '买方', name, ...party }] });
const matchOf = async (scanId: string) => (await archivist.get(`/api/scans/${scanId}/party-matches`)).body.parties[0];
const partyOf = async (reply: { body: { contractId: string } }): Promise<string> => (await archivist.get(`/api/contracts/${reply.body.contractId}`)).body.parties[0].partyId;

test('a name under another code is offered as what it is, and whatever is offered can be registered', async () => {
  const known = await register(await givenRead(form(ours)), { uscc: ours });
  const knownId = await partyOf(known);

  const scans = [await givenRead(form(theirs)), await givenRead(form(theirs)), await givenRead(form(theirs))] as const;
  expect(await matchOf(scans[0])).toMatchObject({ match: { by: 'code-differs', party: { id: knownId, uscc: ours } }, near: [] });
  expect(await register(scans[0], { uscc: theirs })).toMatchObject({ status: 409, body: { error: { code: 'party_in_use', details: { kind: 'code-differs', party: { id: knownId } } } } });

  // It is the one the register knows, and the paper bears a wrong code.
  expect(await partyOf(await register(scans[0], { uscc: theirs, party: knownId }))).toBe(knownId);
  // The code was misread and is put right.
  expect((await archivist.put(`/api/scans/${scans[1]}/fields/partyA.uscc`, { value: ours })).status).toBe(200);
  expect(await matchOf(scans[1])).toMatchObject({ match: { by: 'uscc', party: { id: knownId } } });
  expect(await partyOf(await register(scans[1], { uscc: ours }))).toBe(knownId);
  // It is another firm of that name.
  const other = await partyOf(await register(scans[2], { uscc: theirs, party: 'new' }));
  expect(other).not.toBe(knownId);

  // From now on both are there to be chosen from where the code does not say which.
  const fourth = await givenRead(form(third));
  const { match, near } = await matchOf(fourth);
  expect([match.by, match.party.id, ...near.map(({ id }: { id: string }) => id)]).toEqual(['code-differs', knownId, other]);
  expect(await partyOf(await register(fourth, { uscc: third, party: other }))).toBe(other);
});

test('delivery within a period is registered as printed', async () => {
  const reply = await register(await givenRead(form(ours)), { uscc: ours });
  const contract = (await archivist.get(`/api/contracts/${reply.body.contractId}`)).body;
  expect(contract).toMatchObject({ deliveryBy: '合同签订后30日内' });
  const changed = await archivist.patch(`/api/contracts/${contract.id}`, { version: contract.version, deliveryBy: '2026-03-17' });
  expect(changed.body).toMatchObject({ deliveryBy: '2026-03-17' });
});
