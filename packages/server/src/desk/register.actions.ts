import type { ContractId, RegisterScan, ScanId } from '@qige/wire';
import type { Person } from '../actor.ts';
import type { App } from '../app.ts';
import { findVisibleByNumber, lockContract } from '../contracts/contract.queries.ts';
import { registerContract } from '../contracts/register.actions.ts';
import { relateContracts } from '../contracts/relate.actions.ts';
import { openCopy } from '../custody/open.actions.ts';
import type { Tx } from '../platform/db.ts';
import { notFound, Refusal } from '../platform/errors.ts';
import { tellLive } from '../platform/live.ts';
import { wantArchiveCopy } from '../reading/archive-copy.queries.ts';
import { fieldCorrectionsOf, findingAnswersOf, saveFieldCorrections } from '../reading/corrections.queries.ts';
import { effectiveFindings } from '../reading/effective-findings.rules.ts';
import { effectiveFields } from '../reading/fields.rules.ts';
import { withAnswers } from '../reading/findings.rules.ts';
import { countWaitingPages } from '../reading/page-reading.queries.ts';
import { lockScan, scanReadingOf, type ScanRow } from '../reading/scan-reading.queries.ts';
import { confirmedValues, correctionsIn, withConfirmed } from './confirmed.rules.ts';
import { bindScan } from './copies.queries.ts';
import { countKeptPages } from './desk.queries.ts';
import { registeringVerdict, type RegisteringVerdict } from './desk.rules.ts';

/**
 * The scan becomes a contract, all or nothing: what the clerk confirmed and where it differs from the text, parties, number, relation,
 * pages, audit, and the work that follows. The scan stays locked throughout, so of two clerks one comes too late.
 */
export async function registerScan(app: App, actor: Person, scanId: ScanId, confirmed: RegisterScan): Promise<{ contractId: ContractId; number: string }> {
  return app.db.transaction().execute(async (tx) => {
    const scan = await lockScan(tx, actor, scanId);
    if (!scan) throw notFound();
    if (confirmed.version !== undefined && confirmed.version !== scan.version && scan.contractId === null) throw new Refusal('scan_changed', 'The scan changed meanwhile. Look at it again.', { version: scan.version });
    const reading = await scanReadingOf(tx, scanId);
    const before = (await fieldCorrectionsOf(tx, [scanId])).get(scanId) ?? [];
    const corrections = correctionsIn(confirmedValues(confirmed), effectiveFields(reading.fields, before));
    const counting = withConfirmed(before, corrections, { by: actor.id, at: app.clock.now() });
    const answered = withAnswers(effectiveFindings(reading, counting), (await findingAnswersOf(tx, [scanId])).get(scanId) ?? []);
    const pages = await countKeptPages(tx, scanId);
    const pagesLeft = await countWaitingPages(tx, scanId);
    refuseUnless(registeringVerdict({ state: scan.state, pages, pagesLeft, findings: answered }, { title: confirmed.fields.title, parties: confirmed.parties }), scan);
    await saveFieldCorrections(tx, scanId, corrections, actor.id);

    const { mainContract, version: _version, fields: values, ...rest } = confirmed;
    const findingCount = answered.filter(({ answer }) => answer?.answer !== 'dismissed').length;
    const main = mainContract && (await findMain(tx, actor, mainContract.number));
    const contract = await registerContract(app, tx, actor, { ...rest, ...values, departmentId: rest.departmentId ?? scan.departmentId, pageCount: pages, findingCount });
    if (main) await relateContracts(tx, actor, contract.id, main, mainContract.kind);
    await bindScan(tx, scanId, contract.id, null);
    await openCopy(app, tx, actor, contract.id, { pageCount: pages, scanId });
    await wantArchiveCopy(tx, scanId);
    await tellLive(tx, { topic: 'desk', id: scanId, within: scan.batchId });
    return { contractId: contract.id, number: contract.number };
  });
}

/** Locked before any party is, as amending a contract does, so that the two never wait for each other. */
async function findMain(tx: Tx, actor: Person, number: string): Promise<ContractId> {
  const main = await findVisibleByNumber(tx, actor, number);
  if (main) await lockContract(tx, actor, main);
  if (!main) throw new Refusal('invalid_request', 'There is no contract of this number, or it is not open to you.', { fields: [{ field: 'mainContract.number', problem: 'unknown' }] });
  return main;
}

export function refuseUnless(verdict: RegisteringVerdict, scan: Pick<ScanRow, 'contractId'>): void {
  if (verdict.kind === 'closed') throw new Refusal('scan_closed', 'The scan has left the desk.', { state: verdict.state, contractId: scan.contractId });
  if (verdict.kind === 'not-ready') throw new Refusal('scan_not_ready', 'Something is still missing before the contract can be registered.', { missing: verdict.missing });
}
