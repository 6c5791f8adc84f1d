import { afterAll, beforeAll, expect, test } from 'vitest';
import { givenOpenedFile } from '../test/given-scan.ts';
import { openHouse, type House, type Visitor } from '../test/house.ts';
import { scriptedReader, type ScriptedPage } from '../test/scripted-reader.ts';

const form = ['采购合同', '甲方（买方）：西安岑嵘精密机械有限公司', '统一社会信用代码：91350100M000100Y43', '乙方（卖方）：上海岑屏工贸有限公司'];
const misread = '合同总金额：人民币444654.36元（大写：肆拾壹万肆仟陆佰伍拾肆元叁角陆分）';

let house: House;
let archivist: Visitor;
let says: ScriptedPage = { lines: form };

beforeAll(async () => {
  house = await openHouse({ ocr: scriptedReader(() => says) });
  archivist = await house.as('archivist');
});
afterAll(() => house.close());

async function givenRead(...lines: string[]) {
  says = { lines: [...form, ...lines] };
  const given = await givenOpenedFile(house, 1);
  await house.runJobs();
  return given;
}
const findingsOf = async (scanId: string): Promise<{ id: string; type: string; severity: string; params: Record<string, string>; answer: object | null }[]> =>
  (await archivist.get(`/api/scans/${scanId}/reading`)).body.findings;
const typesOf = async (scanId: string) => (await findingsOf(scanId)).map(({ type, severity }) => `${type} ${severity}`);
const put = (scanId: string, field: string, value: unknown) => archivist.put(`/api/scans/${scanId}/fields/${field}`, { value });
const openAtDesk = async (scanId: string) => (await archivist.get('/api/desk?state=read&limit=100')).body.items.find((item: { scanId: string }) => item.scanId === scanId).open;

test('a misread amount put right takes its contradiction with it, and gives it back when the correction is taken back', async () => {
  const { scanId } = await givenRead(misread);
  expect(await typesOf(scanId)).toEqual(['amountMismatch error']);
  await put(scanId, 'amount', '414654.36');
  expect(await typesOf(scanId)).toEqual([]);
  expect(await openAtDesk(scanId)).toEqual({ errors: 0, warnings: 0 });
  await archivist.delete(`/api/scans/${scanId}/fields/amount`);
  expect(await typesOf(scanId)).toEqual(['amountMismatch error']);
  expect(await openAtDesk(scanId)).toEqual({ errors: 1, warnings: 0 });
});

test('an answer holds as long as the same thing does not add up, and no longer', async () => {
  const { scanId } = await givenRead(misread, '签订日期：2024年3月18日');
  const [finding] = await findingsOf(scanId);
  await archivist.post(`/api/scans/${scanId}/findings/${finding?.id}/answer`, { answer: 'accepted', note: '已确认' });
  await put(scanId, 'amountUppercase', '肆拾壹万肆仟陆佰伍拾肆圆叁角陆分');
  await put(scanId, 'warranty', '24个月');
  expect(await findingsOf(scanId)).toMatchObject([{ id: finding?.id, answer: { answer: 'accepted', note: '已确认' } }]);

  await put(scanId, 'amount', '514654.36');
  const [other] = await findingsOf(scanId);
  expect(other).toMatchObject({ type: 'amountMismatch', params: { digits: '514654.36', uppercaseValue: '414654.36' }, answer: null });
  expect((await archivist.post(`/api/scans/${scanId}/findings/${other?.id}/answer`, { answer: 'dismissed' })).status).toBe(200);
});

test('大写 that is no sum settles nothing', async () => {
  const { scanId } = await givenRead(misread);
  await put(scanId, 'amountUppercase', '见附件');
  expect(await typesOf(scanId)).toEqual(['amountMismatch error']);
  await put(scanId, 'amountUppercase', null);
  expect(await typesOf(scanId)).toEqual([]);
});

test('a correction can bring a contradiction of its own, with its place', async () => {
  const { scanId, pageIds } = await givenRead('签订日期：2024年3月18日', '本合同有效期自2024年4月1日起至2025年3月31日止。');
  expect(await typesOf(scanId)).toEqual([]);
  await put(scanId, 'expiresOn', '2023-03-31');
  await put(scanId, 'partyA.uscc', '91350100M000100Y44');
  await put(scanId, 'payments', [{ label: '定金', percent: 30, amount: null, dueText: null }, { label: '余款', percent: 60, amount: null, dueText: null }]);
  expect(await typesOf(scanId)).toEqual(['depositOverTwentyPercent error', 'paymentPercents warning', 'usccInvalid warning', 'expiredBeforeSigned uncertain']);
  await put(scanId, 'effectiveOn', '2022-04-01');
  const expired = (await findingsOf(scanId)).find(({ type }) => type === 'expiredBeforeSigned');
  expect(expired).toMatchObject({ severity: 'error', fields: ['expiresOn', 'signedOn'], places: [{ pageId: pageIds[0] }, { pageId: pageIds[0] }], params: { expiresOn: '2023-03-31', signedOn: '2024-03-18' } });
});

test('a line put right is read for findings again', async () => {
  const { scanId, pageIds } = await givenRead(misread);
  const lines = (await archivist.get(`/api/scans/${scanId}/pages/${pageIds[0]}/lines`)).body.lines;
  await archivist.put(`/api/pages/${pageIds[0]}/lines`, { box: lines.at(-1).box, text: misread.replace('444654.36', '414654.36') });
  await house.runJobs();
  expect(await typesOf(scanId)).toEqual([]);
});
