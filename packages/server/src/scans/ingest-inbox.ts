import { basename } from 'node:path';
import type { BatchId, ReceivedFile } from '@qige/wire';
import { theSystem } from '../actor.ts';
import type { Config } from '../platform/config.ts';
import { type Db, openDb, openPool } from '../platform/db.ts';
import { findRunningPostgres } from '../platform/embedded-postgres.ts';
import { isPassedOver } from './inbox.rules.ts';
import { type FoundFile, inboxFolder, type LaidFile, layIntoInbox } from './ingest-files.ts';
import { type Refused, type Taken, untilTaken } from './ingest-taken.ts';
import { allFiles, type BatchAsked, tellSettled, waitUntilRead } from './ingest-wait.ts';
import { batches, batchFiles, scanSummaries } from './show.queries.ts';

interface Wishes {
  wait: boolean;
  json: boolean;
  patienceMs: number;
}

/** What ends with this lies safe in the watch folder, and is not in the archive yet. */
const laidOnly = 3;

/** Hands files in by the watch folder of this machine's archive, and says that they arrived only when the archive has taken them from there. */
export async function ingestByInbox(config: Config, batch: string, files: readonly FoundFile[], { wait, json, patienceMs }: Wishes): Promise<number> {
  const folder = inboxFolder(config.dataDir, batch);
  const { laid, refused } = await lay(folder, files, json);
  const url = config.databaseUrl ?? findRunningPostgres(config.dataDir);
  const db = url === undefined ? undefined : openDb(openPool(url, 2));
  const taken: Taken = db ? await untilTaken(db, laid, patienceMs, (path, became) => json || console.error(lineOf(path, became))) : { files: [], refused: [], waiting: laid };
  refused.push(...taken.refused);
  const waiting = taken.waiting.map(({ path }) => path);
  if (!json && waiting.length > 0) console.error(whyWaiting(folder, taken, db));

  const batchId = taken.files[0]?.batchId;
  const told = { refused, inbox: folder, waiting };
  if (db && batchId && wait) {
    const troubles = tellSettled(await waitUntilRead(asking(db, batchId)), told, json);
    return endOf(refused.length + troubles, waiting);
  }
  if (json) console.log(JSON.stringify(wait ? { batch: null, files: [], scans: [], ...told } : { batchId: batchId ?? null, files: db && batchId ? await described(db, batchId, taken) : [], ...told }));
  return endOf(refused.length, waiting);
}

const endOf = (troubles: number, waiting: readonly string[]): number => (troubles > 0 ? 1 : waiting.length > 0 ? laidOnly : 0);

async function lay(folder: string, files: readonly FoundFile[], json: boolean): Promise<{ laid: LaidFile[]; refused: Refused[] }> {
  const laid: LaidFile[] = [];
  const refused: Refused[] = [];
  for (const file of files) {
    const { path } = file;
    try {
      if (isPassedOver(file.inside)) refused.push({ path, message: `The watch folder passes over files named like ${basename(path)}; hand it in with an API key.` });
      else laid.push(await layIntoInbox(folder, file));
    } catch (error) {
      refused.push({ path, message: `It could not be laid into the watch folder (${error instanceof Error ? error.message : String(error)}).` });
    }
  }
  if (!json) for (const { path, message } of refused) console.error(lineOf(path, message));
  return { laid, refused };
}

const lineOf = (path: string, became: { state: string } | string): string => `${path}${typeof became === 'string' ? `: ${became}` : became.state === 'duplicate' ? ': already here' : ''}`;

function whyWaiting(folder: string, { waiting, trouble }: Taken, db: Db | undefined): string {
  const lie = `Laid safely into ${folder}, not in the archive yet: ${waiting.length}.`;
  if (!db) return `${lie} No Qige runs on this data folder; it takes them when it is started.`;
  return trouble === undefined ? `${lie} Nobody takes them; they are taken when a Qige works on this data folder.` : `${lie} The archive could not be asked (${trouble}).`;
}

function asking(db: Db, batchId: BatchId): BatchAsked {
  return {
    async show() {
      const [batch] = await batches(db, theSystem, { id: batchId, limit: 1 });
      if (!batch) throw new Error('The batch is gone.');
      return { batch, scans: await scanSummaries(db, theSystem, { batchId }) };
    },
    async files(after) {
      const files = await batchFiles(db, theSystem, batchId, { after, limit: 1_000 });
      return { files, next: files.length < 1_000 ? null : (files.at(-1)?.id ?? null) };
    },
  };
}

async function described(db: Db, batchId: BatchId, { files }: Taken): Promise<ReceivedFile[]> {
  const mine = new Set(files.map(({ id }) => id));
  return (await allFiles(asking(db, batchId))).filter(({ id }) => mine.has(id));
}
