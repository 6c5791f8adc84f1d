import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Archive, barriersOn, openBrowser, setUp, sitDown, type Sitting, startArchive } from './archive.ts';
import { clone } from './started.ts';

// A contract is given out: to somebody who may only read, and through them to a lawyer outside.
let archive: Archive;
let browser: Browser;
let reader: Sitting;
let link: string;
const password = 'a good long password';

/** The API in the name of whoever sits there. */
async function ask(page: Page, method: string, path: string, body?: unknown, headers: Record<string, string> = { 'content-type': 'application/json' }) {
  const reply = await page.request.fetch(`${archive.address}/api${path}`, { method, headers: { ...headers, origin: archive.address }, ...(body === undefined ? {} : { data: body as object }) });
  expect(reply.status(), await reply.text()).toBeLessThan(300);
  return reply.json();
}

beforeAll(async () => {
  [archive, browser] = await Promise.all([startArchive(), openBrowser()]);
  const { page } = await sitDown(browser);
  await setUp(page, archive, { password });
  const { id: departmentId } = await ask(page, 'POST', '/departments', { name: '采购部' });
  await ask(page, 'POST', '/people', { name: '欧阳䶮娜', email: 'ou@example.com', password, roles: ['reader'], departmentId });
  const { id: batchId } = await ask(page, 'POST', '/batches', { name: '一盒', departmentId });
  await ask(page, 'POST', `/batches/${batchId}/files?name=a.pdf`, readFileSync(join(clone, 'samples/s09/scan.pdf')), { 'content-type': 'application/octet-stream' });
  const read = async () => (await ask(page, 'GET', `/batches/${batchId}`)).scans.find(({ state }: { state: string }) => state === 'read');
  let scan = await read();
  for (; !scan; scan = await read()) await pause(200);
  const { types } = await ask(page, 'GET', '/contract-types');
  const { contractId } = await ask(page, 'POST', `/scans/${scan.id}/register`, { contractTypeId: types[0].id, fields: { title: '软件许可合同' }, parties: [{ side: 'A', name: '某公司' }], departmentId });
  const made = async () => (await ask(page, 'GET', `/contracts/${contractId}/scans`)).scans[0].archiveCopy.state === 'made';
  while (!(await made())) await pause(200);

  reader = await sitDown(browser);
  await reader.page.goto(`${archive.address}/sign-in?to=/contracts/${contractId}`);
  await reader.page.locator('#email').fill('ou@example.com');
  await reader.page.locator('#password').fill(password);
  await reader.page.keyboard.press('Enter');
  await reader.page.getByRole('heading', { name: '软件许可合同' }).waitFor();
});
afterAll(async () => {
  await browser?.close();
  await archive?.stop();
});

test('a link is made from the keyboard alone, and Escape leaves the reader where they were', async () => {
  const { page } = reader;
  const here = page.url();
  await page.keyboard.press('s');
  await page.getByLabel('给谁看').waitFor();
  await page.keyboard.type('海达律师事务所 王律师');
  await page.getByLabel('哪些页').fill('9');
  await page.getByText('写成 1-3, 5 这样').waitFor();
  await page.getByLabel('哪些页').fill('1-2');
  await page.getByLabel('密码').fill('龙井2026新茶');
  await page.keyboard.press('Enter');
  link = await page.getByRole('status').locator('code').innerText();
  await page.getByText('海达律师事务所 王律师').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  expect(page.url()).toBe(here);
});

test('the lawyer opens it on a phone, with the password, and sees the two pages in either language', async () => {
  const { page, complaints } = await sitDown(browser, { viewport: { width: 390, height: 844 } });
  await page.goto(link);
  await page.getByLabel('密码').fill('not this one');
  await page.keyboard.press('Enter');
  await page.getByText('密码不对，或者链接已失效。').waitFor();
  expect(await barriersOn(page)).toEqual([]);
  await page.getByLabel('密码').fill('龙井2026新茶');
  await page.keyboard.press('Enter');
  const pages = page.locator('main img');
  await pages.nth(1).waitFor();
  expect(await pages.count()).toBe(2);
  await expect.poll(() => pages.first().evaluate((image) => (image as unknown as { naturalWidth: number }).naturalWidth)).toBeGreaterThan(500);
  expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByText('for 海达律师事务所 王律师').waitFor();
  expect(await barriersOn(page)).toEqual([]);
  expect(complaints).toEqual([]);
});

test('revoked, it is as if it had never been', async () => {
  const { page } = reader;
  await page.goto(`${archive.address}/settings?view=shares`);
  await page.getByText(/看过 1 次/).waitFor();
  await page.getByRole('button', { name: '收回' }).click();
  await page.getByText('已收回', { exact: true }).waitFor();
  const outside = (await sitDown(browser)).page;
  for (const address of [link, `${archive.address}/s/never-was`]) {
    await outside.goto(address);
    await outside.getByRole('heading', { name: '这个链接打不开' }).waitFor();
  }
});

test('a contract chosen with x comes as a ZIP', async () => {
  const { page, complaints } = reader;
  await page.goto(`${archive.address}/contracts`);
  await page.getByRole('row', { name: /软件许可合同/ }).waitFor();
  await page.keyboard.press('j');
  await page.keyboard.press('x');
  await page.getByText('已勾选 1 份').waitFor();
  const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Shift+D')]);
  expect(download.suggestedFilename()).toMatch(/^合同-\d{4}-\d\d-\d\d\.zip$/);
  await page.keyboard.press('Escape');
  expect(complaints).toEqual([]);
});
