import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { findContracts } from './find-contracts.ts';

const root = await mkdtemp(join(tmpdir(), 'qige-extract-'));
afterAll(() => rm(root, { recursive: true, force: true }));

async function put(...paths: string[]): Promise<void> {
  for (const path of paths) {
    await mkdir(join(root, path, '..'), { recursive: true });
    await writeFile(join(root, path), '');
  }
}

test('a folder of page images is one contract in page order, a PDF beside them is passed over; elsewhere each PDF is one', async () => {
  await put('box/c1/p10.jpg', 'box/c1/p2.jpg', 'box/c1/scan.pdf', 'box/c1/truth.json', 'box/pdfs/lease.pdf', 'box/pdfs/sale.PDF');
  const found = await findContracts([join(root, 'box')]);
  expect(found.map(({ name, kind, files }) => [name, kind, files.map((file) => file.slice(root.length + 1))])).toEqual([
    ['c1', 'images', ['box/c1/p2.jpg', 'box/c1/p10.jpg']],
    ['lease', 'pdf', ['box/pdfs/lease.pdf']],
    ['sale', 'pdf', ['box/pdfs/sale.PDF']],
  ]);
});

test('equal names are told apart by their path', async () => {
  await put('two/2023/a/p1.png', 'two/2024/a/p1.png', 'two/2024/b.pdf');
  const found = await findContracts([join(root, 'two')]);
  expect(found.map(({ name }) => name)).toEqual(['two/2023/a', 'b', 'two/2024/a']);
});

test('the same file given twice is one contract', async () => {
  await put('one/x.pdf');
  expect(await findContracts([join(root, 'one'), join(root, 'one/x.pdf')])).toHaveLength(1);
});

test('a path that is not there is said in a sentence', async () => {
  await expect(findContracts([join(root, 'nowhere')])).rejects.toThrow(/There is no .*nowhere/);
});
