import { join } from 'node:path';
import type { CopyId, DepartmentId, PersonId } from '@qige/wire';
import { theSystem } from '../packages/server/src/actor.ts';
import type { App } from '../packages/server/src/app.ts';
import { findPresentByEmail } from '../packages/server/src/people/actor.queries.ts';
import { personFrom } from '../packages/server/src/people/sessions.ts';
import { systemClock } from '../packages/server/src/platform/clock.ts';
import { readConfig } from '../packages/server/src/platform/config.ts';
import { openDb, openPool } from '../packages/server/src/platform/db.ts';
import { findRunningPostgres } from '../packages/server/src/platform/embedded-postgres.ts';
import { openLive } from '../packages/server/src/platform/live.ts';
import { silentLog } from '../packages/server/src/platform/log.ts';
import { openDiskVault } from '../packages/server/src/platform/vault/disk-vault.ts';
import { givenCopy } from '../packages/server/src/test/given-copy.ts';
import { unreadableReader } from '../packages/server/src/test/unreadable-reader.ts';
import type { Archive } from './archive.ts';

export interface GivenPaper {
  copyId: CopyId;
  contractId: string;
  title: string;
}

/** Contracts entered into a running archive the way the desk enters them, without scans to wait for; their papers are in the hands of the person of this address. */
export async function givenPapers({ dataDir }: Archive, email: string, titles: readonly string[], of: { departmentId: DepartmentId; ownerId: PersonId }): Promise<GivenPaper[]> {
  const url = findRunningPostgres(dataDir) ?? '';
  const config = readConfig({ QIGE_DATA_DIR: dataDir, DATABASE_URL: url, QIGE_SECRET: 'a secret for tests only, 32 bytes' });
  const app: App = { config, db: openDb(openPool(url, 2)), clock: systemClock(config.timeZone), vault: await openDiskVault(join(dataDir, 'vault')), ocr: unreadableReader, live: await openLive(url), log: silentLog };
  try {
    const found = await findPresentByEmail(app.db, email);
    const keeper = found ? personFrom(found) : theSystem;
    const papers: GivenPaper[] = [];
    for (const title of titles) {
      const { id, contractId } = await givenCopy(app, keeper, { title, amount: '120000.00', ...of });
      papers.push({ copyId: id, contractId, title });
    }
    return papers;
  } finally {
    await app.live.close();
    await app.db.destroy();
  }
}
