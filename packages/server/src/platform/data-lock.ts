import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { Sentence } from './sentence.ts';

const noteShape = z.object({ pid: z.number(), address: z.string().optional(), sockets: z.string().optional() });
export type RunningNote = z.infer<typeof noteShape>;

export interface DataLock {
  /** What a killed owner left written behind, from before this one took the lock. */
  before: RunningNote | undefined;
  /** Tells others who holds the folder and where it answers. */
  note(more: Partial<RunningNote>): void;
  release(): void;
}

/**
 * Takes a data folder for one process. The lock is the kernel's (a SQLite file lock), so it goes with its process
 * however that dies, and holds between containers that share the folder. Nobody else may open the lock file:
 * closing any handle on it would let go of the lock.
 */
export function lockDataFolder(dataDir: string): DataLock {
  mkdirSync(join(dataDir, 'run'), { recursive: true });
  const notePath = join(dataDir, 'run', 'running.json');
  const lock = new DatabaseSync(join(dataDir, 'run', 'lock'));
  try {
    lock.exec('begin exclusive');
  } catch (error) {
    lock.close();
    if (!isBusy(error)) throw error;
    throw new Sentence(alreadyRunning(dataDir, readNote(notePath)));
  }
  let note: RunningNote = { pid: process.pid };
  const before = readNote(notePath);
  return {
    before,
    note(more) {
      note = { ...note, ...more };
      writeFileSync(notePath, `${JSON.stringify(note)}\n`);
    },
    release() {
      rmSync(notePath, { force: true });
      lock.close();
    },
  };
}

const isBusy = (error: unknown): boolean => error instanceof Error && 'errcode' in error && error.errcode === 5;

function alreadyRunning(dataDir: string, note: RunningNote | undefined): string {
  const where = note?.address ? ` at ${note.address}` : '';
  const who = note ? ` (process ${note.pid})` : '';
  return `Qige is already running on ${dataDir}${where}${who}.`;
}

function readNote(path: string): RunningNote | undefined {
  try {
    return noteShape.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return undefined;
  }
}
