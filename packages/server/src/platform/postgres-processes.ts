import { execFileSync } from 'node:child_process';
import { readdirSync, readlinkSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/**
 * Every PostgreSQL process that works in this data folder, the one that the others descend from first.
 * A pid file proves nothing after a crash (its number may belong to anything by now); a working directory does.
 */
export function postgresProcessesOn(folder: string): number[] {
  if (process.platform !== 'linux') return postgresByCommand(folder);
  const pids = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => worksIn(pid, folder));
  const parents = new Map(pids.map((pid) => [pid, parentOf(pid)]));
  return pids.toSorted((a, b) => Number(parents.has(parents.get(a) ?? 0)) - Number(parents.has(parents.get(b) ?? 0)));
}

function worksIn(pid: number, folder: string): boolean {
  try {
    const program = readlinkSync(`/proc/${pid}/exe`).replace(/ \(deleted\)$/, '');
    return basename(program) === 'postgres' && readlinkSync(`/proc/${pid}/cwd`) === folder;
  } catch {
    return false; // gone since, or someone else's: then it cannot be on our folder
  }
}

function parentOf(pid: number): number {
  try {
    // The name in parentheses may hold blanks and parentheses of its own.
    return Number(readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /s, '').split(' ')[1]);
  } catch {
    return 0;
  }
}

/** Where there is no /proc, the server's own command line names its folder. */
function postgresByCommand(folder: string): number[] {
  const pidFile = join(folder, 'postmaster.pid');
  try {
    const pid = Number.parseInt(readFileSync(pidFile, 'utf8'), 10);
    const command = execFileSync('ps', ['-ww', '-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
    return command.includes('postgres') && command.includes(folder) ? [pid] : [];
  } catch {
    return [];
  }
}

/** Stops what still works in the folder: politely (fast shutdown), then at once, then by force. Returns what it found. */
export async function stopPostgresOn(folder: string, patienceMs = 6_000): Promise<number[]> {
  const found = postgresProcessesOn(folder);
  const [head] = found;
  if (head === undefined) return [];
  signal(head, 'SIGINT');
  if (await gone(folder, patienceMs)) return found;
  for (const pid of postgresProcessesOn(folder)) signal(pid, 'SIGQUIT');
  if (await gone(folder, 1_500)) return found;
  for (const pid of postgresProcessesOn(folder)) signal(pid, 'SIGKILL');
  await gone(folder, 1_500);
  return found;
}

async function gone(folder: string, withinMs: number): Promise<boolean> {
  const end = Date.now() + withinMs;
  while (postgresProcessesOn(folder).length > 0) {
    if (Date.now() > end) return false;
    await pause(30);
  }
  return true;
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // gone already
  }
}
