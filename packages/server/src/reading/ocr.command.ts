import { parseArgs } from 'node:util';
import { ocrPaths } from '@qige/ocr';
import type { OcrProgress } from '@qige/ocr';

const usage = 'Usage: qige ocr PATH… --out DIR [--format text|json] [--only images|pdf]\n';

/** `qige ocr`: reads page images and PDFs under PATH into DIR, without server or database. Exit code 1 where a page failed. */
export async function run(argv: string[]): Promise<number> {
  const asked = parse(argv);
  if (!asked) {
    process.stderr.write(usage);
    return 2;
  }
  const { paths, out, format, only } = asked;
  const summary = await ocrPaths(paths, out, { format, ...(only ? { only } : {}), onProgress: show });
  const speed = summary.pages ? ` (${(summary.seconds / summary.pages).toFixed(2)} s a page)` : '';
  process.stderr.write(`${summary.pages - summary.failed.length} pages read in ${summary.seconds.toFixed(1)} s${speed}, ${summary.failed.length} failed\n`);
  for (const { page, error } of summary.failed) process.stderr.write(`  ${page}: ${error}\n`);
  if (summary.pages === 0) process.stderr.write('No page images or PDFs found.\n');
  return summary.failed.length > 0 || summary.pages === 0 ? 1 : 0;
}

interface Asked {
  paths: string[];
  out: string;
  format: 'text' | 'json';
  only: 'images' | 'pdf' | undefined;
}

function parse(argv: string[]): Asked | undefined {
  try {
    const { values, positionals } = parseArgs({
      args: argv,
      allowPositionals: true,
      options: { out: { type: 'string', short: 'o' }, format: { type: 'string', default: 'text' }, only: { type: 'string' } },
    });
    const { out, format, only } = values;
    if (!out || positionals.length === 0) return undefined;
    if (format !== 'text' && format !== 'json') return undefined;
    if (only !== undefined && only !== 'images' && only !== 'pdf') return undefined;
    return { paths: positionals, out, format, only };
  } catch {
    return undefined;
  }
}

function show({ done, total, page, seconds, error }: OcrProgress): void {
  process.stderr.write(`[${done}/${total}] ${page} ${error === undefined ? `${seconds.toFixed(1)} s` : `failed: ${error}`}\n`);
}
