import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { TestServer } from './test-server.ts';

/** The PostgreSQL versions that Debian installed here, as [version, folder of programs]. */
export function debianPostgres(): [string, string][] {
  const root = '/usr/lib/postgresql';
  if (!existsSync(root)) return [];
  return readdirSync(root)
    .map((version): [string, string] => [version, join(root, version, 'bin')])
    .filter(([, bin]) => existsSync(join(bin, 'initdb')));
}

/** Such a server on a socket of its own, with Debian's defaults for everything that is not about where it lives. */
export async function startDebianPostgres(bin: string): Promise<TestServer> {
  const root = mkdtempSync('/tmp/qige-debian-');
  const data = join(root, 'data');
  const as = process.getuid?.() === 0 ? someoneElse() : undefined;
  mkdirSync(data, { mode: 0o700 });
  for (const path of [root, data]) if (as) chownSync(path, as.uid, as.gid);
  execFileSync(join(bin, 'initdb'), ['-D', data, '-U', 'qige', '--auth=trust', '--encoding=UTF8', '--locale=C.UTF-8', '--no-sync'], { ...as, cwd: data, stdio: 'ignore' });
  const server = spawn(join(bin, 'postgres'), ['-D', data, '-k', root, '-c', 'listen_addresses=', '-c', 'fsync=off'], { ...as, cwd: data, stdio: 'ignore' });
  const ready = (): boolean => existsSync(join(data, 'postmaster.pid')) && readFileSync(join(data, 'postmaster.pid'), 'utf8').trimEnd().endsWith('ready');
  while (!ready() && server.exitCode === null) await pause(20);
  return {
    url: `postgres://qige@localhost/postgres?host=${encodeURIComponent(root)}`,
    async stop() {
      server.kill('SIGINT');
      if (server.exitCode === null) await once(server, 'exit');
      rmSync(root, { recursive: true, force: true });
    },
  };
}

/** initdb refuses root, and whom the system has no name for. */
function someoneElse(): { uid: number; gid: number } {
  const accounts = readFileSync('/etc/passwd', 'utf8').split('\n').map((line) => line.split(':'));
  const [, , uid, gid] = accounts.find(([name]) => name === 'postgres') ?? accounts.find(([name]) => name === 'nobody') ?? [];
  return { uid: Number(uid ?? 65_534), gid: Number(gid ?? 65_534) };
}
