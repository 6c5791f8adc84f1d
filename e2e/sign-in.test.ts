import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Secret, TOTP } from 'otpauth';
import { Provider } from 'oidc-provider';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { asFeishu, startWorkApp, type WorkApp } from '../packages/server/src/test/work-apps.ts';
import { type Archive, barriersOn, openBrowser, type Sitting, sitDown, startArchive } from './archive.ts';

// The administrator’s first hour with the ways in, told in order; then a colleague’s, on a phone.
let archive: Archive;
let browser: Browser;
let sitting: Sitting;
let provider: Server;
let issuer: string;
let feishu: WorkApp;
const password = 'a good long password';
const phone = { viewport: { width: 390, height: 844 } };

beforeAll(async () => {
  provider = createServer();
  await new Promise<void>((resolve) => provider.listen(0, '127.0.0.1', resolve));
  issuer = `http://127.0.0.1:${(provider.address() as AddressInfo).port}`;
  feishu = await startWorkApp((asked, desk) => asFeishu(`${archive.address}/api/auth/feishu/callback`, 'tenant')(asked, desk));
  const { url, app } = feishu;
  const ofFeishu = { QIGE_FEISHU_APP_ID: app.id, QIGE_FEISHU_APP_SECRET: app.secret, QIGE_FEISHU_LOGIN_URL: url, QIGE_FEISHU_TOKEN_URL: `${url}/oauth/v3/token`, QIGE_FEISHU_API_URL: url };
  [archive, browser] = await Promise.all([
    startArchive({ ...ofFeishu, QIGE_OIDC_ISSUER: issuer, QIGE_OIDC_CLIENT_ID: 'qige', QIGE_OIDC_CLIENT_SECRET: 'a secret of both houses', QIGE_OIDC_NAME: '企业账号' }),
    openBrowser(),
  ]);
  const oidc = new Provider(issuer, {
    clients: [{ client_id: 'qige', client_secret: 'a secret of both houses', redirect_uris: [`${archive.address}/api/auth/oidc/callback`] }],
    claims: { openid: ['sub'], email: ['email', 'email_verified'] },
    findAccount: (_ctx, sub) => ({ accountId: sub, claims: () => ({ sub, email: `${sub}@example.com`, email_verified: true }) }),
    cookies: { keys: ['x'] },
    ttl: { Interaction: 600, Session: 600, Grant: 600, AccessToken: 600, IdToken: 600 },
  });
  provider.on('request', oidc.callback());
  sitting = await sitDown(browser);
});
afterAll(async () => {
  await browser?.close();
  await archive?.stop();
  await feishu?.stop();
  provider?.closeAllConnections();
  provider?.close();
});

/** The codes of an authenticator that was shown this; each of another half minute, as they are taken once. */
let taken = 0;
function codeOf(secret: string): string {
  const totp = new TOTP({ secret: Secret.fromBase32(secret.replaceAll(' ', '')) });
  return totp.generate({ timestamp: Date.now() + 30_000 * taken++ });
}

test('a password that is tried first is refused beside its field, with the reason', async () => {
  const { page } = sitting;
  await page.goto(archive.setUpLink);
  await page.getByLabel('姓名').fill('林芳');
  await page.getByLabel('邮箱').fill('lin@example.com');
  await page.locator('#password').fill('linfang1990');
  await page.keyboard.press('Enter');
  await page.getByText('由姓名或邮箱拼成').waitFor();
  await page.locator('#password').fill('1234567890');
  await page.keyboard.press('Enter');
  await page.getByText('在泄露过的密码清单里').waitFor();
  await page.locator('#password').fill(password);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/today');
});

