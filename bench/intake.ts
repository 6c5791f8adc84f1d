import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { signIn, type Client } from './client.ts';
import { sampleBatch } from './hundred-pages.ts';
import { cpuSeconds, isInstalled, measure, megabytesOf, processTree } from './processes.ts';
import { printTable } from './table.ts';

const administrator = { email: 'bench@example.com', password: 'copper lantern otter weekday' };

/**
 * A pile of scanned pages in one PDF, from upload to the contract being found by its words and its archive copy being downloaded,
 * beside the bare reading of the same pages and beside OCRmyPDF, where that is installed.
 */
export async function run(argv: string[]): Promise<void> {
  const { values } = parseArgs({ args: argv, options: { pages: { type: 'string', default: '100' }, threads: { type: 'string', default: String(availableParallelism()) }, without: { type: 'string', default: '' } } });
  const pages = Number(values.pages);
  const threads = Number(values.threads);
  const without = values.without.split(',');
  const folder = await mkdtemp(join(tmpdir(), 'qige-intake-'));
  const pdf = join(folder, 'pile.pdf');
  const rows: Record<string, string | number>[] = [];
  try {
    const bytes = await sampleBatch(pages);
    await writeFile(pdf, bytes);
    const archive = without.includes('archive') ? undefined : await throughTheArchive(bytes, pages, threads, join(folder, 'data'));
    const reading = without.includes('reading') ? undefined : await readAlone(pdf, join(folder, 'out'), threads);
    if (archive) rows.push({ what: 'archive: read, found by its words', seconds: round(archive.searchable), 's/page': round(archive.searchable / pages), 'CPU s/page': '', 'peak MB': Math.round(archive.peakMegabytes) });
    if (archive) rows.push({ what: 'archive: and archive copy made', seconds: round(archive.archived), 's/page': round(archive.archived / pages), 'CPU s/page': round(archive.cpuSeconds / pages), 'peak MB': Math.round(archive.peakMegabytes) });
    if (reading) rows.push({ what: 'reading alone', seconds: round(reading.seconds), 's/page': round(reading.seconds / pages), 'CPU s/page': round(reading.cpuSeconds / pages), 'peak MB': Math.round(reading.peakMegabytes) });
    const other = without.includes('ocrmypdf') || !(await isInstalled('ocrmypdf')) ? undefined : await ocrMyPdf(pdf, join(folder, 'other.pdf'), threads);
    if (other) rows.push({ what: 'ocrmypdf -l chi_sim+eng', seconds: round(other.seconds), 's/page': round(other.seconds / pages), 'CPU s/page': round(other.cpuSeconds / pages), 'peak MB': Math.round(other.peakMegabytes) });
    printTable(rows);
    console.log(JSON.stringify({
      bench: 'intake', pages, threads, bytes: bytes.length, archive, reading, ocrmypdf: other,
      overReading: archive && reading ? { wall: round(archive.archived / reading.seconds - 1), cpu: round(archive.cpuSeconds / reading.cpuSeconds - 1) } : undefined,
    }));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const round = (value: number): number => Math.round(value * 100) / 100;

/** Watches a process and all it starts. */
function watch(root: number): { stop(): { peakMegabytes: number } } {
  let peak = 0;
  const look = (): void => {
    peak = Math.max(peak, megabytesOf(processTree(root)));
  };
  const timer = setInterval(look, 1000);
  return {
    stop() {
      look();
      clearInterval(timer);
      return { peakMegabytes: peak };
    },
  };
}

async function throughTheArchive(bytes: Uint8Array, pages: number, threads: number, dataDir: string) {
  const server = spawn(process.execPath, [join(import.meta.dirname, '../bin/qige.js'), 'up'], {
    env: { ...process.env, QIGE_DATA_DIR: dataDir, QIGE_PORT: '0', QIGE_OCR_THREADS: String(threads), QIGE_ADMIN_EMAIL: administrator.email, QIGE_ADMIN_PASSWORD: administrator.password },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const watched = watch(server.pid ?? 0);
  try {
    const client = await signIn(await addressOf(server), administrator.email, administrator.password);
    const all = (): number => processTree(server.pid ?? 0).reduce((sum, pid) => sum + cpuSeconds(pid), 0);
    const cpuBefore = all();
    const begun = performance.now();
    const since = (): number => (performance.now() - begun) / 1000;
    const batch = await client.post<{ id: string }>('/batches', { name: 'pile' });
    await client.send(`/batches/${batch.id}/files?name=pile.pdf`, bytes);
    const uploaded = since();
    const scanId = await untilRead(client, batch.id, pages);
    const read = since();
    const contractId = await register(client, scanId);
    await until(async () => (await client.get<{ contracts: unknown[] }>(`/search?words=${encodeURIComponent('青岚仪器')}`)).contracts.length > 0);
    const searchable = since();
    await until(async () => (await client.get<{ scans: { archiveCopy: { state: string } }[] }>(`/contracts/${contractId}/scans`)).scans.every((s) => s.archiveCopy.state === 'made'));
    const copy = await client.download(`/scans/${scanId}/archive.pdf`);
    const archived = since();
    const cpu = all() - cpuBefore;
    return { uploaded, read, searchable, archived, cpuSeconds: cpu, archiveCopyBytes: copy?.length ?? 0, ...watched.stop() };
  } finally {
    watched.stop();
    await end(server);
  }
}

function addressOf(server: ChildProcess): Promise<string> {
  return new Promise((settle, fail) => {
    let said = '';
    server.stdout?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const [, address] = /Qige is at (\S+)/.exec(said) ?? [];
      if (address) settle(address);
    });
    server.once('exit', (code) => fail(new Error(`The server ended with ${code} before it was up.`)));
  });
}

async function end(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null) return;
  const gone = new Promise((settle) => server.once('exit', settle));
  server.kill('SIGTERM');
  await gone;
}

async function until(done: () => Promise<boolean>): Promise<void> {
  while (!(await done())) await pause(500);
}

interface BatchNow {
  batch: { progress: { pages: number; pagesRead: number; pagesFailed: number; read: number } };
  scans: { id: string; pages: number }[];
}

async function untilRead(client: Client, batchId: string, pages: number): Promise<string> {
  let scanId = '';
  await until(async () => {
    const { batch, scans } = await client.get<BatchNow>(`/batches/${batchId}`);
    const { progress } = batch;
    scanId = scans[0]?.id ?? '';
    return progress.pages === pages && progress.pagesRead + progress.pagesFailed === pages && progress.read === scans.length;
  });
  return scanId;
}

/** Registers the scan under the first contract type, its findings answered: what a clerk does, without the clerk's time. */
async function register(client: Client, scanId: string): Promise<string> {
  const reading = await client.get<{ findings: { id: string }[] }>(`/scans/${scanId}/reading`);
  for (const finding of reading.findings) await client.post(`/scans/${scanId}/findings/${encodeURIComponent(finding.id)}/answer`, { answer: 'accepted', note: 'measured, not kept' });
  const { types } = await client.get<{ types: { id: string }[] }>('/contract-types');
  const body = { contractTypeId: types[0]?.id, fields: { title: 'A pile of contracts' }, parties: [{ side: 'A', name: '青岚仪器（苏州）有限公司' }, { side: 'B', name: '杭州澄岭水务科技有限公司' }] };
  return (await client.post<{ contractId: string }>(`/scans/${scanId}/register`, body)).contractId;
}

async function watchedRun(program: string, args: string[], env: Record<string, string>) {
  const watched = watch(process.pid);
  const own = megabytesOf([process.pid]);
  const done = await measure(program, args, env);
  const { peakMegabytes } = watched.stop();
  if (done.code !== 0) process.stderr.write(done.stderr);
  return { seconds: done.seconds, cpuSeconds: done.cpu, code: done.code, peakMegabytes: peakMegabytes - own };
}

const readAlone = (pdf: string, out: string, threads: number) =>
  watchedRun(process.execPath, [join(import.meta.dirname, '../bin/qige.js'), 'ocr', pdf, '--out', out], { QIGE_OCR_THREADS: String(threads) });

const ocrMyPdf = (input: string, output: string, threads: number) => watchedRun('ocrmypdf', ['-l', 'chi_sim+eng', '--jobs', String(threads), input, output], { OMP_THREAD_LIMIT: '1' });
