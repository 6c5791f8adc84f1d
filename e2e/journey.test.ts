import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Archive, openBrowser, setUp, sitDown, type Sitting, startArchive, troublesOn } from './archive.ts';
import { clone } from './started.ts';

// One clerk's morning, told in order: each test goes on where the one before it stopped.
let archive: Archive;
let browser: Browser;
let sitting: Sitting;
let folder: string;
const email = 'lin@example.com';
const password = 'a good long password';

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'qige-box-'));
  for (const id of ['s02', 's15']) cpSync(join(clone, 'samples', id), join(folder, '第一盒', id), { recursive: true, filter: (path) => !path.endsWith('.json') });
  [archive, browser] = await Promise.all([startArchive(), openBrowser()]);
  // A service worker stands between a page and what the test breaks of its connection.
  sitting = await sitDown(browser, { serviceWorkers: 'block', reducedMotion: 'no-preference' });
});
afterAll(async () => {
  await browser?.close();
  await archive?.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('the set-up link makes the first administrator, who is then at work', async () => {
  const { page } = sitting;
  await setUp(page, archive, { email, password });
  await page.getByRole('heading', { name: '今天没有要办的事' }).waitFor();

  await page.goto(archive.setUpLink);
  await page.getByLabel('姓名').fill('后来人');
  await page.getByLabel('邮箱').fill('late@example.com');
  await page.locator('#password').fill(password);
  await page.keyboard.press('Enter');
  await page.getByText(/管理员已经建好|已用过/).waitFor();
});

test('a folder and a dropped file are taken in, over a connection that breaks, and read', async () => {
  const { page } = sitting;
  await page.goto(`${archive.address}/scans`);
  let broken = 0;
  await page.route('**/api/uploads/*', (route) => (route.request().method() === 'PATCH' && broken++ === 0 ? route.abort('connectionreset') : route.continue()));
  await page.locator('[data-choose=folder]').setInputFiles(join(folder, '第一盒'));
  await page.getByRole('button', { name: /第一盒/ }).waitFor();

  // A file dropped on the page as the browser hands it over: not chosen, not in a folder.
  const dropped = await page.evaluateHandle(`(() => {
    const bytes = Uint8Array.from(atob('${readFileSync(join(clone, 'samples/s09/scan.pdf')).toString('base64')}'), (char) => char.charCodeAt(0));
    const transfer = new DataTransfer();
    transfer.items.add(new File([bytes], '软件许可.pdf', { type: 'application/pdf' }));
    return transfer;
  })()`);
  await page.dispatchEvent('main', 'drop', { dataTransfer: dropped });

  await page.getByRole('navigation').getByRole('link', { name: /核对\s*3/ }).waitFor({ timeout: 150_000 });
  expect(broken).toBeGreaterThan(1);
  await page.unrouteAll();
});

test('the same file again is shown with what it duplicates', async () => {
  const { page } = sitting;
  await page.locator('[data-choose=files]').setInputFiles(join(folder, '第一盒/s02/p01.jpg'));
  await page.getByTitle('重复 1').click();
  await page.getByText('与「第一盒」里的 p01.jpg 一模一样').waitFor();
});

const focused = (page: Sitting['page']): Promise<string> => page.evaluate<string>('document.activeElement?.id ?? ""');

test('what cannot be read is neither registered nor lost, and a line of the page is put right from the keyboard', async () => {
  const { page } = sitting;
  await page.keyboard.press('Escape');
  await page.goto(`${archive.address}/desk`);
  await page.getByRole('grid', { name: '核对' }).waitFor();
  await page.keyboard.press('s');
  const signed = page.locator('#field-signedOn');
  await signed.fill('2026-02-30');
  await page.keyboard.press('Control+Enter');
  await page.getByText('有 1 处填写的内容看不懂').waitFor();
  await expect.poll(() => focused(page)).toBe('field-signedOn');
  await page.reload();
  await signed.waitFor();
  expect(await signed.inputValue()).toBe('2026-02-30');
  await signed.fill('2021-07-08');

  await page.getByRole('button', { name: '改正文字' }).waitFor();
  await page.keyboard.press('Alt+t');
  const line = (): Promise<string> => page.evaluate<string>('document.activeElement?.getAttribute("role") === "option" ? document.activeElement.textContent : ""');
  await expect.poll(line).not.toBe('');
  const read = await line();
  await page.keyboard.press('F2');
  await page.getByLabel('这一行的文字').waitFor();
  await page.keyboard.press('End');
  await page.keyboard.type('补');
  await page.keyboard.press('Enter');
  await expect.poll(line).toBe(`${read}补`);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: '改回识别的文字' }).click();
  await expect.poll(line).toBe(read);
});

