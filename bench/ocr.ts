import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { extractContract, toTruthShape } from '@qige/extract';
import { openReader, type ModelPaths, type ReadPage } from '@qige/ocr';
import { cpuSeconds, isInstalled, measure } from './processes.ts';
import { printTable } from './table.ts';

const here = import.meta.dirname;

interface Page {
  contract: string;
  file: string;
  path: string;
}

interface Engine {
  name: string;
  /** Text of a page. */
  read(page: Page): Promise<string>;
  /** CPU seconds so far, all processes. */
  cpu(): number;
  close(): Promise<void>;
}

interface Profile {
  pages: number;
  cer: number;
  cerAlt: number;
  f4: number;
  exactPages: number;
}

interface Score {
  profiles: Record<string, Profile>;
  fieldAccuracy?: number;
}

/** What our reader saw, by path of the page; fields and findings are taken from it when the clock has stopped. */
type Seen = Map<string, ReadPage>;

/**
 * Our reader, and Tesseract where it is installed, over the same pages in the same run, a dozen pages in turn, so that
 * whatever else the machine does falls on both. Accuracy comes from the set's own score.py.
 */
export async function run(argv: string[]): Promise<void> {
  const { values } = parseArgs({
    args: argv,
    options: {
      set: { type: 'string', default: join(here, '../../shared/corpus/dev') },
      score: { type: 'string' },
      out: { type: 'string', default: join(here, 'out/ocr') },
      threads: { type: 'string', default: String(availableParallelism()) },
      engines: { type: 'string', default: 'qige,tesseract' },
      det: { type: 'string' },
      rec: { type: 'string' },
    },
  });
  const set = resolve(values.set);
  const threads = Number(values.threads);
  const models: ModelPaths = { ...(values.det ? { det: resolve(values.det) } : {}), ...(values.rec ? { rec: resolve(values.rec) } : {}) };
  const wanted = values.engines.split(',');
  const engines: Engine[] = [];
  const seen: Seen = new Map();
  if (wanted.includes('qige')) engines.push(ownReader(threads, models, seen));
  if (wanted.includes('tesseract') && (await isInstalled('tesseract'))) engines.push(tesseract());
  const contracts = groupByContract(set);
  const totals = new Map(engines.map((engine) => [engine, { wall: 0, times: {} as Record<string, number> }]));

  // The first page pays for starting processes and loading networks; that is not what is measured here.
  for (const engine of engines) await engine.read(contracts[0]?.[0] as Page);
  const before = engines.map((engine) => engine.cpu());
  for (const engine of engines) await emptyFolders(contracts, join(values.out, engine.name));
  const turns = inTurns(contracts);
  for (const [i, pages] of turns.entries()) {
    const order = i % 2 ? engines.toReversed() : engines;
    for (const engine of order) await readTurn(engine, pages, threads, values.out, totals.get(engine) as { wall: number; times: Record<string, number> });
    process.stderr.write(`\r${i + 1}/${turns.length}`);
  }
  process.stderr.write('\n');

  const pages = contracts.flat().length;
  const rows = [];
  const result: Record<string, unknown> = { bench: 'ocr', set, pages, threads };
  for (const [i, engine] of engines.entries()) {
    const { wall, times } = totals.get(engine) as { wall: number; times: Record<string, number> };
    const cpu = engine.cpu() - (before[i] ?? 0);
    const folder = join(values.out, engine.name);
    await writeFile(join(folder, 'times.json'), JSON.stringify(times));
    await engine.close();
    const findings = engine.name === 'qige' ? await takeFields(contracts, seen, set, folder) : undefined;
    const score = scoreOf(values.score ?? findScore(set), set, folder, engine.name);
    const all = score?.profiles['all'];
    const figures = { secondsAPage: round(wall / pages, 3), cpuSecondsAPage: round(cpu / pages, 3), pagesAMinute: round((60 * pages) / wall, 1), cer: all?.cer ?? null, cerAlt: all?.cerAlt ?? null, f4: all?.f4 ?? null };
    const byProfile = Object.fromEntries(Object.entries(score?.profiles ?? {}).map(([name, { pages: count, cerAlt, f4 }]) => [name, { pages: count, cerAlt, f4 }]));
    rows.push({ engine: engine.name, pages, 'wall s/page': figures.secondsAPage, 'CPU s/page': figures.cpuSecondsAPage, 'pages/min': figures.pagesAMinute, CER: all?.cer ?? '-', 'CER alt': all?.cerAlt ?? '-', F4: all?.f4 ?? '-' });
    result[engine.name] = { ...figures, ...(findings ? { fieldAccuracy: score?.fieldAccuracy ?? null, findings } : {}), byProfile };
    if (findings) console.log(`\nanomalies planted ${findings.planted}, found ${findings.found}; other findings, over ${contracts.length} contracts: ${findings.others}${findings.missed.length ? `; missed: ${findings.missed.join(', ')}` : ''}`);
  }
  console.log();
  printTable(rows);
  console.log(JSON.stringify(result));
}

const round = (value: number, places: number): number => Math.round(value * 10 ** places) / 10 ** places;

