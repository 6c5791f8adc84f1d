/// <reference lib="dom" />
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Page } from 'playwright-core';
import { openBrowser, sitDown } from '../e2e/archive.ts';
import { clone, healthy, saying, start } from '../e2e/started.ts';
import { openPool } from '../packages/server/src/platform/db.ts';
import { withMigratedDatabase } from '../packages/server/src/test/test-server.ts';
import { signIn } from './client.ts';
import { percentile, printTable } from './table.ts';

const [email, password] = ['bench@example.com', 'for this measurement only'];

/** The picture of a store room in a real browser: frames a second while it is panned and zoomed, with every box of the room in sight and from near. */
export async function run(argv: string[]): Promise<void> {
  const { values } = parseArgs({ args: argv, options: { boxes: { type: 'string', default: '5000' }, seconds: { type: 'string', default: '5' } } });
  await withMigratedDatabase((url) => measure(url, Number(values.boxes), Number(values.seconds)));
}

async function measure(url: string, boxes: number, seconds: number): Promise<void> {
  const dataDir = realpathSync(mkdtempSync(join(tmpdir(), 'qige-picture-')));
  const server = start(process.execPath, [join(clone, 'packages/server/src/main.ts'), 'up'], { QIGE_DATA_DIR: dataDir, QIGE_PORT: '0', DATABASE_URL: url, QIGE_ADMIN_EMAIL: email, QIGE_ADMIN_PASSWORD: password });
  const browser = await openBrowser();
  try {
    const [, address = ''] = await saying(server, /Qige is at (http\S+)/);
    await healthy(address);
    const room = await fillRoom(address, url, boxes);
    const { page, complaints } = await sitDown(browser);
    await page.goto(`${address}/sign-in`);
    await page.locator('input[type=email], #email').first().fill(email);
    await page.locator('input[type=password]').first().fill(password);
    await page.keyboard.press('Enter');
    await page.waitForURL(/today/);
    const begun = performance.now();
    await page.goto(`${address}/archive/rooms/${room}`);
    await page.locator('canvas').waitFor();
    const opened = Math.round(performance.now() - begun);
    await page.keyboard.press('f');
    await page.locator('canvas[data-mode=fronts]').waitFor();
    const rows = [await pan(page, 'panned, all in sight', seconds), await zoom(page, 'zoomed', seconds)];
    await page.keyboard.press('0');
    for (let i = 0; i < 8; i++) await page.keyboard.press('+');
    rows.push(await pan(page, 'panned, from near', seconds));
    const idle = await page.evaluate(refresh, seconds * 200);
    printTable(rows);
    console.log(`The browser itself draws an idle page ${idle} times a second; the picture of ${boxes} boxes was there after ${opened} ms.`);
    if (complaints.length > 0) console.log(complaints.join('\n'));
    console.log(JSON.stringify({ bench: 'room-picture', boxes, openedMs: opened, idleFps: idle, rows }));
  } finally {
    await browser.close();
    server.child.kill('SIGTERM');
    await server.ended;
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** Cabinets of ten shelves of twenty-five boxes, each as full as chance has it. */
async function fillRoom(address: string, url: string, boxes: number): Promise<string> {
  const client = await signIn(address, email, password);
  const levels = [
    { kind: 'site', code: 'S1' },
    { kind: 'room', code: 'K1' },
    { kind: 'cabinet', code: 'G{n:2}', count: Math.ceil(boxes / 250) },
    { kind: 'shelf', code: '{in}-{n}', count: 10, capacityMm: 900 },
    { kind: 'box', code: '{in}-{n:2}', count: 25, thicknessMm: 36, capacityMm: 32 },
  ];
  const { top } = await client.post<{ top: string[] }>('/places', { parentId: null, levels });
  const pool = openPool(url, 1);
  await pool.query(`update place set held = 1 + (random() * 9)::int, held_mm = (random() * 34)::int where kind = 'box' and random() < 0.85`);
  await pool.end();
  const { places } = await client.get<{ places: { id: string }[] }>(`/places?parentId=${top[0]}`);
  return places[0]?.id ?? '';
}

/** Counts frames while something is done to the page; a frame is late when two of the screen's went by without it. */
async function frames(page: Page, what: string, act: () => Promise<void>): Promise<{ what: string; fps: number; p95: number; worst: number; late: number }> {
  await page.evaluate(() => {
    const at: number[] = [];
    Object.assign(window, { frames: at });
    const next = (now: number): void => {
      at.push(now);
      if (at[0] !== -1) requestAnimationFrame(next);
    };
    requestAnimationFrame(next);
  });
  await act();
  const at = await page.evaluate(() => {
    const { frames } = window as unknown as { frames: number[] };
    const taken = [...frames];
    frames[0] = -1;
    return taken;
  });
  const gaps = at.slice(1).map((now, i) => now - (at[i] ?? now));
  const total = gaps.reduce((sum, gap) => sum + gap, 0);
  return { what, fps: Math.round((gaps.length / total) * 10_000) / 10, p95: percentile(gaps, 0.95), worst: percentile(gaps, 1), late: gaps.filter((gap) => gap > 34).length };
}

/** Real pointer events, sent from inside the page once a frame, so that nothing is measured but the page. */
function pan(page: Page, what: string, seconds: number): ReturnType<typeof frames> {
  return frames(page, what, () =>
    page.evaluate(async (ms) => {
      const canvas = document.querySelector('canvas');
      if (!canvas) throw new Error('no picture');
      const edge = canvas.getBoundingClientRect();
      canvas.setPointerCapture = () => {};
      const send = (type: string, x: number, y: number): boolean => canvas.dispatchEvent(new PointerEvent(type, { bubbles: true, pointerId: 1, pointerType: 'mouse', button: 0, buttons: 1, clientX: x, clientY: y }));
      const [x, y] = [edge.left + edge.width / 2, edge.top + edge.height / 2];
      send('pointerdown', x, y);
      const begun = performance.now();
      while (performance.now() - begun < ms) {
        const turn = (performance.now() - begun) / 400;
        send('pointermove', x + Math.sin(turn) * 300, y + Math.cos(turn * 0.7) * 200);
        await new Promise(requestAnimationFrame);
      }
      send('pointerup', x, y);
    }, seconds * 1_000),
  );
}

function zoom(page: Page, what: string, seconds: number): ReturnType<typeof frames> {
  return frames(page, what, () =>
    page.evaluate(async (ms) => {
      const canvas = document.querySelector('canvas');
      if (!canvas) throw new Error('no picture');
      const edge = canvas.getBoundingClientRect();
      const begun = performance.now();
      while (performance.now() - begun < ms) {
        const deltaY = Math.sin((performance.now() - begun) / 500) * 60;
        canvas.dispatchEvent(new WheelEvent('wheel', { bubbles: true, cancelable: true, clientX: edge.left + edge.width / 2, clientY: edge.top + edge.height / 2, deltaY }));
        await new Promise(requestAnimationFrame);
      }
    }, seconds * 1_000),
  );
}

/** How often this browser draws when there is nothing to draw: more than that no page can. */
async function refresh(ms: number): Promise<number> {
  let count = 0;
  const begun = performance.now();
  while (performance.now() - begun < ms) {
    await new Promise(requestAnimationFrame);
    count++;
  }
  return Math.round((count / (performance.now() - begun)) * 10_000) / 10;
}
