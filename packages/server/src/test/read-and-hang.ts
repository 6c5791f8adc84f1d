import { systemClock } from '../platform/clock.ts';
import { readConfig } from '../platform/config.ts';
import { openDb, openPool } from '../platform/db.ts';
import { startWorkers } from '../platform/jobs.ts';
import { openLive } from '../platform/live.ts';
import { silentLog } from '../platform/log.ts';
import { openDiskVault } from '../platform/vault/disk-vault.ts';
import { readFileJob, readPageJob } from '../reading/reading.jobs.ts';

// A worker of its own process that begins to read a page, says so, and never comes to an end: forked by a test, which kills it.
const [, , url = '', folder = ''] = process.argv;
const config = readConfig({ QIGE_DATA_DIR: folder, DATABASE_URL: url, QIGE_SECRET: 'a secret for tests only, 32 bytes' });
const app = {
  config,
  db: openDb(openPool(url)),
  clock: systemClock(config.timeZone),
  vault: await openDiskVault(`${folder}/vault`),
  ocr: {
    pids: [],
    readImage(): Promise<never> {
      process.send?.('reading');
      return new Promise(() => {});
    },
    close: async () => {},
  },
  live: await openLive(url),
  log: silentLog,
};
await startWorkers(app, url, [readFileJob, readPageJob]);
