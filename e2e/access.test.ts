import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Archive, barriersOn, openBrowser, setUp, sitDown, type Sitting, startArchive, troublesOn } from './archive.ts';
import { clone } from './started.ts';

// Rights from the screens alone: a role is made and given, a contract is raised in level, asked for, opened for a week and read.
let archive: Archive;
let browser: Browser;
let administrator: Sitting;
let number: string;
const password = 'a good long password';

beforeAll(async () => {
  [archive, browser] = await Promise.all([startArchive(), openBrowser()]);
  administrator = await sitDown(browser);
});
afterAll(async () => {
  await browser?.close();
  await archive?.stop();
});

/** What a screen of this sitting would send, without its form. */
async function send<T>({ page }: Sitting, method: string, path: string, body?: object): Promise<T> {
  return page.evaluate<T>(`fetch('/api${path}', { method: '${method}', headers: { 'content-type': 'application/json' }, body: ${body ? JSON.stringify(JSON.stringify(body)) : 'undefined'} }).then((reply) => reply.json())`);
}

async function signedIn(email: string): Promise<Sitting> {
  const sitting = await sitDown(browser);
  await sitting.page.goto(`${archive.address}/sign-in`);
  await sitting.page.getByLabel('邮箱').fill(email);
  await sitting.page.locator('#password').fill(password);
  await sitting.page.keyboard.press('Enter');
  await sitting.page.waitForURL('**/today');
  return sitting;
}

test('the first administrator sets up the house and registers a contract', async () => {
  const { page } = administrator;
  await setUp(page, archive, { password });

  const { id } = await send<{ id: string }>(administrator, 'POST', '/batches', { name: '第一盒' });
  const bytes = readFileSync(join(clone, 'samples/s09/scan.pdf')).toString('base64');
  await page.evaluate(`fetch('/api/batches/${id}/files?name=scan.pdf', { method: 'POST', headers: { 'content-type': 'application/octet-stream' }, body: Uint8Array.from(atob('${bytes}'), (char) => char.charCodeAt(0)) })`);
  const scan = async (): Promise<string | undefined> => (await send<{ items: { scanId: string }[] }>(administrator, 'GET', '/desk')).items[0]?.scanId;
  await expect.poll(scan, { timeout: 150_000 }).toBeTruthy();
  const { types } = await send<{ types: { id: string }[] }>(administrator, 'GET', '/contract-types');
  const { findings } = await send<{ findings: { id: string }[] }>(administrator, 'GET', `/scans/${await scan()}/reading`);
  for (const finding of findings) await send(administrator, 'POST', `/scans/${await scan()}/findings/${finding.id}/answer`, { answer: 'dismissed', note: '看过' });
  const contract = await send<{ number: string }>(administrator, 'POST', `/scans/${await scan()}/register`, { contractTypeId: types[0]?.id, fields: { title: '软件许可合同', amount: '740430.00', amountUppercase: '柒拾肆万零肆佰叁拾元整' }, parties: [{ side: 'A', name: '上海宏达科技有限公司' }] });
  number = contract.number;
  expect(number).toMatch(/^XS-/);
});

test('a default role is copied, one right taken out, and given to a new person', async () => {
  const { page } = administrator;
  await page.goto(`${archive.address}/people?view=roles`);
  await page.getByRole('button', { name: '复制: 查阅人' }).click();
  const name = page.getByLabel('中文名称');
  await name.fill('外聘查阅人');
  await page.getByLabel('英文名称').fill('Outside reader');
  await page.getByRole('checkbox', { name: '金额：看到金额和付款' }).first().uncheck();
  await page.getByRole('button', { name: '添加' }).click();
  await page.getByText('已保存角色「外聘查阅人」').waitFor();

  await page.getByText('人员', { exact: true }).last().click();
  await page.getByRole('button', { name: '添加人员' }).click();
  await page.locator('#person-name').fill('赵宁');
  await page.locator('#person-email').fill('zhao@example.com');
  await page.locator('#person-password').fill(password);
  await page.getByRole('checkbox', { name: /^档案员/ }).uncheck();
  await page.getByRole('checkbox', { name: /^外聘查阅人/ }).check();
  await page.getByRole('button', { name: '添加', exact: true }).click();
  await page.getByText('已添加 赵宁').waitFor();
});

