import type { FileId } from '@qige/wire';
import type { Db } from '../platform/db.ts';
import { jobFailedOn, type JobsAbout, noJobAbout } from '../platform/left-behind.queries.ts';
import { type LeftBehind, mostAtOnce } from '../platform/left-behind.ts';

/** Files received that nobody is going to open. */
export async function filesLeftBehind(db: Db, jobs: JobsAbout): Promise<LeftBehind<FileId>[]> {
  return db
    .selectFrom('receivedFile')
    .select(['receivedFile.id', jobFailedOn(jobs, 'receivedFile.id').as('failed')])
    .where('receivedFile.state', '=', 'received')
    .where(noJobAbout(jobs, 'receivedFile.id'))
    .limit(mostAtOnce)
    .execute();
}
