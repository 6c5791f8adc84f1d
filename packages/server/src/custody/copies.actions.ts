import type { ContractId, CopyId, CopyPage, PartyId, ScanId } from '@qige/wire';
import type { Person } from '../actor.ts';
import type { App } from '../app.ts';
import { recordAudit } from '../audit/audit.queries.ts';
import { lockContract } from '../contracts/contract.queries.ts';
import { addHeld } from '../places/occupancy.queries.ts';
import type { Tx } from '../platform/db.ts';
import { notFound, Refusal } from '../platform/errors.ts';
import { tellLive } from '../platform/live.ts';
import { carry, lockPlacesOf } from './carry.actions.ts';
import { refuseChanged } from './changed.actions.ts';
import { lockCopies } from './chain.queries.ts';
import { type CopyFacts, factsBetween } from './facts.rules.ts';
import { isPartyOf, setScanCopy, updateCopy } from './facts.queries.ts';
import { type NewCopy, openCopy } from './open.actions.ts';
import { showCopy } from './show.actions.ts';

type Facts = { [K in keyof CopyFacts]?: CopyFacts[K] | undefined };

export async function addCopy(app: App, actor: Person, contractId: ContractId, { outside, scanId, partyId, ...facts }: Facts & { pageCount: number; outside: boolean; scanId?: ScanId | undefined }): Promise<CopyPage> {
  return app.db.transaction().execute(async (tx) => {
    const contract = await lockContract(tx, actor, contractId);
    if (!contract) throw notFound();
    if (contract.state === 'voided') throw new Refusal('number_voided', 'That contract was voided.', { contractId });
    const party = await partyOf(tx, contractId, partyId);
    if (outside && !party) throw new Refusal('invalid_request', 'Say whose copy it is.', { fields: [{ field: 'partyId', problem: 'required' }] });
    const given = Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)) as Omit<NewCopy, 'pageCount'>;
    const id = await openCopy(app, tx, actor, contractId, { ...given, pageCount: facts.pageCount, partyId: partyId ?? null, ...(outside && party ? { holder: { holder: 'outside', outside: party } } : {}) });
    if (scanId && !(await setScanCopy(tx, contractId, scanId, id))) throw notScan();
    await tellLive(tx, { topic: 'archive', id });
    return showCopy(tx, actor, id);
  });
}

const notScan = (): Refusal => new Refusal('invalid_request', 'That is no scan of this contract.', { fields: [{ field: 'scanId', problem: 'unknown' }] });

/** Only a party of the contract holds a copy of it. */
async function partyOf(tx: Tx, contractId: ContractId, partyId: PartyId | null | undefined): Promise<string | undefined> {
  if (!partyId) return undefined;
  const name = await isPartyOf(tx, contractId, partyId);
  if (name === undefined) throw new Refusal('invalid_request', 'That is no party of this contract.', { fields: [{ field: 'partyId', problem: 'unknown' }] });
  return name;
}

export async function changeCopy(app: App, actor: Person, copyId: CopyId, { version, reason, ...change }: Facts & { version: number; reason?: string | undefined }): Promise<CopyPage> {
  return app.db.transaction().execute(async (tx) => {
    const [copy] = await lockCopies(tx, actor, [copyId]);
    if (!copy) throw notFound();
    if (copy.version !== version) throw await refuseChanged(tx, copy);
    if (copy.holder === 'destroyed') throw new Refusal('custody_impossible', 'This paper was destroyed.', { kind: 'destroyed', copyId });
    await partyOf(tx, copy.contractId, change.partyId);
    const places = await lockPlacesOf(tx, [copy]);
    const { changed, seen, fromTo } = factsBetween(copy, change);
    if (changed.length === 0) return showCopy(tx, actor, copyId);
    const { thicknessMm, ...rest } = change;
    await updateCopy(tx, copyId, { ...rest, ...(thicknessMm === undefined ? {} : { thicknessMm: String(thicknessMm) }) });
    // The place it stands in is as full as what stands there is thick.
    if (copy.placeId && thicknessMm !== undefined) await addHeld(tx, copy.placeId, 0, Math.round((thicknessMm - copy.thicknessMm) * 10) / 10);
    if (seen.length > 0) await carry(app, tx, actor, copy, { act: 'noted' }, places, { pageCount: change.pageCount, note: reason, facts: Object.fromEntries(Object.entries(fromTo).filter(([name]) => seen.some((one) => name.startsWith(`${one}.`)))) });
    await recordAudit(tx, actor, { kind: 'copy.changed', subjectId: copyId, contractId: copy.contractId, facts: { copy: copy.ordinal, changed, ...fromTo, ...(reason ? { reason } : {}) } });
    await tellLive(tx, { topic: 'archive', id: copyId });
    return showCopy(tx, actor, copyId);
  });
}

/** Says which copy a scan shows, or that it does not show this one. */
export async function bindScan(app: App, actor: Person, copyId: CopyId, scanId: ScanId, shows: boolean): Promise<CopyPage> {
  return app.db.transaction().execute(async (tx) => {
    const [copy] = await lockCopies(tx, actor, [copyId]);
    if (!copy) throw notFound();
    if (!(await setScanCopy(tx, copy.contractId, scanId, shows ? copyId : null, shows ? undefined : copyId))) throw notFound();
    await recordAudit(tx, actor, { kind: 'copy.changed', subjectId: copyId, contractId: copy.contractId, facts: { copy: copy.ordinal, changed: ['scan'], 'scan.from': shows ? null : scanId, 'scan.to': shows ? scanId : null } });
    await tellLive(tx, { topic: 'archive', id: copyId });
    return showCopy(tx, actor, copyId);
  });
}
