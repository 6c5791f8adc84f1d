import type { ContractId, CopyId, ScanId } from '@qige/wire';
import type { Person } from '../actor.ts';
import type { App } from '../app.ts';
import { recordAudit } from '../audit/audit.queries.ts';
import { openCopy } from '../custody/open.actions.ts';
import { bindScanToCopy } from '../custody/open.queries.ts';
import { notFound, Refusal } from '../platform/errors.ts';
import { tellLive } from '../platform/live.ts';
import { wantArchiveCopy } from '../reading/archive-copy.queries.ts';
import { countWaitingPages } from '../reading/page-reading.queries.ts';
import { lockScan } from '../reading/scan-reading.queries.ts';
import { addToPageCount, bindScan, lockContract, lockCopyOf } from './copies.queries.ts';
import { countKeptPages } from './desk.queries.ts';
import { bindingVerdict } from './desk.rules.ts';
import { refuseUnless } from './register.actions.ts';

/** A copy of a registered contract, the one named or another: its pages join the contract, its fields are not taken. */
export async function bindCopy(app: App, actor: Person, scanId: ScanId, { contractId, copyId, copyLabel }: { contractId: ContractId; copyId?: CopyId | undefined; copyLabel: string | null }): Promise<{ contractId: ContractId; number: string }> {
  return app.db.transaction().execute(async (tx) => {
    const scan = await lockScan(tx, actor, scanId);
    const contract = await lockContract(tx, actor, contractId);
    if (!scan || !contract) throw notFound();
    const pages = await countKeptPages(tx, scanId);
    refuseUnless(bindingVerdict({ state: scan.state, pages, pagesLeft: await countWaitingPages(tx, scanId) }), scan);
    if (contract.state === 'voided') throw new Refusal('number_voided', 'That contract was voided.', { contractId });

    const copy = copyId && (await lockCopyOf(tx, contractId, copyId));
    if (copyId && !copy) throw notFound();

    await bindScan(tx, scanId, contractId, copyLabel);
    if (copy) await bindScanToCopy(tx, scanId, copy.id);
    else await openCopy(app, tx, actor, contractId, { pageCount: pages, scanId });
    await addToPageCount(tx, contractId, pages);
    await wantArchiveCopy(tx, scanId);
    await recordAudit(tx, actor, { kind: 'scan.bound', subjectId: scanId, contractId, facts: { copyLabel, pages, ...(copy ? { copy: copy.ordinal } : {}) } });
    await recordAudit(tx, actor, { kind: 'contract.amended', subjectId: contractId, contractId, facts: { copyBound: scanId } });
    await tellLive(tx, { topic: 'desk', id: scanId, within: scan.batchId });
    return { contractId, number: contract.number };
  });
}