test('three contracts are registered from the keyboard alone', async () => {
  const { page } = sitting;
  await page.keyboard.press('Escape');
  await page.goto(`${archive.address}/today`);
  await page.getByRole('heading', { name: '等待核对' }).waitFor();
  await page.keyboard.press('g');
  await page.keyboard.press('d');
  await page.waitForURL('**/desk');
  await page.getByRole('grid', { name: '核对' }).waitFor();
  await page.keyboard.press('s');

  const numbers: string[] = [];
  while (numbers.length < 3) {
    const title = page.locator('#field-title');
    await title.waitFor();
    await expect.poll(() => focused(page)).toBe('field-title');
    if ((await title.inputValue()) === '') await page.keyboard.type('没有名称的合同');
    await page.keyboard.press('Enter');
    await expect.poll(() => focused(page)).not.toBe('field-title');

    await page.keyboard.press('Control+Enter');
    const lacking = page.getByText(/还有 \d+ 处疑点没有答复/);
    const given = async (): Promise<string | undefined> => {
      const said = await page.getByText(/已登记，编号 \S+/).allTextContents();
      return said.map((text) => /\S+-\d{4}-\d{4}/.exec(text)?.[0] ?? '').find((number) => !numbers.includes(number));
    };
    const answered = async (): Promise<boolean> => (await given()) !== undefined || (await lacking.isVisible());
    await expect.poll(answered).toBe(true);
    while ((await given()) === undefined) {
      // What does not add up comes first, and has the focus: answered with one key, then once more.
      const open = page.locator('[data-finding]');
      const left = await open.count();
      await expect.poll(() => page.evaluate('document.activeElement?.hasAttribute("data-finding")')).toBe(true);
      await page.keyboard.press('d');
      await expect.poll(() => open.count()).toBe(left - 1);
      await page.keyboard.press('Control+Enter');
      await lacking.waitFor({ state: 'hidden' });
      await expect.poll(answered).toBe(true);
    }
    numbers.push((await given()) ?? '');
  }
  expect(new Set(numbers).size).toBe(3);
  await page.getByRole('heading', { name: '没有等待核对的合同' }).waitFor();
});

test('two characters from a page find the contract, and the hit is seen on the page itself', async () => {
  const { page } = sitting;
  await page.keyboard.press('/');
  await page.waitForURL('**/search');
  const asked = '许可';
  await expect.poll(() => page.evaluate('document.activeElement?.getAttribute("role")')).toBe('combobox');
  await page.keyboard.type(asked);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/search?q=*');
  const crop = page.getByRole('img', { name: /第 \d+ 页上的位置/ }).first();
  // Indexing follows registering by a moment.
  const found = async (): Promise<number> => {
    await page.reload();
    await page.getByText(/\d+ 份合同|没有找到/).first().waitFor();
    await crop.waitFor({ timeout: 3_000 }).catch(() => {});
    return crop.count();
  };
  await expect.poll(found, { timeout: 90_000 }).toBeGreaterThan(0);
  await page.locator('mark', { hasText: asked }).first().waitFor();

  await page.getByRole('link').filter({ has: crop }).first().click();
  await page.waitForURL(/contracts\/ctr_.*words=/);
  const mark = page.locator('[data-tone=word]').first();
  await mark.waitFor();
  const image = page.getByRole('img', { name: /^第 \d+ 页$/ });
  await expect.poll(() => page.evaluate<number>('document.querySelector("main img[alt]:not([alt=\'\'])")?.naturalWidth ?? 0')).toBeGreaterThan(500);
  const [markBox, imageBox] = [await mark.boundingBox(), await image.boundingBox()];
  expect(markBox && imageBox && markBox.x >= imageBox.x && markBox.y >= imageBox.y && markBox.x + markBox.width <= imageBox.x + imageBox.width).toBe(true);
});