test('a contract one may not open is asked for, opened for a week, and read without its amount', async () => {
  const asker = await signedIn('zhao@example.com');
  await asker.page.goto(`${archive.address}/contracts`);
  // Beside the list, and where there is nothing in it.
  const ask = asker.page.getByRole('button', { name: '申请查阅' });
  await ask.nth(1).waitFor();
  expect(await asker.page.getByText(number).count()).toBe(0);
  await ask.nth(1).click();
  await asker.page.getByLabel('合同编号或纸上编号').fill(number);
  await asker.page.getByLabel('用途').fill('核对付款');
  await asker.page.getByRole('button', { name: '提出申请' }).click();
  await asker.page.getByText('已提出').waitFor();
  await asker.page.goto(`${archive.address}/today`);
  await asker.page.getByText('等待答复').waitFor();

  const { page } = administrator;
  await page.goto(`${archive.address}/today`);
  await page.getByText('核对付款').waitFor();
  await page.getByRole('button', { name: '同意', exact: true }).click();
  await page.getByText('赵宁 可以看 7 天').waitFor();

  await asker.page.reload();
  await asker.page.getByText('可以查阅').waitFor();
  await asker.page.getByRole('link', { name: number }).first().click();
  await asker.page.getByRole('heading', { name: '软件许可合同' }).waitFor();
  await asker.page.getByText('没有看金额的权限').waitFor();
  expect(await asker.page.getByText('740,430').count()).toBe(0);
  expect(asker.complaints).toEqual([]);
});

test('the contract says who reads it and until when, and its level is raised there', async () => {
  const { page, complaints } = administrator;
  const { contracts } = await send<{ contracts: { id: string }[] }>(administrator, 'GET', '/contracts');
  await page.goto(`${archive.address}/contracts/${contracts[0]?.id}?tab=access`);
  await page.getByText('核对付款').waitFor();
  await page.locator('select[aria-label=密级]').selectOption('secret');
  await page.getByText('密级改为机密').waitFor();
  await page.getByRole('button', { name: '删除: 赵宁' }).click();
  await page.getByText('赵宁 不再是查阅人').waitFor();
  expect(complaints).toEqual([]);
});

test('who follows a link they may not open is offered to ask, for a contract that is there and one that is not alike', async () => {
  const { contracts } = await send<{ contracts: { id: string }[] }>(administrator, 'GET', '/contracts');
  const asker = await signedIn('zhao@example.com');
  const seen: string[] = [];
  for (const id of [contracts[0]?.id, 'ctr_00000000000000000000']) {
    await asker.page.goto(`${archive.address}/contracts/${id}`);
    await asker.page.getByRole('heading', { name: '打不开这份合同' }).waitFor();
    expect(await barriersOn(asker.page)).toEqual([]);
    seen.push((await asker.page.locator('main').innerText()).trim());
    await asker.page.getByRole('button', { name: '申请查阅' }).press('Enter');
    await asker.page.getByLabel('用途').fill('续签前核对');
    await asker.page.getByRole('button', { name: '提出申请' }).click();
    await asker.page.getByText('已提出').waitFor();
  }
  expect(seen[0]).toBe(seen[1]);
  await asker.page.goto(`${archive.address}/today`);
  await asker.page.getByText('按链接申请的合同').first().waitFor();
  await administrator.page.goto(`${archive.address}/today`);
  await administrator.page.getByText('续签前核对').waitFor();
  expect(asker.complaints).toEqual([]);
});

