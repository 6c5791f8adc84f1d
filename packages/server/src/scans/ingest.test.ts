import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PDFDocument } from '@cantoo/pdf-lib';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { authenticateWith } from '../people/sessions.ts';
import { createHttp } from '../platform/http.ts';
import { rooms } from '../rooms.ts';
import { openHouse, type House } from '../test/house.ts';
import { scriptedReader } from '../test/scripted-reader.ts';

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

async function ingest(args: string[], environment: Record<string, string> = {}): Promise<Ended> {
  const env = { PATH: process.env['PATH'], QIGE_DATA_DIR: join(folder, 'data'), ...environment };
  const { promise, resolve } = Promise.withResolvers<Ended>();
  const child = execFile(process.execPath, [main, 'ingest', ...args], { env }, (_error, out, err) => resolve({ code: child.exitCode ?? -1, out, err }));
  while (child.exitCode === null) {
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

test('without a key, files are laid whole into the watch folder', async () => {
  const box = join(folder, 'box');
  expect(await ingest([box, '--batch', 'a/b'])).toMatchObject({ code: 0, err: expect.stringContaining('2 files lie in') });
  const laid = await readdir(join(folder, 'data', 'inbox', 'a-b'), { recursive: true, withFileTypes: true });
  expect(laid.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name).split('a-b/')[1]).toSorted()).toEqual(['box/甲公司/p1.png', 'box/甲公司/p2.png']);
});

test('what went wrong is one sentence', async () => {
  const file = await lay('one.pdf', await pdf('two'));
  expect(await ingest([join(folder, 'nothing')])).toMatchObject({ code: 1, err: expect.stringMatching(/^There is no .*nothing\.\n$/) });
  expect(await ingest([file, '--wait'])).toMatchObject({ code: 1, err: expect.stringMatching(/^--wait and --url ask.*\n$/) });
  expect(await ingest([file, '--key', 'qk_wrong', '--url', url])).toMatchObject({ code: 1, err: 'The archive does not know this API key.\n' });
  expect(await ingest([file, '--key', key, '--url', 'http://127.0.0.1:9'])).toMatchObject({ code: 1, err: expect.stringMatching(/^No archive answers at http:\/\/127\.0\.0\.1:9/) });
});
