import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';

const samples = fileURLToPath(new URL('../../../../samples/', import.meta.url));
const main = fileURLToPath(new URL('../main.ts', import.meta.url));
let folder: string;
let done: { code: number; told: string };

// A folder of page images of which one is cut short, and a PDF in a folder of its own.
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'qige-extract-'));
  for (const name of ['s03', 's04']) await mkdir(join(folder, 'in', name), { recursive: true });
  await copyFile(join(samples, 's03/p01.jpg'), join(folder, 'in/s03/p01.jpg'));
  await writeFile(join(folder, 'in/s03/p02.jpg'), (await readFile(join(samples, 's03/p02.jpg'))).subarray(0, 20_000));
  await copyFile(join(samples, 's04/scan.pdf'), join(folder, 'in/s04/purchase.pdf'));
  done = await extract(join(folder, 'in'), '--out', join(folder, 'out'));
}, 120_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

const extract = (...argv: string[]) =>
  new Promise<{ code: number; told: string }>((resolve) => {
    execFile(process.execPath, [main, 'extract', ...argv], (error, _out, told) => resolve({ code: typeof error?.code === 'number' ? error.code : 0, told }));
  });
const json = async (path: string) => JSON.parse(await readFile(path, 'utf8'));

test('one broken page is named with the reason and makes it exit 1; everything else is done', async () => {
  expect(done.code).toBe(1);
  expect(done.told).toMatch(/2 contracts, 5 pages in .* 1 failed\n {2}s03\/p02\.jpg: /);
  const { fields } = await json(join(samples, 's03/truth.json'));
  expect(await json(join(folder, 'out/s03/fields.json'))).toMatchObject({ title: fields.title, contractNumber: fields.contractNumber, amount: { value: fields.amount.value } });
});

test('fields are written in the shape of the truth, findings with the page as people count', async () => {
  const { fields } = await json(join(samples, 's04/truth.json'));
  const read = await json(join(folder, 'out/purchase/fields.json'));
  const shapeOf = (value: unknown): unknown => (value !== null && typeof value === 'object' ? Object.fromEntries(Object.entries(value).toSorted().map(([key, inner]) => [key, shapeOf(inner)])) : null);
  const { contractType, ...rest } = read;
  expect(contractType).toBe('purchase');
  expect(shapeOf(rest)).toEqual(shapeOf(fields));
  const { title, contractNumber, signedOn, amount, disputeResolution, copies } = fields;
  expect(read).toMatchObject({ title, contractNumber, signedOn, amount, disputeResolution, copies, partyA: { name: fields.partyA.name }, partyB: { name: fields.partyB.name } });
  expect(await json(join(folder, 'out/purchase/findings.json'))).toEqual([
    { type: 'amountMismatch', severity: 'error', page: 2, boxes: [expect.arrayContaining([expect.any(Number)])], params: { digits: '19676.60', uppercase: fields.amount.uppercase, uppercaseValue: '91676.60' }, source: expect.stringContaining('支付结算办法') },
  ]);
});

test('a path that is not there, or nothing to read, is said in a sentence', async () => {
  expect(await extract(join(folder, 'nowhere'), '--out', join(folder, 'none'))).toMatchObject({ code: 1, told: expect.stringContaining('nowhere') });
  expect(await extract('--out', join(folder, 'none'))).toMatchObject({ code: 2, told: expect.stringContaining('Usage: qige extract') });
});