test('a contract without an amount whose pages show one has no button without a name', async () => {
  const { contracts } = await send<{ contracts: { id: string }[] }>(administrator, 'GET', '/contracts');
  const at = `/contracts/${contracts[0]?.id}`;
  const { version } = await send<{ version: number }>(administrator, 'GET', at);
  await send(administrator, 'PATCH', at, { version, amount: null });
  const { page } = administrator;
  await page.goto(archive.address + at);
  await page.getByRole('tabpanel').getByRole('button', { name: '柒拾肆万零肆佰叁拾元整' }).waitFor();
  expect(await barriersOn(page)).toEqual([]);
});

test('a security administrator ends what reaches beyond the roles, and sees no contract by it', async () => {
  const [{ contracts }, { people }] = [await send<{ contracts: { id: string }[] }>(administrator, 'GET', '/contracts'), await send<{ people: { id: string; name: string }[] }>(administrator, 'GET', '/people')];
  const idOf = (name: string): string => people.find((one) => one.name === name)?.id ?? '';
  const contract = contracts[0]?.id;
  await send(administrator, 'PUT', `/contracts/${contract}/readers/${idOf('赵宁')}`, { days: 7 });
  const { address } = await send<{ address: string }>(administrator, 'POST', `/contracts/${contract}/shares`, { recipient: '海达律师事务所', days: 3 });
  const { secret } = await send<{ secret: string }>(administrator, 'POST', '/me/keys', { name: '上传程序' });
  const withKey = async (): Promise<number> => (await fetch(`${archive.address}/api/me`, { headers: { authorization: `Bearer ${secret}` } })).status;
  const knock = async (): Promise<number> => (await fetch(`${archive.address}/api/shared/${address.split('/s/')[1]}`)).status;
  expect([await withKey(), await knock()]).toEqual([200, 200]);
  await send(administrator, 'POST', '/people', { name: '沈安', email: 'shen@example.com', password, roles: ['security'] });

  const security = await signedIn('shen@example.com');
  const { page } = security;
  await page.getByText('今天没有要办的事').waitFor();
  await page.goto(`${archive.address}/people?view=beyond`);
  await page.getByRole('button', { name: '收回: 海达律师事务所' }).press('Enter');
  await page.getByText('没有有效的外发链接').waitFor();
  await page.getByRole('button', { name: '全部收回: 赵宁' }).press('Enter');
  await page.getByRole('dialog').getByRole('button', { name: '全部收回' }).press('Enter');
  await page.getByText('没有人是某份合同的指定查阅人').waitFor();
  expect(await page.locator('main').innerText()).not.toMatch(new RegExp(`${number}|软件许可合同`));
  await page.goto(`${archive.address}/people?open=${idOf('林芳')}`);
  await page.getByRole('button', { name: '吊销: 上传程序' }).press('Enter');
  await page.getByRole('dialog').getByRole('button', { name: /吊\s*销/ }).press('Enter');
  await page.getByText('密钥「上传程序」已吊销').waitFor();
  expect([await withKey(), await knock()]).toEqual([401, 404]);
  expect(security.complaints).toEqual([]);
});

test.each([
  ['dark, wide', 1440, 900, 'dark'],
  ['light, a phone', 390, 844, 'light'],
] as const)('no screen of rights has a serious barrier or is wider than its window: %s', async (_, width, height, theme) => {
  const { page, complaints } = administrator;
  await page.setViewportSize({ width, height });
  await page.evaluate(`localStorage.setItem('qige.theme', '${theme}')`);
  const { contracts } = await send<{ contracts: { id: string }[] }>(administrator, 'GET', '/contracts');
  const { people } = await send<{ people: { id: string; name: string }[] }>(administrator, 'GET', '/people');
  const someone = people.find((one) => one.name === '赵宁')?.id;
  const paths = ['/people?view=roles', '/people?view=roles&open=clerk', '/people?view=beyond', '/people?view=sign-in', '/people?view=departments', `/people?open=${someone}`, `/contracts/${contracts[0]?.id}?tab=access`, '/settings?view=types', '/today'];
  expect(await troublesOn(administrator, paths)).toEqual([]);
  expect(complaints).toEqual([]);
});
