import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { chromium, type Browser } from 'playwright-core';
import type { Sheet } from './layout.ts';

export type Line = { text: string; box: [number, number, number, number] | null; hand: number; part: string | null };
export type PageText = { lines: Line[]; seals: { party: 'A' | 'B'; x: number; y: number; width: number }[] };
export type SealOnPage = { page: number; svg: string; x: number; y: number };

/** A4 in CSS pixels; the points in the truth are CSS pixels × 0.75. */
export const sheetPx = { width: 794, height: 1123 };
export const sheetPt = { width: sheetPx.width * 0.75, height: sheetPx.height * 0.75 };
export const renderDpi = 300;

const here = dirname(fileURLToPath(import.meta.url));
const handFonts = join(here, '../../.cache/sample-fonts/node_modules/@fontsource');

const base = `
  *{box-sizing:border-box}body{margin:0;background:#fff;color:#111}
  .page{position:relative;width:794px;height:1123px;overflow:hidden;background:#fff;break-after:page}
  .page .body{position:absolute;left:var(--side);right:var(--side);top:var(--top);bottom:22mm;overflow:visible;padding-top:1px}
  .head-line{position:absolute;left:var(--side);right:var(--side);top:10mm;font-size:9pt;line-height:1.4;text-align:right;border-bottom:.5pt solid #666}.head-line:empty{border:0}
  .foot-line{position:absolute;left:0;right:0;bottom:11mm;font-size:9pt;line-height:1.3;text-align:center}
  .seal{position:absolute;mix-blend-mode:multiply}
  @page{size:794px 1123px;margin:0}`;

export type Studio = {
  /** Cuts the sheet into pages, asks where seals go, and returns text, images at 300 dpi and, when wanted, a PDF with text. */
  shoot(sheet: Sheet, seals: (pages: PageText[]) => SealOnPage[], withPdf: boolean): Promise<{ pages: PageText[]; images: Buffer[]; pdf: Buffer | null }>;
  close(): Promise<void>;
};

export async function openStudio(): Promise<Studio> {
  const browser: Browser = await chromium.launch({ executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium', args: ['--no-sandbox', '--font-render-hinting=none'] });
  const folder = await mkdtemp(join(tmpdir(), 'qige-samples-'));
  const context = await browser.newContext({ viewport: sheetPx, deviceScaleFactor: renderDpi / 96 });
  const links = ['long-cang', 'zhi-mang-xing', 'liu-jian-mao-cao', 'ma-shan-zheng']
    .map((f) => `<link rel="stylesheet" href="${pathToFileURL(join(handFonts, f, '400.css')).href}">`)
    .join('');
  return {
    async shoot(sheet, seals, withPdf) {
      const page = await context.newPage();
      const file = join(folder, 'sheet.html');
      await writeFile(file, `<!doctype html><html lang="zh-CN"><meta charset="utf-8">${links}<style>${base}${sheet.css}</style><body>`);
      await page.goto(pathToFileURL(file).href);
      await page.addScriptTag({ path: join(here, 'paginate.browser.js') });
      const cut = `window.cutPages(${JSON.stringify({ html: sheet.html, footer: sheet.footer, header: sheet.header })})`;
      // Twice: the first pass makes the browser load the fonts that the text needs.
      await page.evaluate(cut);
      await page.evaluate('document.fonts.ready.then(() => 0)');
      const count = (await page.evaluate(cut)) as number;
      const pages = (await page.evaluate('window.readLines()')) as PageText[];
      await page.evaluate(`window.addSeals(${JSON.stringify(seals(pages))})`);
      await page.setViewportSize({ width: sheetPx.width, height: sheetPx.height * count });
      const images: Buffer[] = [];
      for (let i = 0; i < count; i++) images.push(await page.screenshot({ clip: { x: 0, y: i * sheetPx.height, ...sheetPx } }));
      const pdf = withPdf ? await page.pdf({ preferCSSPageSize: true, printBackground: true }) : null;
      await page.close();
      return { pages, images, pdf };
    },
    async close() {
      await browser.close();
      await rm(folder, { recursive: true });
    },
  };
}
