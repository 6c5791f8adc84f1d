import { type AuditEntry, type Contract, ContractId } from '@qige/wire';
import type { Person } from '../actor.ts';
import type { App } from '../app.ts';
import { recordAudit } from '../audit/audit.queries.ts';
import { readTrail } from '../audit/trail.actions.ts';
import { findBegunBy } from '../audit/trail.queries.ts';
import type { Db } from '../platform/db.ts';
import { notFound } from '../platform/errors.ts';
import { hideAmount } from './amounts.rules.ts';
import { seesAmounts } from './amounts.ts';
import { findVisibleId, findVisibleIds } from './contract.queries.ts';
import { namesReaders } from './readers.actions.ts';
import { findReaders } from './readers.queries.ts';
import { findRelations } from './relation.queries.ts';
import { hideSaid } from './said.rules.ts';
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
  const seeAmounts = seesAmounts(actor);
  const nameReaders = await namesReaders(db, actor, contractId);
  const open = contract.state !== 'voided';
  return {
    ...hideAmount(contract, seeAmounts),
    amountUppercase: seeAmounts ? contract.amountUppercase : null,
    contractType: { id: contract.contractTypeId, code: typeCode, name: typeName, nameEn: typeNameEn },
    registeredBy: registrarName ?? registeredBy,
    registeredAt: registeredAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
    parties: await findContractParties(db, contractId),
    payments: seeAmounts ? await findPayments(db, contractId) : [],
    readers: nameReaders ? await findReaders(db, contractId) : [],
    relations: await findRelations(db, actor, contractId),
    notes: await findNotes(db, contractId),
    may: {
      edit: edit && open,
      note: edit,
      relate: edit,
      download: actor.permissions.has('contracts.download') && actor.permissions.has('scans.see'),
      print: actor.permissions.has('contracts.print'),
      seePages: actor.permissions.has('scans.see'),
      seeAmounts,
      setLevel: edit && open && actor.permissions.has('levels.set'),
      nameReaders,
      states: edit ? statesFrom(contract.state, actor.permissions.has('numbers.manage')) : [],
    },
  };
}

const looks = ['contract.viewed', 'scan.viewed', 'page.viewed', 'share.viewed', 'share.refused'];
const letIn = ['access.asked', 'access.granted', 'access.refused', 'contract.reader-named', 'contract.reader-dropped'];

/**
 * The contract's own trail. Who looked at it, and from which address anything was done, is for those who read the whole trail; who asked for it and was let in, for
 * those who name its readers; that it was related to a contract one does not see is not told. What was said of a loan and whom a link is for is for those who see that.
 */
export async function listHistory(app: App, actor: Person, contractId: ContractId, page: { after?: string | undefined; limit: number }): Promise<{ entries: AuditEntry[]; next: string | null }> {
  if (!(await findVisibleId(app.db, actor, contractId))) throw notFound();
  const all = actor.permissions.has('audit.read');
  if (all) return readTrail(app.db, app.config.timeZone, actor, { contractId, ...page });
  const without = [...looks, ...((await namesReaders(app.db, actor, contractId)) ? [] : letIn)];
  const trail = await readTrail(app.db, app.config.timeZone, actor, { contractId, ...page, without });
  const named = trail.entries.flatMap(contractsNamed);
  const seen = new Set<string>(await findVisibleIds(app.db, actor, named));
  const mine = await findBegunBy(app.db, actor.id, contractId, trail.entries.flatMap(({ subjectId }) => subjectId ?? []));
  const told = trail.entries.filter((entry) => contractsNamed(entry).every((id) => seen.has(id)));
  return { ...trail, entries: told.map((entry) => ({ ...entry, facts: mine.has(entry.subjectId ?? '') ? entry.facts : hideSaid(actor, entry.kind, entry.facts), address: null, keyId: null })) };
}

const contractsNamed = ({ facts }: AuditEntry): ContractId[] => Object.values(facts).flatMap((fact) => ContractId.safeParse(fact).data ?? []);
