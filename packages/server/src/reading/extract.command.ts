import { mkdir, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { extractContract, toTruthShape } from '@qige/extract';
import type { Finding } from '@qige/extract';
import { openReader } from '@qige/ocr';
import type { ReadPage } from '@qige/ocr';
import { countPages } from './contract-pages.ts';
import type { PageRef } from './contract-pages.ts';
import { findContracts } from './find-contracts.ts';
import type { ContractFiles } from './find-contracts.ts';

const usage = `Usage: qige extract PATH… --out DIR

A folder that holds page images is one contract; elsewhere each PDF is one. For each, DIR/<name>/fields.json (what the contract says) and
DIR/<name>/findings.json (what does not add up) are written.
`;

/** `qige extract`: fields and findings of contracts, without server or database. Exit code 1 where a page failed; the other pages count all the same. */
export async function run(argv: string[]): Promise<number> {
  const asked = parse(argv);
  if (!asked) {
    process.stderr.write(usage);
    return argv.includes('--help') ? 0 : 2;
  }
  const contracts = await findContracts(asked.paths);
  if (contracts.length === 0) {
    process.stderr.write('No page images or PDFs found.\n');
    return 1;
  }
  const begun = performance.now();
  const { pages, failed } = await extractAll(contracts, asked.out);
  const seconds = (performance.now() - begun) / 1000;
  process.stderr.write(`${contracts.length} contracts, ${pages} pages in ${seconds.toFixed(1)} s, ${failed.length} failed\n`);
  for (const line of failed) process.stderr.write(`  ${line}\n`);
  return failed.length > 0 ? 1 : 0;
}

function parse(argv: string[]): { paths: string[]; out: string } | null {
  try {
    const { values, positionals } = parseArgs({ args: argv, allowPositionals: true, options: { out: { type: 'string', short: 'o' }, help: { type: 'boolean' } } });
    return values.out && !values.help && positionals.length > 0 ? { paths: positionals, out: values.out } : null;
  } catch {
    return null;
  }
}

async function extractAll(contracts: readonly ContractFiles[], out: string): Promise<{ pages: number; failed: string[] }> {
  const threads = availableParallelism();
  const reader = openReader({ threads });
  const failed: string[] = [];
  const counted: { name: string; refs: PageRef[] }[] = [];
  for (const contract of contracts) {
    const { refs, failures } = await countPages(contract);
    counted.push({ name: contract.name, refs });
    failed.push(...failures);
  }
  const total = counted.reduce((sum, { refs }) => sum + refs.length, 0);
  let done = 0;

  async function one({ name, refs }: { name: string; refs: PageRef[] }): Promise<void> {
    const read = await Promise.all(refs.map(async (ref): Promise<ReadPage | null> => {
      const start = performance.now();
      let trouble = '';
      try {
        return await ref.read(reader);
      } catch (error) {
        trouble = error instanceof Error ? error.message : String(error);
        failed.push(`${ref.name}: ${trouble}`);
        return null;
      } finally {
        process.stderr.write(`[${++done}/${total}] ${ref.name} ${trouble === '' ? `${((performance.now() - start) / 1000).toFixed(1)} s` : `failed: ${trouble}`}\n`);
      }
    }));
    if (read.every((page) => page === null)) return;
    // A page that failed keeps its number.
    const extraction = extractContract(read.map((page) => page ?? { width: 1, height: 1, lines: [] }));
    const folder = join(out, name);
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'fields.json'), `${JSON.stringify(toTruthShape(extraction), null, 1)}\n`);
    await writeFile(join(folder, 'findings.json'), `${JSON.stringify(extraction.findings.map(plain), null, 1)}\n`);
  }

  try {
    const waiting = counted.values();
    // One contract more than there are cores in hand, so that no core waits for a contract's last page.
    await Promise.all(Array.from({ length: threads + 1 }, async () => {
      for (const contract of waiting) await one(contract);
    }));
  } finally {
    await reader.close();
  }
  return { pages: done, failed };
}

/** A finding as written to findings.json: pages count from 1, as people count them. */
function plain({ type, severity, source, place, params }: Finding) {
  return { type, severity, page: place ? place.page + 1 : null, boxes: place?.boxes ?? [], params, source };
}
