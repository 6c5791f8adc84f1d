import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PDFDocument } from '@cantoo/pdf-lib';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { authenticateWith } from '../people/sessions.ts';
import { createHttp } from '../platform/http.ts';
import { rooms } from '../rooms.ts';
import { openHouse, type House } from '../test/house.ts';
import { scriptedReader } from '../test/scripted-reader.ts';
import { lookThrough } from './inbox.ts';
import type { Seen } from './inbox.rules.ts';

const main = fileURLToPath(new URL('../main.ts', import.meta.url));
let house: House;
let folder: string;
let url: string;
let key: string;
let close: () => Promise<void>;

beforeAll(async () => {
  house = await openHouse({ ocr: scriptedReader((_path, page) => ({ lines: ['采购合同', `第${page}页`] })) });
  folder = await mkdtemp(join(tmpdir(), 'qige-ingest-'));
  // The command comes in by the front door: a listening server, and a key that a person made.
  const http = await createHttp(house.app, { rooms: rooms.flatMap((room) => room.routes ?? []), authenticate: authenticateWith(house.app) });
  url = await http.listen({ host: '127.0.0.1', port: 0 });
  close = () => http.close();
  key = (await (await house.as('clerk')).post('/api/me/keys', { name: 'scanner' })).body.secret;
});
afterAll(async () => {
  await close();
  await house.close();
  await rm(folder, { recursive: true, force: true });
});

interface Ended {
  code: number;
  out: string;
  err: string;
}

async function ingest(args: string[], environment: Record<string, string> = {}, meanwhile: () => Promise<void> = async () => {}): Promise<Ended> {
  const { PATH, NODE_COMPILE_CACHE } = process.env;
  const env = { PATH, NODE_COMPILE_CACHE, QIGE_DATA_DIR: join(folder, 'data'), ...environment };
  const { promise, resolve } = Promise.withResolvers<Ended>();
  const child = execFile(process.execPath, [main, 'ingest', ...args], { env }, (_error, out, err) => resolve({ code: child.exitCode ?? -1, out, err }));
  while (child.exitCode === null) {
    await meanwhile();
    await house.runJobs();
    await new Promise((later) => setTimeout(later, 50));
  }
  return promise;
}

async function lay(path: string, bytes: Buffer | string): Promise<string> {
  const full = join(folder, path);
  await mkdir(join(full, '..'), { recursive: true });
  await writeFile(full, bytes);
  return full;
}
const picture = (b: number) => sharp({ create: { width: 40, height: 50, channels: 3, background: { r: 200, g: 90, b } } }).png().toBuffer();
async function pdf(text: string): Promise<Buffer> {
  const document = await PDFDocument.create();
  document.addPage([200, 300]).drawText(text);
  return Buffer.from(await document.save());
}

test('with a key, files and folders are sent, read, and what became of each is told', async () => {
  await lay('box/甲公司/p1.png', await picture(1));
  await lay('box/甲公司/p2.png', await picture(2));
  await lay('box/Thumbs.db', 'x');
  const single = await lay('single.pdf', await pdf('one'));
  const { code, out } = await ingest([join(folder, 'box'), single, '--wait', '--json', '--batch', '三月'], { QIGE_API_KEY: key, QIGE_PUBLIC_URL: url });
  const told = JSON.parse(out);
  expect(told).toMatchObject({ batch: { name: '三月', source: 'cli', progress: { files: 3, pages: 3, pagesRead: 3, reading: 0 } }, refused: [] });
  expect(told.scans.map((scan: { name: string; pages: number; state: string }) => `${scan.name} ${scan.pages} ${scan.state}`).toSorted()).toEqual(['single 1 read', '甲公司 2 read']);
  expect(code).toBe(0);
});

test('what is set aside is said, and ends with 1; a file sent again is no trouble', async () => {
  const good = await lay('good.pdf', await pdf('good'));
  const bad = await lay('bad.pdf', 'no contract');
  const { code, err } = await ingest([good, bad, '--wait', '--key', key, '--url', url]);
  expect([code, err]).toEqual([1, expect.stringMatching(/bad\.pdf: set aside \(unsupported\)\n1 contracts, 1 of 1 pages read/)]);
  expect(await ingest([good, '--key', key, '--url', url])).toMatchObject({ code: 0, err: expect.stringContaining('good.pdf: already here') });
});

test('what became of every file is told, of however many', async () => {
  const files = await Promise.all(Array.from({ length: 201 }, (_, i) => lay(`many/${i}.txt`, `no contract ${i}`)));
  const { code, out } = await ingest([join(folder, 'many'), '--wait', '--json', '--key', key, '--url', url]);
  const told = JSON.parse(out);
  expect([code, told.files.length, new Set(told.files.map(({ state }: { state: string }) => state))]).toEqual([1, files.length, new Set(['quarantined'])]);
});

