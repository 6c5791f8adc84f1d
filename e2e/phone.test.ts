import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { labelCode } from '../packages/rules/src/label-code.ts';
import { type Archive, barriersOn, openBrowser, setUp, sitDown, type Sitting, startArchive } from './archive.ts';
import { labelPicture, pagePicture, writeFeed } from './feed.ts';
import { clone } from './started.ts';

// A phone in the archive room: its camera is a film of a real label, its network is cut and comes back.
let archive: Archive;
let folder: string;
let browser: Browser;
let phone: Sitting;
let paper: { id: string; label: string; contract: { number: string; title: string } };
const boxes: { label: string }[] = [];
const email = 'lin@example.com';
const password = 'a good long password';
const hand = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 };

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'qige-phone-'));
  [archive, browser] = await Promise.all([startArchive(), openBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await archive?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** What a screen would send, without its form. */
async function ask<T>(page: Page, method: string, path: string, body?: object): Promise<T> {
  return page.evaluate<T>(`fetch('/api${path}', { method: '${method}', headers: { 'content-type': 'application/json' }, body: ${body ? JSON.stringify(JSON.stringify(body)) : 'undefined'} }).then((reply) => reply.json())`);
}

/** The same phone, seeing something else: a browser's camera shows one film for its whole life. */
async function pickUp(feed: string): Promise<Sitting> {
  const state = await phone?.page.context().storageState();
  await browser.close();
  browser = await openBrowser(feed);
  const sitting = await sitDown(browser, { ...hand, ...(state ? { storageState: state } : {}) });
  return sitting;
}

async function type(page: Page, code: string): Promise<void> {
  await page.getByLabel('输入标签上的号码').fill(code);
  await page.keyboard.press('Enter');
}

/** What has happened to the paper by the archive's own books, which are asked past the phone's network. */
async function moves(page: Page): Promise<string[]> {
  const { lines } = (await (await page.request.get(`${archive.address}/api/copies/${paper.id}/chain`)).json()) as { lines: { act?: string }[] };
  return lines.flatMap(({ act }) => (act === 'moved' || act === 'taken' ? [act] : []));
}

test('a contract is registered, two boxes stand in a room, and the label of the paper is before the camera', async () => {
  phone = await sitDown(browser, hand);
  const { page } = phone;
  await setUp(page, archive, { email, password });

  const { id } = await ask<{ id: string }>(page, 'POST', '/batches', { name: '第一盒' });
  const bytes = readFileSync(join(clone, 'samples/s09/scan.pdf')).toString('base64');
  await page.evaluate(`fetch('/api/batches/${id}/files?name=scan.pdf', { method: 'POST', headers: { 'content-type': 'application/octet-stream' }, body: Uint8Array.from(atob('${bytes}'), (char) => char.charCodeAt(0)) })`);
  const scan = async (): Promise<string | undefined> => (await ask<{ items: { scanId: string }[] }>(page, 'GET', '/desk')).items[0]?.scanId;
  await expect.poll(scan, { timeout: 150_000 }).toBeTruthy();
  const { types } = await ask<{ types: { id: string }[] }>(page, 'GET', '/contract-types');
  const { findings } = await ask<{ findings: { id: string }[] }>(page, 'GET', `/scans/${await scan()}/reading`);
  for (const finding of findings) await ask(page, 'POST', `/scans/${await scan()}/findings/${finding.id}/answer`, { answer: 'dismissed', note: '看过' });
  const { contractId } = await ask<{ contractId: string }>(page, 'POST', `/scans/${await scan()}/register`, { contractTypeId: types[0]?.id, fields: { title: '软件许可合同', amount: '740430.00', amountUppercase: '柒拾肆万零肆佰叁拾元整' }, parties: [{ side: 'A', name: '上海宏达科技有限公司' }] });
  paper = (await ask<{ copies: (typeof paper)[] }>(page, 'GET', `/contracts/${contractId}/copies`)).copies[0] as typeof paper;
  expect(paper.label).toMatch(/^QG-/);

  const level = (kind: string, code: string, count = 1) => ({ kind, code, count });
  const { top } = await ask<{ top: string[] }>(page, 'POST', '/places', { parentId: null, levels: [level('site', 'S'), level('room', 'K'), level('cabinet', 'G'), level('shelf', 'C'), level('box', 'H{n}', 2)] });
  const walk = async (parentId: string): Promise<void> => {
    for (const place of (await ask<{ places: { id: string; kind: string }[] }>(page, 'GET', `/places?parentId=${parentId}`)).places) {
      if (place.kind === 'box') boxes.push({ label: labelCode(paper.label.slice(3, 7), 'place', (await ask<{ labelNo: number }>(page, 'GET', `/places/${place.id}`)).labelNo) });
      else await walk(place.id);
    }
  };
  await walk(top[0] ?? '');
  expect(boxes).toHaveLength(2);
  await writeFeed(join(folder, 'label.y4m'), await labelPicture(paper.label));
});

test('held before the camera, the label opens what it stands on', async () => {
  phone = await pickUp(join(folder, 'label.y4m'));
  const { page, complaints } = phone;
  await page.goto(`${archive.address}/today`);
  await page.getByRole('navigation').getByRole('link', { name: '扫码' }).tap();
  await page.getByRole('article').getByRole('heading', { name: '软件许可合同' }).waitFor();
  await page.getByRole('article').getByText('林芳 手上').waitFor();
  expect(page.url()).toContain(paper.label);
  expect(await barriersOn(page)).toEqual([]);
  expect(complaints).toEqual([]);
});

test('a hand scanner is heard anywhere on the screen; a torn label and another archive’s are told apart', async () => {
  const { page } = phone;
  const code = boxes[0]?.label ?? '';
  // As fast as the device types it, whatever else this machine is busy with.
  await page.evaluate(`for (const key of [...'${code}', 'Enter']) document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))`);
  await page.getByRole('button', { name: '往里放' }).waitFor();
  await type(page, paper.label.slice(0, -1) + (paper.label.endsWith('7') ? '8' : '7'));
  await page.getByText('标签残缺或读错').waitFor();
  await type(page, 'https://example.com');
  await page.getByText('这不是本系统的标签').waitFor();
});

test('papers are put into a box one after another, and the last is taken back', async () => {
  const { page } = phone;
  await page.goto(`${archive.address}/scan`);
  await page.getByRole('article').getByRole('heading', { name: '软件许可合同' }).waitFor();
  await type(page, boxes[0]?.label ?? '');
  await page.getByRole('button', { name: '往里放' }).click();
  await page.getByText('放好 1 份').waitFor();
  await expect.poll(() => moves(page)).toEqual(['moved']);
  await page.getByRole('button', { name: '撤销上一份' }).click();
  await page.getByText('已撤销').waitFor();
  expect(await moves(page)).toEqual(['moved', 'taken']);
  // What is before the camera counts anew for what is done next.
  await page.getByRole('button', { name: '结束' }).click();
  await page.getByRole('article').getByRole('heading', { name: '软件许可合同' }).waitFor();
});

test('without network an act waits on the phone where everybody sees it, through a reload, and is done once when the network is back', async () => {
  const { page } = phone;
  const context = page.context();
  await page.evaluate('navigator.serviceWorker.ready');
  await context.setOffline(true);
  await type(page, boxes[1]?.label ?? '');
  await page.getByText('连不上档案库，先认得这是什么标签').waitFor();
  await page.getByRole('button', { name: '往里放' }).click();
  await page.getByText('待发', { exact: true }).waitFor();
  await page.getByRole('button', { name: /1 条待发/ }).click();
  await page.getByRole('dialog').getByText(`${paper.label} 放进 ${boxes[1]?.label}`).waitFor();
  expect(await barriersOn(page)).toEqual([]);
  await page.keyboard.press('Escape');

  await page.goto(`${archive.address}/today`);
  await page.getByRole('button', { name: /1 条待发/ }).waitFor();
  expect(await moves(page)).toEqual(['moved', 'taken']);
  await context.setOffline(false);
  await page.getByRole('button', { name: /1 条待发/ }).waitFor({ state: 'hidden' });
  expect(await moves(page)).toEqual(['moved', 'taken', 'moved']);
});

/** Bytes of each page that waits on the device, in their order. */
const sizesOnDevice = (page: Page): Promise<number[]> =>
  page.evaluate(`new Promise((done, failed) => {
    const opened = indexedDB.open('qige-capture');
    opened.onerror = failed;
    opened.onsuccess = () => {
      const all = opened.result.transaction('pages').objectStore('pages').getAll();
      all.onsuccess = () => { opened.result.close(); done(all.result.sort((a, b) => a.order - b.order).map((one) => one.blob.size)); };
    };
  })`);

test('pages before the camera are found, taken when still, and go to intake as one batch', async () => {
  await writeFeed(join(folder, 'page.y4m'), await pagePicture(join(clone, 'samples/s02/p01.jpg')));
  phone = await pickUp(join(folder, 'page.y4m'));
  const { page, complaints } = phone;
  await page.goto(`${archive.address}/scans`);
  await page.getByRole('button', { name: '拍页' }).tap();
  await page.locator('svg[data-found] polygon').waitFor();
  await page.getByRole('img', { name: '第 1 页' }).waitFor();
  await page.getByRole('button', { name: '拍这一页' }).tap();
  await page.getByRole('img', { name: '第 2 页' }).waitFor();
  await page.getByRole('button', { name: '拍这一页' }).tap();
  await page.getByRole('img', { name: '第 3 页' }).waitFor();
  await page.getByRole('switch').tap(); // nothing more by itself
  await page.getByRole('button', { name: '不要第 3 页' }).tap();
  expect(await barriersOn(page)).toEqual([]);

  // A phone may end the page at any time: what was taken is there when it comes back, in its order.
  await page.getByRole('button', { name: '第 2 页往前' }).tap();
  await vi.waitUntil(async () => (await sizesOnDevice(page)).length === 2, 5_000);
  await page.reload();
  await page.getByRole('img', { name: '第 2 页' }).waitFor();
  const taken = await sizesOnDevice(page);

  // Without network they wait on the phone.
  await page.context().setOffline(true);
  await page.getByRole('button', { name: '送去接收（2 页）' }).tap();
  await page.getByText('2 页已存在这台设备上').waitFor();
  await page.getByRole('button', { name: /1 条待发/ }).waitFor();
  await page.context().setOffline(false);
  await page.getByRole('button', { name: /1 条待发/ }).waitFor({ state: 'hidden' });
  const { batches } = await ask<{ batches: { id: string; name: string }[] }>(page, 'GET', '/batches');
  expect(batches.map(({ name }) => name.slice(0, 2))).toEqual(['拍页', '第一']);
  const { files } = await ask<{ files: { name: string; size: number }[] }>(page, 'GET', `/batches/${batches[0]?.id}`);
  expect(files.toSorted((a, b) => (a.name < b.name ? -1 : 1)).map(({ name, size }) => [name, size])).toEqual([['p01.jpg', taken[0]], ['p02.jpg', taken[1]]]);
  await vi.waitUntil(async () => (await sizesOnDevice(page)).length === 0, 5_000);
  expect(complaints.filter((text) => !text.includes('ERR_INTERNET_DISCONNECTED'))).toEqual([]);
});

test('with the archive away the app opens all the same', async () => {
  const { page } = phone;
  await page.evaluate('navigator.serviceWorker.ready');
  await archive.stop();
  await page.goto(`${archive.address}/scan`);
  await page.getByRole('heading', { name: '扫码' }).waitFor();
  await page.getByText('与服务器的连接断了').waitFor();
  await page.getByRole('navigation').getByRole('link', { name: '合同' }).tap();
  await page.getByText('现在连不上档案库').waitFor();
});
