import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, lchownSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Sentence } from './sentence.ts';
import type { PostgresBinaries, RunAs } from './postgres-binaries.ts';

// PostgreSQL refuses root. This number belongs to no account (Debian reserves its range, systemd stays below), so
// no other service shares it, and it lies inside the 65,536 numbers a rootless container has.
const ownUid = 65_530;

/**
 * What to run PostgreSQL as. Root gives way to the folder's owner, or to a number of our own. Everybody else runs it as
 * themselves.
 */
export function userFor(folder: string): RunAs {
  if (process.getuid?.() !== 0) return undefined;
  for (const path of [folder, dirname(folder)]) {
    const owner = existsSync(path) ? statSync(path) : undefined;
    if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  }
  return { uid: ownUid, gid: ownUid };
}

/**
 * How the server is told its folder. After giving up root it may not walk the path (/root/… is closed to it), but its
 * working directory was entered before, and stays open by that name.
 */
export const nameOf = (folder: string, as: RunAs): string => (as && process.platform === 'linux' ? '/proc/self/cwd' : folder);

// Written into postgresql.conf once, so that whoever runs a large archive can change them there.
const firstSettings = {
  shared_buffers: '128MB',
  work_mem: '8MB',
  effective_cache_size: '512MB',
  random_page_cost: '1.1',
  max_wal_size: '1GB',
  jit: 'off',
  // One query on one core: the pages being read need the others, and /dev/shm is small in containers.
  max_parallel_workers_per_gather: '0',
  max_logical_replication_workers: '0',
  // Statements that fail carry what people typed; the application reports its own errors.
  log_min_messages: 'log',
  log_checkpoints: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
};

/** Makes the cluster if there is none: under another name first, so that half a cluster never looks like a whole one. */
export function ensureCluster(folder: string, binaries: PostgresBinaries, as: RunAs, settings: Record<string, string>): void {
  if (existsSync(folder) && !isEmpty(folder)) return checkCluster(folder, binaries);
  const fresh = `${folder}.new`;
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(fresh, { mode: 0o700 });
  const maker = as && { uid: namedUid(as.uid), gid: as.gid };
  if (maker) giveTo(fresh, maker);
  const made = spawnSync(binaries.initdb, initdbArguments(nameOf(fresh, as), settings), { ...maker, cwd: fresh, env: {}, encoding: 'utf8' });
  if (made.status !== 0) {
    rmSync(fresh, { recursive: true, force: true });
    const why = lastLine(made.stderr ?? '') || (made.error?.message ?? 'initdb failed');
    const advice = why.includes('user does not exist') ? ' PostgreSQL wants a user with a name: start Qige as one, or set DATABASE_URL.' : '';
    throw new Sentence(`The database could not be made in ${folder}: ${why.replace(/\.$/, '')}.${advice}`);
  }
  if (as) giveTo(fresh, as);
  renameSync(fresh, folder); // replaces an empty folder, and nothing else
}

/** A folder with anything in it is never made anew, whatever is missing from it. */
function isEmpty(folder: string): boolean {
  refuseStranger(folder);
  return readdirSync(folder).length === 0;
}

function refuseStranger(folder: string): void {
  const { uid } = statSync(folder);
  const me = process.getuid?.() ?? uid;
  if (me !== 0 && uid !== me) {
    throw new Sentence(`${folder} belongs to user ${uid} (Qige was started by root before): start it as root again, or give the data folder to yourself with chown -R.`);
  }
}

function initdbArguments(folder: string, settings: Record<string, string>): string[] {
  // Code-point order and Unicode letter rules from PostgreSQL itself: the same on every machine, whatever its libc knows.
  const words = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const doors = ['--username=qige', '--auth-local=trust', '--auth-host=reject'];
  const set = Object.entries({ ...firstSettings, ...settings }).flatMap(([name, value]) => ['--set', `${name}=${value}`]);
  const unsynced = settings['fsync'] === 'off' ? ['--no-sync'] : [];
  return [`--pgdata=${folder}`, ...words, ...doors, ...set, ...unsynced];
}

function checkCluster(folder: string, binaries: PostgresBinaries): void {
  const file = join(folder, 'PG_VERSION');
  if (!existsSync(file)) throw new Sentence(`${folder} holds files but no database (PG_VERSION is missing): restore it from a backup, or move it away to start empty.`);
  const major = Number.parseInt(readFileSync(file, 'utf8'), 10);
  if (major === binaries.major) return;
  throw new Sentence(
    `${folder} was made by PostgreSQL ${major} and this Qige brings ${binaries.major}: start the earlier Qige once more to take a dump, or see docs/operations.md, "Another PostgreSQL version".`,
  );
}

/** initdb wants a user that has a name; the server itself does not. */
function namedUid(uid: number): number {
  const named = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => Number(line.split(':')[2]))
    .filter((number) => number > 0);
  return [uid, 65_534, ...named].find((number) => named.includes(number)) ?? uid;
}

function giveTo(folder: string, { uid, gid }: { uid: number; gid: number }): void {
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) lchownSync(join(folder, name), uid, gid);
  lchownSync(folder, uid, gid);
  chmodSync(folder, 0o700);
}

const lastLine = (text: string): string => text.trim().split('\n').at(-1) ?? '';
