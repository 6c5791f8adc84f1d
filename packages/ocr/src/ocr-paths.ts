import { mkdir, readdir, stat, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { basename, dirname, extname, join, relative } from 'node:path';
import { countImages } from './decode.ts';
import { openPdf } from './pdf.ts';
import { openReader } from './pool.ts';
import type { ReaderOptions } from './pool.ts';
import type { ReadPage } from './types.ts';

export interface OcrProgress {
  /** Pages done, failed ones included, and pages known of so far. */
  done: number;
  total: number;
  page: string;
  seconds: number;
  error?: string;
}

export interface OcrOptions extends ReaderOptions {
  format?: 'text' | 'json';
  only?: 'images' | 'pdf';
  /** Pages in work at once. Default: one a core. */
  concurrency?: number;
  onProgress?: (progress: OcrProgress) => void;
}

export interface OcrSummary {
  pages: number;
  failed: { page: string; error: string }[];
  seconds: number;
}

/** A file to read: `rel` is its place under the PATH it was found in. */
interface Found {
  path: string;
  rel: string;
  kind: 'image' | 'pdf';
}

const imageEndings = new Set(['.jpg', '.jpeg', '.png', '.tif', '.tiff', '.webp', '.bmp', '.heic', '.heif', '.avif', '.gif']);

/**
 * Reads every page image and PDF under `paths` and writes one file a page below `out`, named after it
 * (`x/p1.jpg` → `x/p1.jpg.txt`, page 2 of `x/scan.pdf` → `x/scan.pdf.2.txt`), and `times.json` (seconds a page).
 * A page that cannot be read does not stop the others; it is listed in the summary.
 */
export async function ocrPaths(paths: readonly string[], out: string, options: OcrOptions = {}): Promise<OcrSummary> {
  const begun = performance.now();
  const found = (await Promise.all(paths.map(findFiles))).flat().filter((f) => !options.only || f.kind === (options.only === 'pdf' ? 'pdf' : 'image'));
  const threads = options.threads ?? availableParallelism();
  const reader = openReader({ ...options, threads });
  const times: Record<string, number> = {};
  const failed: { page: string; error: string }[] = [];
  let done = 0;
  let total = found.length;

  async function one(rel: string, read: () => Promise<ReadPage>): Promise<void> {
    const start = performance.now();
    let error: string | undefined;
    try {
      const page = await read();
      await writePage(out, rel, page, options.format ?? 'text');
      times[rel] = (performance.now() - start) / 1000;
    } catch (cause) {
      error = cause instanceof Error ? cause.message : String(cause);
      failed.push({ page: rel, error });
    }
    done++;
    options.onProgress?.({ done, total, page: rel, seconds: (performance.now() - start) / 1000, ...(error === undefined ? {} : { error }) });
  }

  async function* jobs(): AsyncGenerator<() => Promise<void>> {
    for (const file of found) {
      if (file.kind === 'pdf') {
        yield* pdfJobs(file);
        continue;
      }
      let count = 1;
      try {
        count = await countImages(file.path);
      } catch {
        // Reading it says why.
      }
      total += count - 1;
      for (let index = 0; index < count; index++) {
        const rel = count === 1 ? file.rel : `${file.rel}.${index + 1}`;
        yield () => one(rel, () => reader.readImage(file.path, { index, image: false }));
      }
    }
  }

  async function* pdfJobs(file: Found): AsyncGenerator<() => Promise<void>> {
    try {
      const pdf = await openPdf(file.path);
      const pages = pdf.pageCount;
      pdf.close();
      total += pages - 1;
      for (let page = 1; page <= pages; page++) yield () => one(`${file.rel}.${page}`, () => reader.readImage({ pdf: file.path, page }, { image: false }));
    } catch (error) {
      yield () => one(file.rel, () => Promise.reject(error as Error));
    }
  }

  try {
    const source = jobs();
    const lanes = Array.from({ length: options.concurrency ?? threads }, async () => {
      for (let job = await source.next(); !job.done; job = await source.next()) await job.value();
    });
    await Promise.all(lanes);
  } finally {
    await reader.close();
  }
  await mkdir(out, { recursive: true });
  await writeFile(join(out, 'times.json'), `${JSON.stringify(times, null, 1)}\n`);
  return { pages: done, failed, seconds: (performance.now() - begun) / 1000 };
}

async function writePage(out: string, rel: string, page: ReadPage, format: 'text' | 'json'): Promise<void> {
  const target = join(out, `${rel}.${format === 'json' ? 'json' : 'txt'}`);
  await mkdir(dirname(target), { recursive: true });
  await writeFile(target, format === 'json' ? `${JSON.stringify(page)}\n` : pageText(page));
}

/** The page's text, one printed line a line. */
export const pageText = (page: Pick<ReadPage, 'lines'>): string => page.lines.map((line) => `${line.text}\n`).join('');

async function findFiles(path: string): Promise<Found[]> {
  const info = await stat(path);
  if (!info.isDirectory()) return kindOf(path) ? [{ path, rel: basename(path), kind: kindOf(path)! }] : [];
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  return entries
    .filter((e) => e.isFile() && kindOf(e.name))
    .map((e) => join(e.parentPath, e.name))
    .sort()
    .map((file) => ({ path: file, rel: relative(path, file), kind: kindOf(file)! }));
}

function kindOf(path: string): 'image' | 'pdf' | undefined {
  const ending = extname(path).toLowerCase();
  if (ending === '.pdf') return 'pdf';
  return imageEndings.has(ending) ? 'image' : undefined;
}
