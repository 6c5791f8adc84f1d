import { randomUUID } from 'node:crypto';
import { copyFile, mkdir, readdir, rename, stat } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { call, type Batch, listBatchesEndpoint, type Send, showBatchEndpoint } from '@qige/wire';
import { readConfig } from '../platform/config.ts';
import { Sentence } from '../platform/sentence.ts';

const usage = `qige ingest PATH… [--batch NAME] [--wait] [--json] [--key KEY]

Lays copies of files and folders into the watch folder of this machine's archive (QIGE_DATA_DIR), where a running archive takes them in.
  --batch NAME  the batch they arrive as; default: the day and time
  --wait        wait until every page is read or set aside, and say what became of each file; asks the running archive, with --key
  --json        with --wait: print the batch as JSON
  --key KEY     an API key of yours (or QIGE_API_KEY in front of the command), made in the archive under your name`;

export async function run(argv: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: { batch: { type: 'string' }, wait: { type: 'boolean', default: false }, json: { type: 'boolean', default: false }, key: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
  });
  if (values.help || positionals.length === 0) {
    console.log(usage);
    return values.help ? 0 : 2;
  }
  if (values.wait && !values.key) throw new Sentence('--wait asks the running archive and needs --key with an API key of yours.');
  const config = readConfig();
  const name = (values.batch ?? `ingest ${new Date().toISOString().replace(/[:.]/g, '-')}`).replace(/[/\\]/g, '-');
  const files = (await Promise.all(positionals.map(filesUnder))).flat();
  if (files.length === 0) throw new Sentence('There is no file under these paths.');
  const inbox = join(config.dataDir, 'inbox', name);
  for (const { path, inside } of files) await layIn(path, join(inbox, inside));
  console.error(`${files.length} files lie in ${inbox}.`);
  if (!values.wait) return 0;

  const batch = await waitFor(sender(config.publicUrl, values.key ?? ''), name, files.length);
  if (values.json) console.log(JSON.stringify(batch));
  const { progress } = batch.batch;
  console.error(`${progress.scans} contracts, ${progress.pagesRead} of ${progress.pages} pages read, ${progress.quarantined} files set aside, ${progress.duplicates} already here.`);
  return progress.quarantined + progress.pagesFailed > 0 ? 1 : 0;
}

async function filesUnder(given: string): Promise<{ path: string; inside: string }[]> {
  const path = resolve(given);
  const found = await stat(path).catch(() => undefined);
  if (!found) throw new Sentence(`There is no ${given}.`);
  if (found.isFile()) return [{ path, inside: basename(path) }];
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name)).map((file) => ({ path: file, inside: relative(dirname(path), file) }));
}

/** Under a name that is passed over until the copy is whole. */
async function layIn(path: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true });
  const half = join(dirname(to), `.${randomUUID()}.part`);
  await copyFile(path, half);
  await rename(half, to);
}

const sender =
  (address: string, key: string): Send =>
  async (method, url, body) => {
    const reply = await fetch(`${address}${url}`, {
      method,
      headers: { authorization: `Bearer ${key}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }).catch(() => {
      throw new Sentence(`No archive answers at ${address}; start it with npm start.`);
    });
    return { status: reply.status, json: await reply.json() };
  };

async function waitFor(send: Send, name: string, files: number) {
  for (;;) {
    const { batches } = await call(send, listBatchesEndpoint, { query: { limit: 50 } });
    const batch = batches.find((one) => one.name === name);
    if (batch && isDone(batch, files)) return call(send, showBatchEndpoint, { params: { batchId: batch.id } });
    await new Promise((later) => setTimeout(later, 1_000));
  }
}

/** Every file taken in or set aside, every page read or given up, every scan taken apart. */
function isDone({ progress }: Batch, files: number): boolean {
  return progress.files >= files && progress.received === 0 && progress.reading === 0 && progress.pagesRead + progress.pagesFailed >= progress.pages;
}