describe('without a key, through the watch folder', () => {
  const here = (): Record<string, string> => ({ QIGE_DATA_DIR: house.folder, DATABASE_URL: house.app.config.databaseUrl ?? '' });
  /** The archive looks through its watch folder while the command runs. */
  const taking = async (args: string[]): Promise<Ended> => {
    const seen = new Map<string, Seen>();
    return ingest(args, here(), () => lookThrough(house.app, join(house.folder, 'inbox'), seen, 150));
  };

  test('a file counts as handed in when it is in the archive and gone from the watch folder', async () => {
    const [one, two] = [await lay('laid/one.pdf', await pdf('laid one')), await lay('laid/two.pdf', await pdf('laid two'))];
    const { code, out } = await taking([one, two, one, '--batch', 'a/b', '--json']);
    const told = JSON.parse(out);
    expect([code, told.refused, told.waiting, told.inbox]).toEqual([0, [], [], join(house.folder, 'inbox', 'a-b')]);
    const came = told.files as { batchId: string; name: string; state: string }[];
    expect(came.map(({ name }) => name).toSorted()).toEqual(['one (2).pdf', 'one.pdf', 'two.pdf']);
    expect(came.map(({ batchId, state }) => batchId === told.batchId && (state === 'duplicate' || ['received', 'opened'].includes(state)))).toEqual([true, true, true]);
    expect(came.filter(({ state }) => state === 'duplicate')).toHaveLength(1);
    expect(existsSync(join(told.inbox, 'one.pdf'))).toBe(false);
  });

  test('--wait tells what became of each', async () => {
    const [good, bad] = [await lay('good2.pdf', await pdf('good too')), await lay('bad2.pdf', 'no contract either')];
    const { code, err } = await taking([good, bad, '--wait', '--batch', 'waited']);
    expect([code, err]).toEqual([1, expect.stringMatching(/waited\/bad2\.pdf: set aside \(unsupported\)\n1 contracts, 1 of 1 pages read/)]);
    const { out } = await taking([await lay('good3.pdf', await pdf('good three')), '--wait', '--json', '--batch', 'waited too']);
    expect(JSON.parse(out)).toMatchObject({ batch: { name: 'waited too', source: 'inbox' }, files: [{ name: 'good3.pdf', state: 'opened' }], scans: [{ pages: 1, state: 'read' }], refused: [], waiting: [] });
  });

  test('what the archive does not take is said with the reason', async () => {
    const { config } = house.app;
    house.app.config = { ...config, maxFileBytes: 10 };
    const { code, err } = await taking([await lay('large.pdf', await pdf('large')), await lay('~$a.pdf', 'x')]);
    house.app.config = config;
    await rm(join(house.folder, 'inbox'), { recursive: true });
    expect([code, err]).toEqual([1, expect.stringMatching(/~\$a\.pdf: The watch folder passes over .*\n.*large\.pdf: Not taken in yet: it is larger than the archive accepts/)]);
  });

  test('where no archive runs, or none takes them, the files lie there whole, and that is what is said', async () => {
    const box = join(folder, 'box');
    const idle = await ingest([box, '--batch', 'idle']);
    expect(idle).toMatchObject({ code: 3, err: expect.stringMatching(/^Laid safely into .*idle, not in the archive yet: 2\. No Qige runs on this data folder/) });
    const laid = await readdir(join(folder, 'data', 'inbox', 'idle'), { recursive: true, withFileTypes: true });
    expect(laid.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name).split('idle/')[1]).toSorted()).toEqual(['box/甲公司/p1.png', 'box/甲公司/p2.png']);
    for (const name of ['p1.png', 'p2.png']) expect(await readFile(join(folder, 'data/inbox/idle/box/甲公司', name))).toEqual(await readFile(join(box, '甲公司', name)));

    expect(await ingest([box, '--patience', '1', '--wait'], here())).toMatchObject({ code: 3, err: expect.stringMatching(/not in the archive yet: 2\. Nobody takes them/) });
    expect(await ingest([box, '--patience', '1', '--json'], { ...here(), DATABASE_URL: 'postgres://127.0.0.1:1/gone' })).toMatchObject({ code: 3, out: expect.stringMatching(/^{"batchId":null,"files":\[\],"refused":\[\],"inbox":".*","waiting":\[".*p1.png",".*p2.png"\]}\n$/) });
  });
});

test('what went wrong is one sentence', async () => {
  const file = await lay('one.pdf', await pdf('two'));
  expect(await ingest([join(folder, 'nothing')])).toMatchObject({ code: 1, err: expect.stringMatching(/^There is no .*nothing\.\n$/) });
  expect(await ingest([file, '--url', url])).toMatchObject({ code: 1, err: expect.stringMatching(/^--url asks.*\n$/) });
  expect(await ingest([file, '--patience', 'long'])).toMatchObject({ code: 1, err: '--patience is a number of seconds.\n' });
  expect(await ingest([file, '--key', 'qk_wrong', '--url', url])).toMatchObject({ code: 1, err: 'The archive does not know this API key.\n' });
  expect(await ingest([file, '--key', key, '--url', 'http://127.0.0.1:9'])).toMatchObject({ code: 1, err: expect.stringMatching(/^No archive answers at http:\/\/127\.0\.0\.1:9/) });
});