function groupByContract(set: string): Page[][] {
  return readdirSync(set)
    .filter((id) => existsSync(join(set, id, 'truth.json')))
    .sort()
    .map((id) => {
      const { pages } = JSON.parse(readFileSync(join(set, id, 'truth.json'), 'utf8')) as { pages: { file: string }[] };
      return pages.map(({ file }) => ({ contract: id, file, path: join(set, id, file) })).filter(({ path }) => existsSync(path));
    })
    .filter((pages) => pages.length > 0);
}

async function emptyFolders(contracts: readonly Page[][], out: string): Promise<void> {
  await rm(out, { recursive: true, force: true });
  for (const [page] of contracts) if (page) await mkdir(join(out, page.contract), { recursive: true });
}

/** Whole contracts, a dozen pages and more at a time: one contract's few pages would leave a core without work at their end. */
function inTurns(contracts: readonly Page[][]): Page[][] {
  const turns: Page[][] = [];
  for (const pages of contracts) {
    const last = turns.at(-1);
    if (last && last.length < 12) last.push(...pages);
    else turns.push([...pages]);
  }
  return turns;
}

/** All pages of a turn, as many at once as there are threads. */
async function readTurn(engine: Engine, pages: readonly Page[], lanes: number, out: string, totals: { wall: number; times: Record<string, number> }): Promise<void> {
  const begun = performance.now();
  const queue = [...pages];
  await Promise.all(
    Array.from({ length: lanes }, async () => {
      for (let page = queue.shift(); page; page = queue.shift()) {
        const start = performance.now();
        const text = await engine.read(page);
        totals.times[`${page.contract}/${page.file}`] = (performance.now() - start) / 1000;
        await writeFile(join(out, engine.name, page.contract, `${page.file}.txt`), text);
      }
    }),
  );
  totals.wall += (performance.now() - begun) / 1000;
}

/** An anomaly that shows in the contract itself; a changed clause shows only against its draft. */
const findable = (type: string): boolean => type !== 'changedClause';

/** Writes fields.json for score.py, and compares findings with the anomalies planted. */
async function takeFields(contracts: readonly Page[][], seen: Seen, set: string, folder: string) {
  const findings = { planted: 0, found: 0, others: 0, missed: [] as string[] };
  for (const pages of contracts) {
    const id = pages[0]?.contract ?? '';
    const extraction = extractContract(pages.map(({ path }) => seen.get(path) ?? { width: 1, height: 1, lines: [] }));
    await writeFile(join(folder, id, 'fields.json'), JSON.stringify(toTruthShape(extraction)));
    const truth = JSON.parse(readFileSync(join(set, id, 'truth.json'), 'utf8')) as { anomalies: { type: string }[] };
    const left = extraction.findings.map(({ type }) => type as string);
    for (const { type } of truth.anomalies.filter((anomaly) => findable(anomaly.type))) {
      findings.planted++;
      const at = left.indexOf(type);
      if (at < 0) findings.missed.push(`${id} ${type}`);
      else {
        findings.found++;
        left.splice(at, 1);
      }
    }
    findings.others += left.length;
  }
  return findings;
}

function ownReader(threads: number, models: ModelPaths, seen: Seen): Engine {
  // Kept alive between contracts while the other engine has its turn.
  const reader = openReader({ threads, models, idleMs: 3_600_000 });
  return {
    name: 'qige',
    async read({ path }) {
      const page = await reader.readImage(path, { image: false });
      seen.set(path, page);
      return page.lines.map((line) => line.text).join('\n');
    },
    cpu: () => reader.pids.reduce((sum, pid) => sum + cpuSeconds(pid), 0) + process.cpuUsage().user / 1e6,
    close: () => reader.close(),
  };
}

/** Two processes of one thread each are its quickest set-up on two cores. */
function tesseract(): Engine {
  let cpu = 0;
  return {
    name: 'tesseract',
    async read({ path }) {
      const out = join(here, 'out', `tesseract-${process.pid}-${Math.random().toString(36).slice(2)}`);
      await mkdir(dirname(out), { recursive: true });
      const measured = await measure('tesseract', [path, out, '-l', 'chi_sim+eng', '--psm', '3'], { OMP_THREAD_LIMIT: '1' });
      cpu += measured.cpu;
      if (measured.code !== 0) throw new Error(`tesseract: ${measured.stderr}`);
      const text = readFileSync(`${out}.txt`, 'utf8');
      await rm(`${out}.txt`);
      return text;
    },
    cpu: () => cpu,
    close: () => Promise.resolve(),
  };
}

const findScore = (set: string): string | undefined => [join(set, '../score.py'), join(here, '../../shared/corpus/score.py')].find(existsSync);

/** Prints the table of score.py and gives back its last line. */
function scoreOf(script: string | undefined, set: string, results: string, name: string): Score | undefined {
  if (!script) return undefined;
  const printed = execFileSync('python3', [script, set, results], { encoding: 'utf8', maxBuffer: 1 << 26 }).trimEnd().split('\n');
  console.log(`\n${name}\n${printed.slice(0, -1).join('\n')}`);
  return JSON.parse(printed.at(-1) ?? '{}') as Score;
}
