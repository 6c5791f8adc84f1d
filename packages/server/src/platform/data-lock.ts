import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { Sentence } from './sentence.ts';

const noteShape = z.object({
  pid: z.number(),
  address: z.string().optional(),
  /** Set when the owner has begun to end: whoever starts now waits for it. */
  ending: z.boolean().optional(),
  sockets: z.string().optional(),
});
export type RunningNote = z.infer<typeof noteShape>;

export interface DataLock {
  /** What a killed owner left written behind, from before this one took the lock. */
  before: RunningNote | undefined;
  /** Tells others who holds the folder and where it answers. */
  note(more: Partial<RunningNote>): void;
  release(): void;
}

/** A killed process lets go a moment after it is gone from sight; one that ends politely takes up to ten seconds. */
const patienceMs = { otherwise: 1_000, ending: 12_000 };

/**
 * Takes a data folder for one process. The lock is the kernel's (a SQLite file lock), so it goes with its process
 * however that dies, and holds between containers that share the folder. Nobody else may open the lock file:
 * closing any handle on it would let go of the lock.
 */
export async function lockDataFolder(dataDir: string): Promise<DataLock> {
  mkdirSync(join(dataDir, 'run'), { recursive: true });
  const notePath = join(dataDir, 'run', 'running.json');
  const began = Date.now();
  let lock = take(join(dataDir, 'run', 'lock'));
  while (!lock) {
    const owner = readNote(notePath);
    if (Date.now() - began > patienceMs[owner?.ending ? 'ending' : 'otherwise']) throw new Sentence(alreadyRunning(dataDir, owner));
    await pause(100);
    lock = take(join(dataDir, 'run', 'lock'));
  }
  const held = lock;
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
      held.close();
    },
  };
}

function take(path: string): DatabaseSync | undefined {
  const lock = new DatabaseSync(path);
  try {
    lock.exec('begin exclusive');
    return lock;
  } catch (error) {
    lock.close();
    if (isBusy(error)) return undefined;
    throw error;
  }
}

const isBusy = (error: unknown): boolean => error instanceof Error && 'errcode' in error && error.errcode === 5;

function alreadyRunning(dataDir: string, note: RunningNote | undefined): string {
  const where = note?.address ? ` at ${note.address}` : '';
  const who = note ? ` (process ${note.pid})` : '';
  return `Qige is already running on ${dataDir}${where}${who}.`;
}

/** Who holds the data folder now, as far as can be told without taking it: a living process of this machine that left its note there. */
export function runningOn(dataDir: string): RunningNote | undefined {
  const note = readNote(join(dataDir, 'run', 'running.json'));
  return note && isAlive(note.pid) ? note : undefined;
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function readNote(path: string): RunningNote | undefined {
  try {
    return noteShape.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return undefined;
  }
}
