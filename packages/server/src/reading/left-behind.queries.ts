import type { PageId, ScanId } from '@qige/wire';
import type { Db } from '../platform/db.ts';
import { jobFailedOn, type JobsAbout, noJobAbout } from '../platform/left-behind.queries.ts';
import { type LeftBehind, mostAtOnce } from '../platform/left-behind.ts';

/** Kept pages that wait and nobody is going to read. */
export async function pagesLeftBehind(db: Db, jobs: JobsAbout): Promise<LeftBehind<PageId>[]> {
  return db
    .selectFrom('page')
    .select(['page.id', jobFailedOn(jobs, 'page.id').as('failed')])
    .where('page.state', '=', 'waiting')
    .where('page.dropped', '=', false)
    .where('page.separator', '=', false)
    .where(noJobAbout(jobs, 'page.id'))
    .limit(mostAtOnce)
    .execute();
}

/** Scans whose pages are all settled, and nobody is going to take their fields. */
export async function scansLeftBehind(db: Db, jobs: JobsAbout): Promise<LeftBehind<ScanId>[]> {
  return db
    .selectFrom('scan')
    .select(['scan.id', jobFailedOn(jobs, 'scan.id').as('failed')])
    .where('scan.state', '=', 'reading')
    .where((eb) =>
      eb.not(
        eb.exists(
          eb.selectFrom('page').select('page.id').whereRef('page.scanId', '=', 'scan.id').where('page.state', '=', 'waiting').where('page.dropped', '=', false).where('page.separator', '=', false),
        ),
      ),
    )
    .where(noJobAbout(jobs, 'scan.id'))
    .limit(mostAtOnce)
    .execute();
}

/** Archive copies that are owed, and nobody is going to make. */
export async function copiesLeftBehind(db: Db, jobs: JobsAbout): Promise<LeftBehind<ScanId>[]> {
  return db
    .selectFrom('archiveCopy')
    .select(['archiveCopy.scanId as id', jobFailedOn(jobs, 'archiveCopy.scanId').as('failed')])
    .where('archiveCopy.state', '=', 'making')
    .where(noJobAbout(jobs, 'archiveCopy.scanId'))
    .limit(mostAtOnce)
    .execute();
}
