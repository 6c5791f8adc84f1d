import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { lockDataFolder, runningOn } from './data-lock.ts';
import type { Log } from './log.ts';
import { findPostgres, type PostgresBinaries, type RunAs } from './postgres-binaries.ts';
import { ensureCluster, nameOf, userFor } from './postgres-folder.ts';
import { stopPostgresOn } from './postgres-processes.ts';
import { Sentence } from './sentence.ts';

export interface EmbeddedPostgres {
  /** A connection string for the database `qige`; only this machine's user (or root) can follow it. */
  url: string;
  /** Written where a second start on the same folder finds it: where the owner answers, or that it is ending. */
  note(more: { address?: string; ending?: boolean }): void;
  /** Fast shutdown: open transactions roll back, everything committed is on disk. */
  stop(): Promise<void>;
}

interface Options {
  /** PostgreSQL lives in its sub-folder `postgres`. */
  dataDir: string;
  log: Log;
  /** Written into postgresql.conf when the cluster is made. */
  settings?: Record<string, string>;
}

/**
 * Starts the PostgreSQL of this data folder on a Unix socket, making it first if need be. One owner a folder: a living
 * one is left alone and said so; what a killed one left running is stopped first.
 */
export async function startEmbeddedPostgres({ dataDir, log, settings = {} }: Options): Promise<EmbeddedPostgres> {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const root = realpathSync(dataDir);
  const folder = join(root, 'postgres');
  const lock = await lockDataFolder(root);
  try {
    const as = userFor(folder);
    const binaries = await findPostgres(as);
    const orphans = await stopPostgresOn(folder);
    if (orphans.length > 0) log.warn({ orphans }, 'stopped the PostgreSQL that a killed Qige left running');
    if (lock.before?.sockets) dropSockets(lock.before.sockets);
    ensureCluster(folder, binaries, as, settings);

    const sockets = makeSockets(as);
    lock.note({ sockets });
    const server = await keepRunning({ folder, sockets, binaries, as, log });
    const url = urlOn(sockets);
    await ensureDatabase(url);
    return {
      url,
      note: (more) => lock.note(more),
      async stop() {
        lock.note({ ending: true });
        await server.stop();
        dropSockets(sockets);
        lock.release();
      },
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}

const urlOn = (sockets: string): string => `postgres://qige@localhost/qige?host=${encodeURIComponent(sockets)}`;

/** The database that the Qige running on this data folder has started; undefined where none runs. */
export function findRunningPostgres(dataDir: string): string | undefined {
  const sockets = runningOn(dataDir)?.sockets;
  return sockets && urlOn(sockets);
}

interface Place {
  folder: string;
  sockets: string;
  binaries: PostgresBinaries;
  as: RunAs;
  log: Log;
}

/** The server, started again whenever it goes without being asked to (killed for memory, say). */
async function keepRunning(place: Place): Promise<{ stop(): Promise<void> }> {
  let stopping = false;
  let server = await startServer(place);
  const interrupt = (): void => void server.kill('SIGINT');
  process.once('exit', interrupt);

  const watch = (): void => {
    server.once('exit', (code, signal) => {
      if (!stopping) void restart(`code ${code ?? signal}`, 200);
    });
  };
  const restart = async (why: string, wait: number): Promise<void> => {
    place.log.error(`PostgreSQL went away (${why}); starting it again`);
    await pause(wait);
    await stopPostgresOn(place.folder);
    if (stopping) return;
    try {
      server = await startServer(place);
      watch();
    } catch (error) {
      void restart(String(error), Math.min(wait * 2, 10_000));
    }
  };
  watch();
  return {
    async stop() {
      stopping = true;
      process.off('exit', interrupt);
      server.kill('SIGINT');
      await stopPostgresOn(place.folder);
    },
  };
}

async function startServer({ folder, sockets, binaries, as, log }: Place): Promise<ChildProcess> {
  rmSync(join(folder, 'postmaster.pid'), { force: true }); // under the lock, and nothing runs here: it can only be stale
  const server = spawn(binaries.postgres, ['-D', nameOf(folder, as), '-c', 'listen_addresses=', '-k', sockets], {
    ...as,
    cwd: folder,
    env: {},
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: true, // Ctrl-C is for us: we stop it after the last query, not beside it
  });
  const said: string[] = [];
  createInterface({ input: server.stderr }).on('line', (line) => {
    said.push(line);
    if (said.length > 20) said.shift();
    log.debug({ postgres: line }, 'postgres');
  });
  const failed = once(server, 'exit').then(() => {
    throw new Sentence(`PostgreSQL did not start in ${folder}: ${reason(said)}`);
  });
  await Promise.race([failed, ready(folder, server)]);
  failed.catch(() => {});
  return server;
}

/** The server writes its state into its pid file. It may recover for minutes after a crash, so there is no limit here. */
async function ready(folder: string, server: ChildProcess): Promise<void> {
  const file = join(folder, 'postmaster.pid');
  while (server.exitCode === null && server.signalCode === null) {
    if (existsSync(file) && readFileSync(file, 'utf8').trimEnd().endsWith('ready')) return;
    await pause(15);
  }
}

const reason = (said: readonly string[]): string =>
  (said.findLast((line) => /FATAL|PANIC/.test(line)) ?? said.at(-1) ?? 'it said nothing').replace(/^.*(FATAL|PANIC):\s*/, '');

async function ensureDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url.replace('/qige?', '/postgres?') });
  await client.connect();
  try {
    const { rowCount } = await client.query(`select from pg_database where datname = 'qige'`);
    if (rowCount === 0) await client.query('create database qige');
  } finally {
    await client.end();
  }
}

// A socket's path may have 107 bytes, which a data folder's can exceed; and the folder must be open to the server's user.
function makeSockets(as: RunAs): string {
  const parent = as || tmpdir().length > 60 ? '/tmp' : tmpdir();
  const folder = mkdtempSync(join(parent, 'qige-'));
  if (as) chownSync(folder, as.uid, as.gid);
  return folder;
}

function dropSockets(folder: string): void {
  if (basename(folder).startsWith('qige-')) rmSync(folder, { recursive: true, force: true });
}
