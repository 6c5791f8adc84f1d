import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeArchivePdf } from './archive-pdf.ts';
import { ArchiveCopyMismatch, PasswordNeeded, UnreadablePdf } from './errors.ts';
import { fixturePath } from './fixtures.ts';
import { openPdf } from './pdf.ts';
import type { ReadLine } from './types.ts';
import { verifyArchivePdf } from './verify-archive.ts';

let folder: string;
let image: Buffer;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'qige-archive-'));
  image = await sharp({ create: { width: 827, height: 1169, channels: 3, background: '#fff' } }).jpeg().toBuffer();
});
afterAll(() => rm(folder, { recursive: true }));

const line = (text: string, y: number): ReadLine => ({ text, box: [60, y, 760, y + 20], confidence: 1, chars: [], part: 'body' });
const page = (lines: ReadLine[]) => ({ width: 827, height: 1169, lines, quality: { dpi: 100 } });

/** 640 different characters of Chinese, the rarer ones too, Latin, signs, and four beyond the first plane. */
const many = [
  ...Array.from({ length: 20 }, (_, r) => Array.from({ length: 30 }, (_, c) => String.fromCodePoint(0x4e00 + (r * 30 + c) * 31)).join('')),
  'ABCabc012（）《》￥¥‰①②㎡€',
  '𠀀𪚥𫝀𬺰',
];

describe('the archive copy', () => {
  it('carries every character, read back by PDFium', async () => {
    const out = join(folder, 'many.pdf');
    const pages = [page(many.map((t, i) => line(t, 40 + i * 40))), page([line('1', 100), line('第二页', 200)]), page([])];
    await writeArchivePdf(pages.map((p) => ({ image, page: p })), out, { title: '采购合同 <A & B>' });
    await verifyArchivePdf(out, pages);
  });

  it('fails where a page lost text, and names it', async () => {
    const out = join(folder, 'lost.pdf');
    await writeArchivePdf([{ image, page: page([line('甲方应当付款', 100)]) }, { image, page: page([line('乙方应当交货', 100)]) }], out);
    const error = await verifyArchivePdf(out, [page([line('甲方应当付款', 100)]), page([line('乙方应当按期交货', 100)])]).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(ArchiveCopyMismatch);
    expect((error as ArchiveCopyMismatch).page).toBe(2);
    await expect(verifyArchivePdf(out, [page([line('甲方应当付款', 100)])])).rejects.toBeInstanceOf(ArchiveCopyMismatch);
  });

  it('declares itself PDF/A-2u, with output intent, embedded font and the picture untouched', async () => {
    const out = join(folder, 'form.pdf');
    await writeArchivePdf([{ image, page: page([line('合同', 100)]) }], out, { title: '合同' });
    const bytes = await readFile(out);
    const text = bytes.toString('latin1');
    expect(text).toContain('<pdfaid:part>2</pdfaid:part><pdfaid:conformance>U</pdfaid:conformance>');
    expect(text).toMatch(/\/OutputIntents\[.*\/GTS_PDFA1/);
    expect(text).toMatch(/\/FontFile2 \d+ 0 R/);
    expect(text).toMatch(/\/ID\[<[0-9a-f]{32}>/);
    expect(bytes.includes(image)).toBe(true);
    const start = Number(/startxref\n(\d+)/.exec(text)![1]);
    expect(text.slice(start, start + 4)).toBe('xref');
    for (const [, at, id] of text.slice(start).matchAll(/^(\d{10}) 00000 n $()/gm)) {
      expect(text.slice(Number(at))).toMatch(/^\d+ 0 obj/);
      expect(id).toBe('');
    }
  });

  it('leaves nothing behind when a page fails', async () => {
    const out = join(folder, 'half.pdf');
    const failing = async function* () {
      yield { image, page: page([line('一', 100)]) };
      throw new Error('no more');
    };
    await expect(writeArchivePdf(failing(), out)).rejects.toThrow('no more');
    await expect(readFile(out)).rejects.toThrow();
    await expect(readFile(`${out}.partial`)).rejects.toThrow();
  });
});

describe('opening a PDF', () => {
  it('asks for the password, and says when it is wrong', async () => {
    await expect(openPdf(fixturePath('locked.pdf'))).rejects.toMatchObject({ name: 'PasswordNeeded', given: false });
    await expect(openPdf(fixturePath('locked.pdf'), { password: 'falsch' })).rejects.toBeInstanceOf(PasswordNeeded);
    const pdf = await openPdf(fixturePath('locked.pdf'), { password: 'offen' });
    expect(pdf.pageCount).toBe(1);
    expect(pdf.pageSize(1)).toEqual({ width: 200, height: 200 });
    pdf.close();
  });

  it('refuses what is broken or empty', async () => {
    const broken = join(folder, 'broken.pdf');
    await writeFile(broken, '%PDF-1.7\nnothing more');
    await expect(openPdf(broken)).rejects.toMatchObject({ name: 'UnreadablePdf', code: 'broken' });
    await writeFile(broken, '');
    await expect(openPdf(broken)).rejects.toMatchObject({ code: 'empty' });
    await expect(openPdf(new Uint8Array([1, 2, 3]))).rejects.toBeInstanceOf(UnreadablePdf);
  });
});

describe('read back by another program', () => {
  it('poppler finds every character', async () => {
    const out = join(folder, 'poppler.pdf');
    await writeArchivePdf([{ image, page: page(many.map((t, i) => line(t, 40 + i * 40))) }], out);
    const text = await pdftotext(out);
    for (const t of many) expect(text.replace(/\s/g, '').normalize('NFKC')).toContain(t.normalize('NFKC'));
  });
});

function pdftotext(path: string): Promise<string> {
  return new Promise((resolve, reject) => execFile('pdftotext', ['-raw', path, '-'], { maxBuffer: 1e8 }, (error, out) => (error ? reject(error) : resolve(out))));
}
