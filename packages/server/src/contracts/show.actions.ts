import type { AuditEntry, Contract, ContractId } from '@qige/wire';
import type { Person } from '../actor.ts';
import type { App } from '../app.ts';
import { recordAudit } from '../audit/audit.queries.ts';
import { readTrail } from '../audit/trail.actions.ts';
import type { Db } from '../platform/db.ts';
import { notFound } from '../platform/errors.ts';
import { findVisibleId } from './contract.queries.ts';
import { findRelations } from './relation.queries.ts';
import { findContract, findContractParties, findNotes, findPayments } from './show.queries.ts';
import { statesFrom } from './states.rules.ts';

/** Looking at a contract is an act: it is recorded with the reading, or neither happens. */
export async function showContract(app: App, actor: Person, contractId: ContractId): Promise<Contract> {
  return app.db.transaction().execute(async (tx) => {
    const contract = await contractOf(tx, actor, contractId);
    await recordAudit(tx, actor, { kind: 'contract.viewed', subjectId: contractId, contractId });
    return contract;
  });
}

export async function contractOf(db: Db, actor: Person, contractId: ContractId): Promise<Contract> {
  const found = await findContract(db, actor, contractId);
  if (!found) throw notFound();
  const { typeCode, typeName, typeNameEn, registrarName, registeredAt, updatedAt, registeredBy, ...contract } = found;
  const edit = actor.permissions.has('contracts.edit');
  const open = contract.state !== 'voided';
  return {
    ...contract,
    contractType: { id: contract.contractTypeId, code: typeCode, name: typeName, nameEn: typeNameEn },
    registeredBy: registrarName ?? registeredBy,
    registeredAt: registeredAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
    parties: await findContractParties(db, contractId),
    payments: await findPayments(db, contractId),
    relations: await findRelations(db, actor, contractId),
    notes: await findNotes(db, contractId),
    may: {
      edit: edit && open,
      note: edit,
      relate: edit,
      download: actor.permissions.has('contracts.download'),
      states: edit ? statesFrom(contract.state, actor.permissions.has('numbers.manage')) : [],
    },
  };
}

const looks = ['contract.viewed', 'scan.viewed', 'page.viewed', 'share.viewed', 'share.refused'];

/** The contract's own trail. Who looked at it, and from which address anything was done, is for those who read the whole trail. */
export async function listHistory(app: App, actor: Person, contractId: ContractId, page: { after?: string | undefined; limit: number }): Promise<{ entries: AuditEntry[]; next: string | null }> {
  if (!(await findVisibleId(app.db, actor, contractId))) throw notFound();
  const all = actor.permissions.has('audit.read');
  const trail = await readTrail(app.db, app.config.timeZone, { contractId, ...page, without: all ? [] : looks });
  return all ? trail : { ...trail, entries: trail.entries.map((entry) => ({ ...entry, address: null, keyId: null })) };
}
