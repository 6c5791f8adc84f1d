import { createServer, type AddressInfo } from 'node:net';
import type { Browser, CDPSession } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Archive, barriersOn, openBrowser, setUp, sitDown, type Sitting, startArchive } from './archive.ts';

// With the browser's own virtual authenticator: a real challenge, a real signature.
let archive: Archive;
let browser: Browser;
let sitting: Sitting;
let devtools: CDPSession;
let device: string;
const password = 'a good long password';

beforeAll(async () => {
  const port = await freePort();
  // A passkey belongs to a name, so the archive is reached by one.
  [archive, browser] = await Promise.all([startArchive({ QIGE_PORT: String(port), QIGE_PUBLIC_URL: `http://localhost:${port}` }), openBrowser()]);
  sitting = await sitDown(browser);
  devtools = await sitting.page.context().newCDPSession(sitting.page);
  await devtools.send('WebAuthn.enable');
  device = await plugIn(true);
});
afterAll(async () => {
  await browser?.close();
  await archive?.stop();
});

async function plugIn(isUserVerified: boolean): Promise<string> {
  const { authenticatorId } = await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified, automaticPresenceSimulation: true },
  });
  return authenticatorId;
}

async function freePort(): Promise<number> {
  const probe = createServer();
  const port = await new Promise<number>((resolve) => probe.listen(0, '127.0.0.1', () => resolve((probe.address() as AddressInfo).port)));
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

const signOut = async (): Promise<void> => {
  const { page } = sitting;
  await page.goto(`${archive.address}/settings`);
  await page.getByRole('button', { name: '退出登录' }).click();
  await page.waitForURL('**/sign-in');
};

test('a device is added in the settings, after the password', async () => {
  const { page } = sitting;
  await setUp(page, archive, { password });
  await page.goto(`${archive.address}/settings`);
  const add = page.getByRole('button', { name: '添加这台设备' });
  await add.click();
  await page.getByRole('dialog').getByLabel('现在的密码').fill('not the password');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').getByLabel('这台设备叫什么').fill('林芳的笔记本');
  await page.keyboard.press('Enter');
  await page.getByText('现在的密码不对').waitFor();
  await page.getByRole('dialog').getByLabel('现在的密码').fill(password);
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').getByLabel('这台设备叫什么').fill('林芳的笔记本');
  await page.keyboard.press('Enter');
  await page.getByText('通行密钥已添加').waitFor();
  await page.getByText('林芳的笔记本').waitFor();
  expect(await barriersOn(page)).toEqual([]);
  expect((await devtools.send('WebAuthn.getCredentials', { authenticatorId: device })).credentials).toHaveLength(1);
});

test('it opens the door without name and password', async () => {
  const { page, complaints } = sitting;
  await signOut();
  expect(await barriersOn(page)).toEqual([]);
  await page.getByRole('button', { name: '用通行密钥登录' }).press('Enter');
  await page.waitForURL('**/today');
  const me = await page.request.get(`${archive.address}/api/me`);
  expect((await me.json()).person.email).toBe('lin@example.com');
  expect(complaints).toEqual([]);
});

test('what the device answered once opens nothing a second time', async () => {
  const { page } = sitting;
  await signOut();
  const asked = page.waitForRequest('**/api/auth/passkey');
  await page.getByRole('button', { name: '用通行密钥登录' }).click();
  const answer = (await asked).postDataJSON() as object;
  await page.waitForURL('**/today');
  const again = await fetch(`${archive.address}/api/auth/passkey`, { method: 'POST', headers: { 'content-type': 'application/json', origin: archive.address }, body: JSON.stringify(answer) });
  expect(again.status).toBe(409);
  expect(again.headers.getSetCookie()).toEqual([]);
});

test('counts for two factors where a role comes to need them', async () => {
  const { page } = sitting;
  const need = (secondFactorRoles: string[]) => page.request.put(`${archive.address}/api/sign-in/settings`, { data: { secondFactorRoles, idleMinutes: 20_160, maxHours: 2_160 }, headers: { origin: archive.address } });
  expect((await need(['administrator'])).status()).toBe(200);
  expect((await page.request.get(`${archive.address}/api/contracts`)).status()).toBe(200);
  expect((await need([])).status()).toBe(200);
});

test('a device that did not see who holds it is not enough', async () => {
  const { page } = sitting;
  await signOut();
  await devtools.send('WebAuthn.setUserVerified', { authenticatorId: device, isUserVerified: false });
  // The browser would refuse by itself; a page that was tampered with does not ask it to.
  await page.route('**/api/auth/passkey/begin', async (route) => {
    const reply = await route.fetch();
    await route.fulfill({ response: reply, json: { ...((await reply.json()) as object), userVerification: 'discouraged' } });
  });
  await page.getByRole('button', { name: '用通行密钥登录' }).click();
  await page.getByText('通行密钥没有通过').waitFor();
  await page.unrouteAll();
  expect((await page.request.get(`${archive.address}/api/me`)).status()).toBe(401);
  await devtools.send('WebAuthn.setUserVerified', { authenticatorId: device, isUserVerified: true });
});

test('removed, it is known no longer', async () => {
  const { page } = sitting;
  await page.getByLabel('邮箱').fill('lin@example.com');
  await page.locator('#password').fill(password);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/today');
  const begun = await (await page.request.post(`${archive.address}/api/auth/passkey/begin`, { data: {}, headers: { origin: archive.address } })).json();
  await page.goto(`${archive.address}/settings`);
  await page.getByRole('button', { name: '移除' }).click();
  await page.getByText('不能再用它登录').waitFor();
  expect(begun).toMatchObject({ rpId: 'localhost', userVerification: 'required' });
  await page.getByRole('button', { name: '退出登录' }).click();
  await page.waitForURL('**/sign-in');
  await page.getByRole('button', { name: '登录', exact: true }).waitFor();
  expect(await page.getByRole('button', { name: '用通行密钥登录' }).count()).toBe(0);
});
