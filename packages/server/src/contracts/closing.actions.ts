import type { ContractType, ContractTypeId, Party, PartyId } from '@qige/wire';
import type { Person } from '../actor.ts';
import type { App } from '../app.ts';
import { recordAudit } from '../audit/audit.queries.ts';
import { shownParty } from '../parties/parties.actions.ts';
import { findParty } from '../parties/parties.queries.ts';
import { notFound } from '../platform/errors.ts';
import { saveClosedParty, saveClosedType } from './closing.queries.ts';
import { isPartySeen } from './parties-seen.queries.ts';
import { findType } from './types.queries.ts';

/** From the commit on its contracts are hidden from all but owners, named readers and those who see what is closed. */
export async function closeType(app: App, actor: Person, contractTypeId: ContractTypeId, closed: boolean): Promise<ContractType> {
  return app.db.transaction().execute(async (tx) => {
    if (await saveClosedType(tx, contractTypeId, closed)) await recordAudit(tx, actor, { kind: closed ? 'contract-type.closed' : 'contract-type.opened', subjectId: contractTypeId });
    const type = await findType(tx, contractTypeId);
    if (!type) throw notFound();
    return type;
  });
}

export async function closeParty(app: App, actor: Person, partyId: PartyId, closed: boolean): Promise<Party> {
  return app.db.transaction().execute(async (tx) => {
    if (!(await isPartySeen(tx, actor, partyId))) throw notFound();
    if (await saveClosedParty(tx, partyId, closed, app.clock.now())) await recordAudit(tx, actor, { kind: closed ? 'party.closed' : 'party.opened', subjectId: partyId });
    const party = await findParty(tx, partyId);
    if (!party) throw notFound();
    return shownParty(party);
  });
}
