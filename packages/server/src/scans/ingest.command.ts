import { openAsBlob } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { type BatchId, call, CallRefused, ErrorBody, listBatchFilesEndpoint, openBatchEndpoint, ReceivedFile, receiveFileEndpoint, type Send, showBatchEndpoint, urlOf } from '@qige/wire';
import { readConfig } from '../platform/config.ts';
import { Sentence } from '../platform/sentence.ts';
import { type FoundFile, filesUnder } from './ingest-files.ts';
import { ingestByInbox } from './ingest-inbox.ts';
import type { Refused } from './ingest-taken.ts';
import { tellSettled, waitUntilRead } from './ingest-wait.ts';

const usage = `qige ingest PATH… [--batch NAME] [--wait] [--json] [--key KEY] [--url URL] [--patience S]

Hands files and folders to an archive as one batch; a folder's name goes with its files.
With an API key they are sent to it, from this machine or another. Without one they are laid into the watch folder of the
archive on this machine (QIGE_DATA_DIR/inbox), and count as handed in when it has taken them from there.
  --key KEY     an API key, made in the archive under your name; default QIGE_API_KEY
  --url URL     where the archive is; default QIGE_PUBLIC_URL, or this machine's
  --batch NAME  the batch they arrive as; default: the day and time
  --wait        wait until every page is read and every file settled, and say what became of them
  --json        print what became of them as JSON
  --patience S  seconds to wait for the archive to take the next file from the watch folder; default 60

Ends with 1 when a file was refused or set aside, or a page could not be read; with 3 when files lie safe in the watch folder
and no archive has taken them yet.`;

const options = {
  batch: { type: 'string' },
  wait: { type: 'boolean', default: false },
  patience: { type: 'string', default: '60' },
  json: { type: 'boolean', default: false },
  key: { type: 'string' },
  url: { type: 'string' },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

export async function run(argv: string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args: argv, allowPositionals: true, options });
  if (values.help || positionals.length === 0) {
    console.log(usage);
    return values.help ? 0 : 2;
  }
  const config = readConfig();
  const key = values.key ?? config.apiKey;
  if (!key && values.url) throw new Sentence('--url asks an archive over the network: give an API key with --key or QIGE_API_KEY.');
  if (!/^\d+$/.test(values.patience)) throw new Sentence('--patience is a number of seconds.');
  const files = await filesUnder(positionals);
  if (files.length === 0) throw new Sentence('There is no file under these paths.');
  const name = values.batch ?? `ingest ${new Date().toISOString().slice(0, 19).replace('T', ' ')}`;
  if (!key) return ingestByInbox(config, name, files, { ...values, patienceMs: Number(values.patience) * 1_000 });
  return send(new URL(values.url ?? config.publicUrl).origin, key, name, files, values);
}

async function send(address: string, key: string, name: string, files: readonly FoundFile[], { wait, json }: { wait: boolean; json: boolean }): Promise<number> {
  const ask = asker(address, key);
  const { id: batchId } = await call(ask, openBatchEndpoint, { body: { name, source: 'cli' } }).catch(inASentence);
  const received: ReceivedFile[] = [];
  const refused: Refused[] = [];
  for (const [i, file] of files.entries()) {
    const outcome = await sendFile(address, key, batchId, file);
    if ('message' in outcome) refused.push(outcome);
    else received.push(outcome);
    if (!json) console.error(`${i + 1}/${files.length} ${file.path}${'message' in outcome ? `: ${outcome.message}` : outcome.state === 'duplicate' ? ': already here' : ''}`);
  }
  if (!wait) {
    if (json) console.log(JSON.stringify({ batchId, files: received, refused }));
    return refused.length > 0 ? 1 : 0;
  }
  const ofBatch = { params: { batchId } };
  const settled = await waitUntilRead({
    show: () => call(ask, showBatchEndpoint, ofBatch),
    files: (after) => call(ask, listBatchFilesEndpoint, { ...ofBatch, query: { after, limit: 200 } }),
  });
  return refused.length + tellSettled(settled, { refused }, json) > 0 ? 1 : 0;
}

async function sendFile(address: string, key: string, batchId: BatchId, { path, inside }: FoundFile): Promise<ReceivedFile | Refused> {
  const folder = inside.split('/').slice(0, -1).join('/');
  const url = urlOf(receiveFileEndpoint, { params: { batchId }, query: { name: basename(path), folder } });
  try {
    const reply = await fetch(address + url, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/octet-stream' },
      body: await openAsBlob(path),
    });
    const body: unknown = await reply.json();
    if (reply.status === receiveFileEndpoint.status) return ReceivedFile.parse(body);
    return { path, message: ErrorBody.safeParse(body).data?.error.message ?? `The archive answered ${reply.status}.` };
  } catch (error) {
    return { path, message: `It could not be sent (${error instanceof Error ? error.message : String(error)}).` };
  }
}

const asker =
  (address: string, key: string): Send =>
  async (method, url, body) => {
    const content = body === undefined ? {} : { body: JSON.stringify(body), headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' } };
    const reply = await fetch(address + url, { method, headers: { authorization: `Bearer ${key}` }, ...content }).catch(() => {
      throw new Sentence(`No archive answers at ${address}; start it with npm start, or say where it is with --url.`);
    });
    return { status: reply.status, json: await reply.json().catch(() => null) };
  };

function inASentence(error: unknown): never {
  throw error instanceof CallRefused ? new Sentence(error.status === 401 ? 'The archive does not know this API key.' : error.message) : error;
}
