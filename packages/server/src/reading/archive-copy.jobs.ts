import { ContractId, ScanId } from '@qige/wire';
import { AuditReaction } from '../audit/audit.events.ts';
import type { Tx } from '../platform/db.ts';
import { defineJob, enqueue } from '../platform/jobs.ts';
import { giveUpArchiveCopy, makeArchiveCopy } from './archive-copy.actions.ts';
import { registeredScansOf, wantArchiveCopy } from './archive-copy.queries.ts';

export const makeArchiveCopyJob = defineJob({
  name: 'reading.make-archive-copy',
  payload: AuditReaction.extend({ subjectId: ScanId }),
  attempts: 6,
  oncePerKey: true,
  async run(app, { subjectId: scanId }, signal) {
    const outcome = await makeArchiveCopy(app, scanId, signal);
    if (outcome === 'again') await app.db.transaction().execute((tx) => archiveSoon(tx, scanId));
  },
  giveUp: (app, { subjectId: scanId }, error) => giveUpArchiveCopy(app, scanId, error),
});

export const archiveSoon = (tx: Tx, scanId: ScanId): Promise<void> => enqueue(tx, makeArchiveCopyJob, { subjectId: scanId }, { key: scanId });

/** A contract was registered: every scan of it gets its archive copy. */
export const archiveContractJob = defineJob({
  name: 'reading.archive-contract',
  payload: AuditReaction.extend({ subjectId: ContractId }),
  attempts: 5,
  run: (app, { subjectId: contractId }) =>
    app.db.transaction().execute(async (tx) => {
      for (const scanId of await registeredScansOf(tx, contractId)) {
        await wantArchiveCopy(tx, scanId);
        await archiveSoon(tx, scanId);
      }
    }),
});