let secret = '';
test('the second factor is set up in the settings, and asked for at the next sign-in, by keyboard alone', async () => {
  const { page } = sitting;
  await page.goto(`${archive.address}/settings`);
  await page.getByRole('button', { name: '开启' }).press('Enter');
  await page.getByLabel('现在的密码').last().fill(password);
  await page.keyboard.press('Enter');
  await page.getByAltText('供验证器扫描的二维码').waitFor();
  secret = (await page.getByRole('dialog').locator('code').textContent()) ?? '';
  expect(await barriersOn(page)).toEqual([]);
  await page.locator('#code').fill(codeOf(secret));
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: '保存恢复码' }).waitFor();
  expect(await page.getByRole('dialog').getByRole('listitem').count()).toBe(10);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: '我已保存' }).press('Enter');
  await page.getByText('还剩 10 个恢复码').waitFor();

  await page.getByRole('button', { name: '退出登录' }).click();
  await page.waitForURL('**/sign-in');
  await page.getByLabel('邮箱').fill('lin@example.com');
  await page.locator('#password').fill(password);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/sign-in?step=code');
  await page.locator('#code').fill('000000');
  await page.keyboard.press('Enter');
  await page.getByText('验证码不对').waitFor();
  await page.keyboard.type(codeOf(secret));
  await page.keyboard.press('Enter');
  await page.waitForURL('**/today');
});

test('roles that need it, and how long a session lasts, are set among the people', async () => {
  const { page } = sitting;
  await page.goto(`${archive.address}/people?open=new`);
  await page.locator('#person-name').fill('王平');
  await page.locator('#person-email').fill('wang@example.com');
  await page.locator('#person-password').fill('wangping88');
  await page.keyboard.press('Enter');
  await page.getByText('由姓名或邮箱拼成').waitFor();
  await page.locator('#person-password').fill(password);
  await page.keyboard.press('Enter');
  await page.getByText('已添加 王平').waitFor();

  await page.goto(`${archive.address}/people?view=sign-in`);
  await page.getByLabel('档案员', { exact: true }).check();
  await page.getByLabel('不用多久就退出').selectOption('30');
  await page.getByRole('button', { name: '保存' }).click();
  await page.getByText('登录规则已保存').waitFor();
  await page.getByText('没有人被暂停').waitFor();
  expect(await barriersOn(page)).toEqual([]);
});

test('a colleague comes in through the provider on a phone, and sets the second factor up on the way', async () => {
  const other = await sitDown(browser, phone);
  const { page } = other;
  await page.goto(`${archive.address}/sign-in`);
  await page.getByRole('link', { name: '用企业账号登录' }).click();
  await page.waitForURL(`${issuer}/**`);
  await page.locator('[name=login]').fill('wang');
  await page.locator('[name=password]').fill('x');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.waitForURL('**/sign-in?step=enrol**');
  other.complaints.length = 0; // those were of the provider’s own pages
  await page.getByAltText('供验证器扫描的二维码').waitFor();
  expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
  expect(await barriersOn(page)).toEqual([]);
  const theirs = (await page.locator('main code').textContent()) ?? '';
  taken = 0;
  await page.locator('#code').fill(codeOf(theirs));
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: '我已保存' }).click();
  await page.waitForURL('**/today');
  expect(other.complaints).toEqual([]);
});

test('somebody the provider knows and the archive does not is told so, and so is who tries too often', async () => {
  const { page } = await sitDown(browser, phone);
  await page.goto(`${archive.address}/sign-in`);
  await page.getByRole('link', { name: '用企业账号登录' }).click();
  await page.locator('[name=login]').fill('stranger');
  await page.locator('[name=password]').fill('x');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.waitForURL('**/sign-in?trouble=unknown');
  await page.getByText('统一登录认识您，但这里还没有您').waitFor();
  expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
  expect(await barriersOn(page)).toEqual([]);

  await page.getByLabel('邮箱').fill('wang@example.com');
  for (let i = 0; i < 6; i++) {
    await page.locator('#password').fill(`not the password ${i}`);
    const reply = page.waitForResponse('**/api/auth/sign-in/email');
    await page.keyboard.press('Enter');
    await reply;
  }
  await page.getByText('请 10 分钟后再试').waitFor();
});

