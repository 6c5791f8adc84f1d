import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ReaderCrashed, UnreadableImage } from './errors.ts';
import { fixture, fixturePath } from './fixtures.ts';
import { ocrPaths } from './ocr-paths.ts';
import { openPdf, readPdfPage } from './pdf.ts';
import { openReader } from './pool.ts';
import type { Reader } from './pool.ts';

let reader: Reader;
let folder: string;
let note: Buffer;
beforeAll(async () => {
  reader = openReader({ threads: 1 });
  folder = await mkdtemp(join(tmpdir(), 'qige-pool-'));
  note = await sharp(await fixture('sale.jpg')).extract({ left: 0, top: 120, width: 1240, height: 260 }).jpeg().toBuffer();
});
afterAll(async () => {
  await reader.close();
  await rm(folder, { recursive: true });
});

it('a crash takes down its own page only, and the next one is read', async () => {
  const lost = reader.readImage(await fixture('sale.jpg'));
  const waiting = reader.readImage(note);
  process.kill(reader.pids[0]!, 'SIGKILL');
  await expect(lost).rejects.toBeInstanceOf(ReaderCrashed);
  expect((await waiting).lines.map((l) => l.text).join('')).toContain('远山茶业');
});

it('what cannot be read comes back as a typed error', async () => {
  await expect(reader.readImage(Buffer.from('nonsense nonsense nonsense'))).rejects.toBeInstanceOf(UnreadableImage);
  await expect(reader.readImage({ pdf: fixturePath('locked.pdf'), page: 1 })).rejects.toMatchObject({ name: 'PasswordNeeded', given: false });
});

it('a page given up while it waits is not read', async () => {
  const abort = new AbortController();
  const first = reader.readImage(note);
  const second = reader.readImage(note, { signal: abort.signal });
  abort.abort(new Error('no longer wanted'));
  await expect(second).rejects.toThrow('no longer wanted');
  await first;
});

it("takes a born-digital page's own text", async () => {
  const pdf = await openPdf(await readFile(fixturePath('plain.pdf')));
  const page = await readPdfPage(reader, pdf, 1);
  pdf.close();
  expect(page.from).toBe('pdf-text');
  expect(page.lines.map((l) => l.text)).toEqual(['补充协议', '甲方与乙方于2031年5月8日签订本协议，双方同意延长交货期限十五', '日。', 'This page was born digital.']);
  const { width } = await sharp(page.image).metadata();
  expect(width).toBe(page.width);
  for (const { box } of page.lines) expect(box[2]).toBeLessThanOrEqual(page.width);
});

// PDFium puts 方 for the radical ⽅ that browsers print, and leaves it where it was drawn before the page was scaled.
it.each([['s09', 1], ['s09', 2], ['s09', 3], ['s10', 1]] as const)('a page printed by a browser is read as it was written: %s, page %i', async (id, number) => {
  const sample = join(import.meta.dirname, '../../../samples', id);
  const pdf = await openPdf(await readFile(join(sample, 'scan.pdf')));
  const page = await readPdfPage(reader, pdf, number);
  pdf.close();
  expect(page.from).toBe('pdf-text');
  const plain = (text: string): string => text.normalize('NFKC').replaceAll(/\s/g, '');
  const { pages } = JSON.parse(await readFile(join(sample, 'truth.json'), 'utf8')) as { pages: { lines: { text: string }[] }[] };
  const said = page.lines.map(({ text }) => plain(text));
  expect(said.toSorted()).toEqual((pages[number - 1]?.lines ?? []).map(({ text }) => plain(text)).toSorted());
});

it('reads a folder of files, and the good pages in spite of the bad', async () => {
  await writeFile(join(folder, 'note.jpg'), note);
  await writeFile(join(folder, 'bad.png'), 'no picture');
  await writeFile(join(folder, 'plain.pdf'), await fixture('plain.pdf'));
  const out = join(folder, 'out');
  const summary = await ocrPaths([folder], out, { threads: 1 });
  expect(summary.pages).toBe(3);
  expect(summary.failed.map((f) => f.page)).toEqual(['bad.png']);
  expect(await readFile(join(out, 'note.jpg.txt'), 'utf8')).toContain('远山茶业');
  expect(await readFile(join(out, 'plain.pdf.1.txt'), 'utf8')).toContain('补充协议');
  expect(Object.keys(JSON.parse(await readFile(join(out, 'times.json'), 'utf8')) as object).sort()).toEqual(['note.jpg', 'plain.pdf.1']);
});

it('ends its processes when it has nothing to do', async () => {
  const idle = openReader({ threads: 1, idleMs: 1 });
  await idle.readImage(note, { image: false });
  await expect.poll(() => idle.pids, { timeout: 5000 }).toEqual([]);
  await idle.close();
});
