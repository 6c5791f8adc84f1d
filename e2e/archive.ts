import { mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type Browser, type BrowserContextOptions, chromium, type Page, type Request } from 'playwright-core';
import { findChromium } from '../scripts/test-programs.js';
import { stopPostgresOn } from '../packages/server/src/platform/postgres-processes.ts';
import { clone, healthy, saying, start } from './started.ts';

export interface Archive {
  address: string;
  dataDir: string;
  /** The one-time link that makes the first administrator. */
  setUpLink: string;
  stop(): Promise<void>;
}

/** A new archive of its own, empty, with its workers. */
export async function startArchive(settings: Record<string, string> = {}): Promise<Archive> {
  const dataDir = realpathSync(mkdtempSync(join(tmpdir(), 'qige-journey-')));
  const started = start(process.execPath, [join(clone, 'packages/server/src/main.ts'), 'up'], { QIGE_DATA_DIR: dataDir, QIGE_PORT: '0', ...settings });
  const stop = async (): Promise<void> => {
    started.child.kill('SIGTERM');
    await started.ended;
    await stopPostgresOn(join(dataDir, 'postgres'));
    rmSync(dataDir, { recursive: true, force: true });
  };
  try {
    const [, address = ''] = await saying(started, /Qige is at (http\S+)/);
    await healthy(address);
    const [setUpLink] = await saying(started, new RegExp(`${address}/setup\\S+`));
    return { address, dataDir, setUpLink, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** `feed`: a file the browser shows as what its camera sees. */
export function openBrowser(feed?: string): Promise<Browser> {
  const executablePath = findChromium();
  if (!executablePath) throw new Error('The browser tests need chromium.');
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-dev-shm-usage', ...(feed ? ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream', `--use-file-for-fake-video-capture=${feed}`] : [])] });
}

export interface Sitting {
  page: Page;
  /** What the pages complained of: errors thrown, rules of the page's policy broken, answers of 500 and more. */
  complaints: string[];
  /** Comes back when the page has asked nothing of the server for a moment, and waits for nothing it asked. */
  still(): Promise<void>;
}

/** Somebody before a screen whose system holds still, so that nothing is clicked on its way to where it stands; a journey may ask for motion. */
export async function sitDown(browser: Browser, options: BrowserContextOptions = {}): Promise<Sitting> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, colorScheme: 'light', reducedMotion: 'reduce', ...options });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    // A refusal that the screen shows in words is also in the console, and so is a connection that a test broke.
    if (message.type() === 'error' && !/status of 4\d\d|ERR_CONNECTION_RESET/.test(message.text())) complaints.push(message.text());
  });
  page.on('response', (response) => {
    if (response.status() >= 500) complaints.push(`${response.status()} ${response.url()}`);
  });
  const asked = new Set<Request>();
  let last = 0;
  page.on('request', (request) => {
    // The stream of events never ends.
    if (request.resourceType() !== 'eventsource') asked.add(request);
  });
  const over = (request: Request): void => {
    asked.delete(request);
    last = Date.now();
  };
  page.on('requestfinished', over);
  page.on('requestfailed', over);
  const still = async (): Promise<void> => {
    last = Date.now();
    while (asked.size > 0 || Date.now() - last < 150) await pause(20);
  };
  return { page, complaints, still };
}

/** The first administrator is made by the set-up link, and is at work then. */
export async function setUp(page: Page, archive: { setUpLink: string }, { name = '林芳', email = 'lin@example.com', password }: { name?: string; email?: string; password: string }): Promise<void> {
  await page.goto(archive.setUpLink);
  await page.getByLabel('姓名').fill(name);
  await page.getByLabel('邮箱').fill(email);
  await page.locator('#password').fill(password);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/today');
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe-core finds serious or critical on the screen as it stands. */
export async function barriersOn(page: Page): Promise<string[]> {
  // A button that was just enabled is still on its way to its colour.
  await page.evaluate('Promise.all(document.getAnimations().filter((one) => one.effect?.getComputedTiming().iterations !== Infinity).map((one) => one.finished.catch(() => {})))');
  await page.evaluate(axe);
  return page.evaluate<string[]>(`axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html }) => id + ': ' + html.slice(0, 160))))`);
}

/** What is wrong with screens, gone to one after another as links go: serious barriers, and what is wider than its window. */
export async function troublesOn({ page, still }: Sitting, paths: readonly string[]): Promise<string[]> {
  await page.reload(); // at the size and in the colours chosen since
  const troubles: string[] = [];
  for (const path of paths) {
    await page.evaluate(`history.pushState({}, '', ${JSON.stringify(path)})`);
    await still();
    await page.locator('h1, h2').first().waitFor();
    troubles.push(...(await barriersOn(page)).map((barrier) => `${path} ${barrier}`));
    if (await page.evaluate('document.documentElement.scrollWidth > innerWidth + 1')) troubles.push(`${path} wider than the window`);
    if (!page.url().endsWith(path)) troubles.push(`${path} became ${page.url()}`);
  }
  return troubles;
}