test('language and theme are switched from the command bar, and stay', async () => {
  const { page } = sitting;
  const run = async (words: string): Promise<void> => {
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').last().fill(words);
    await page.keyboard.press('Enter');
  };
  await page.goto(`${archive.address}/settings`);
  await page.getByRole('heading', { name: '设置', level: 1 }).waitFor();
  await run('深色');
  await expect.poll(() => page.locator('html').getAttribute('data-theme')).toBe('dark');
  await run('english');
  await page.getByRole('heading', { name: 'Settings', level: 1 }).waitFor();
  await page.reload();
  await page.getByRole('heading', { name: 'Settings', level: 1 }).waitFor();
  expect(await page.locator('html').getAttribute('data-theme')).toBe('dark');
  expect(await page.locator('html').getAttribute('lang')).toBe('en');
});

test('? shows the keys, and what the palette of keys promises holds', async () => {
  const { page } = sitting;
  await page.keyboard.press('?');
  const help = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await help.getByText('Find or do').waitFor();
  await page.keyboard.press('Escape');
  await help.waitFor({ state: 'hidden' });
});

/** Every screen, once each, with something on it. */
async function screens(): Promise<string[]> {
  const { page } = sitting;
  const first = (path: string, list: string): Promise<string> => page.evaluate<string>(`fetch('/api${path}').then((reply) => reply.json()).then((json) => json.${list}[0]?.id ?? '')`);
  const [contract, scan, party] = [await first('/contracts', 'contracts'), await page.evaluate<string>(`fetch('/api/batches').then((reply) => reply.json()).then(({ batches }) => fetch('/api/batches/' + batches.at(-1).id)).then((reply) => reply.json()).then(({ scans }) => scans[0].id)`), await first('/parties?text=' + encodeURIComponent('公司'), 'parties')];
  return [
    '/today', '/scans', '/scans?view=duplicate', '/scans?view=sheets', `/scans/${scan}/pages`, '/desk', `/desk/${scan}`, '/contracts', `/contracts?open=${contract}`, `/contracts/${contract}`,
    `/contracts/${contract}?tab=history`, `/contracts/${contract}?tab=access`, '/search', '/search?q=%E5%90%88%E5%90%8C', `/parties?open=${party}`, '/numbers', '/numbers?view=rules', '/audit', '/people?open=new', '/people?view=departments', '/people?view=roles', '/people?view=roles&open=clerk', '/settings', '/settings?view=sessions', '/settings?view=keys', '/settings?view=types', '/settings?view=shares',
  ];
}

test.each([
  ['dark, English, wide', 1440, 900, undefined],
  ['light, Chinese, a phone', 390, 844, 'light'],
] as const)('no screen has a serious barrier, is wider than its window, or complains: %s', async (_, width, height, theme) => {
  const { page, complaints } = sitting;
  await page.setViewportSize({ width, height });
  if (theme) await page.evaluate(`localStorage.setItem('qige.theme', '${theme}'); localStorage.setItem('qige.language', 'zh-CN')`);
  expect(await troublesOn(sitting, await screens())).toEqual([]);
  expect(complaints).toEqual([]);
});

test('signed out, every room leads to the door and, once through it, back to the room', async () => {
  const { page } = sitting;
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto(`${archive.address}/settings`);
  await page.getByRole('button', { name: '退出登录' }).click();
  await page.waitForURL('**/sign-in');
  await page.goto(`${archive.address}/numbers`);
  await page.waitForURL('**/sign-in?to=*');
  await page.getByLabel('邮箱').fill(email);
  await page.locator('#password').fill('not the password');
  await page.keyboard.press('Enter');
  await page.getByText('邮箱或密码不对').waitFor();
  await page.locator('#password').fill(password);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/numbers');
});
