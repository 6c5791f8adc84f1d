import { join } from 'node:path';
import { openReader } from '@qige/ocr';
import sharp from 'sharp';
import type { App } from './app.ts';
import { useReactions } from './audit/audit.queries.ts';
import { systemClock } from './platform/clock.ts';
import type { Config } from './platform/config.ts';
import { openDb, openPool } from './platform/db.ts';
import { prepareQueues } from './platform/jobs.ts';
import { openLive } from './platform/live.ts';
import type { Log } from './platform/log.ts';
import { migrate } from './platform/migrate.ts';
import { waitForDatabase } from './platform/wait-for-database.ts';
import { openDiskVault } from './platform/vault/disk-vault.ts';
import { rooms } from './rooms.ts';

export interface Composed {
  app: App;
  close(): Promise<void>;
}

/** The database at `url` brought up to this code, and the job queues with it; safe while others run. */
export async function prepareDatabase(url: string): Promise<string[]> {
  const pool = openPool(url, 1);
  try {
    await waitForDatabase(pool, url);
    const applied = await migrate(pool);
    await prepareQueues(url, rooms.flatMap((room) => room.jobs ?? []));
    return applied;
  } finally {
    await pool.end();
  }
}

/** The App record: the one place that knows which engine stands behind each port. */
export async function composeApp(config: Config, url: string, log: Log): Promise<Composed> {
  // Every picture passes once; kept operations would only fill memory.
  sharp.cache(false);
  const pool = openPool(url, 10, 60_000);
  const app: App = {
    config,
    db: openDb(pool),
    clock: systemClock(config.timeZone),
    vault: await openDiskVault(join(config.dataDir, 'vault')),
    ocr: openReader({ threads: config.ocrThreads, nice: 5 }),
    live: await openLive(url),
    log,
  };
  useReactions(rooms.flatMap((room) => room.reactions ?? []));
  return {
    app,
    async close() {
      await app.ocr.close();
      await app.live.close();
      await app.db.destroy();
    },
  };
}
