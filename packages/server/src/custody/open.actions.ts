import type { ContractId, CopyId, PartyId, PersonId, ScanId } from '@qige/wire';
import type { Actor } from '../actor.ts';
import type { App } from '../app.ts';
import { recordAudit } from '../audit/audit.queries.ts';
import type { Tx } from '../platform/db.ts';
import { newId } from '../platform/ids.ts';
import { insertCopy, writeLink } from './chain.queries.ts';
import type { Holder } from './custody.rules.ts';
import { bindScanToCopy, nextOrdinal } from './open.queries.ts';

export interface NewCopy {
  kind?: 'original' | 'duplicate' | 'photocopy';
  partyId?: PartyId | null;
  pageCount: number;
  thicknessMm?: number;
  attachments?: string;
  pagingSeal?: 'yes' | 'no' | 'unknown';
  condition?: 'good' | 'worn' | 'damaged' | 'fragile';
  conditionNote?: string;
  /** Whose hands it is in; left out: in those of who enters it. */
  holder?: Holder;
  scanId?: ScanId;
}

/** A sheet of office paper is about 0.1 mm; a page is one side. Under a millimetre nothing is counted: a staple alone is that thick. */
export const thicknessOf = (pages: number): number => Math.max(1, Math.round(pages * 0.5 * 0.11 * 10) / 10);

/** A signed copy enters the books: somebody answers for it from this moment. The contract is locked by the caller, or new. */
export async function openCopy(app: App, tx: Tx, actor: Actor, contractId: ContractId, copy: NewCopy): Promise<CopyId> {
  const id: CopyId = newId('cpy');
  const ordinal = await nextOrdinal(tx, contractId);
  const at: Holder = copy.holder ?? (actor.kind === 'person' ? { holder: 'person', personId: actor.id as PersonId } : { holder: 'outside', outside: '?' });
  const { kind = ordinal === 1 ? 'original' : 'duplicate', partyId = null, pageCount, attachments = '', pagingSeal = 'unknown', condition = 'good', conditionNote = '' } = copy;
  const now = app.clock.now();
  await insertCopy(tx, {
    id, contractId, ordinal, kind, partyId, pageCount, attachments, pagingSeal, condition, conditionNote,
    thicknessMm: String(copy.thicknessMm ?? thicknessOf(pageCount)),
    holder: at.holder,
    placeId: at.holder === 'place' ? at.placeId : null,
    personId: at.holder === 'person' ? at.personId : null,
    outside: at.holder === 'outside' ? at.outside : null,
    createdBy: actor.id,
  });
  await writeLink(tx, actor, id, { seq: 1, act: 'opened', from: null, to: { at, handOverId: null, loanId: null }, at: now, pageCount });
  if (copy.scanId) await bindScanToCopy(tx, copy.scanId, id);
  await recordAudit(tx, actor, { kind: 'copy.opened', subjectId: id, contractId, facts: { copy: ordinal, pages: pageCount } });
  return id;
}