test('the administrator lifts the pause, and sees to the colleague whose phone is lost', async () => {
  const { page, complaints } = sitting;
  await page.goto(`${archive.address}/people?view=sign-in`);
  await page.getByText('wang@example.com，从 127.0.0.1 登录').waitFor();
  await page.getByRole('button', { name: '解除' }).click();
  await page.getByText('没有人被暂停').waitFor();

  await page.goto(`${archive.address}/people`);
  await page.getByText('王平').first().click();
  await page.getByText('已关联').waitFor();
  await page.getByText(/起开启$/).waitFor();
  expect(await barriersOn(page)).toEqual([]);
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
  await page.getByRole('button', { name: '重置', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: '重置 王平 的两步验证' }).click();
  await page.getByText('未开启，必须先设置才能继续').waitFor();
  await page.getByText('没有在任何地方登录').waitFor();
  expect(complaints).toEqual([]);
});

test('somebody Feishu knows is linked by the id it calls them by, and comes in with a button', async () => {
  feishu.signsIn({ id: 'zhao' });
  const { page: theirs } = await sitDown(browser, phone);
  await theirs.goto(`${archive.address}/sign-in`);
  await theirs.getByRole('link', { name: '用飞书登录' }).click();
  await theirs.getByText('您在飞书的编号是 ou_zhao。').waitFor();
  expect(await barriersOn(theirs)).toEqual([]);

  const { page, complaints } = sitting;
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto(`${archive.address}/people?view=sign-in`);
  await page.getByText(`回调地址 ${archive.address}/api/auth/feishu/callback`).waitFor();
  await page.getByText('要设置 QIGE_WECOM_CORP_ID').waitFor();
  expect(await barriersOn(page)).toEqual([]);
  await page.getByLabel('档案员', { exact: true }).uncheck();
  await page.getByRole('button', { name: '保存' }).click();
  await page.getByText('登录规则已保存').waitFor();
  await page.goto(`${archive.address}/people`);
  await page.getByText('王平').first().click();
  await page.getByRole('button', { name: '关联飞书' }).press('Enter');
  await page.keyboard.type('ou_zhao');
  expect(await barriersOn(page)).toEqual([]);
  await page.keyboard.press('Enter');
  await page.getByText('已关联 · ou_zhao').waitFor();
  expect(complaints).toEqual([]);

  await theirs.getByRole('link', { name: '用飞书登录' }).click();
  await theirs.waitForURL('**/today');
});

test('a role that comes to need it stops its holders at their next step, and they go on where they were', async () => {
  const theirs = await sitDown(browser, phone);
  await theirs.page.goto(`${archive.address}/sign-in?to=%2Fsettings%3Fview%3Dsessions`);
  feishu.signsIn({ id: 'zhao' });
  await theirs.page.getByRole('link', { name: '用飞书登录' }).click();
  await theirs.page.waitForURL('**/settings?view=sessions');

  const { page } = sitting;
  await page.goto(`${archive.address}/people?view=sign-in`);
  await page.getByLabel('档案员', { exact: true }).check();
  await page.getByRole('button', { name: '保存' }).click();
  await page.getByText('登录规则已保存').waitFor();

  await theirs.page.getByRole('link', { name: '今日' }).first().click();
  await theirs.page.getByRole('heading', { name: '设置两步验证' }).waitFor();
  expect(await barriersOn(theirs.page)).toEqual([]);
  expect(await theirs.page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
  await theirs.page.locator('#password').fill(password);
  await theirs.page.keyboard.press('Enter');
  await theirs.page.getByAltText('供验证器扫描的二维码').waitFor();
  expect(await barriersOn(theirs.page)).toEqual([]);
  taken = 0;
  await theirs.page.locator('#code').fill(codeOf((await theirs.page.locator('main code').textContent()) ?? ''));
  await theirs.page.keyboard.press('Enter');
  await theirs.page.getByRole('button', { name: '我已保存' }).click();
  await theirs.page.waitForURL('**/today');
  await theirs.page.getByRole('heading', { name: '设置两步验证' }).waitFor({ state: 'detached' });
  await theirs.page.locator('#room').waitFor();
});
