import type { ContractId, ContractReader, PersonId } from '@qige/wire';
import type { Person } from '../actor.ts';
import type { App } from '../app.ts';
import { recordAudit } from '../audit/audit.queries.ts';
import type { Db, Tx } from '../platform/db.ts';
import { notFound, Refusal } from '../platform/errors.ts';
import { tellLive } from '../platform/live.ts';
import { findVisibleId } from './contract.queries.ts';
import { deleteReader, findByStanding, findReaders, isPresent, saveReader } from './readers.queries.ts';

const dayMs = 24 * 3600_000;

/** Whether this person decides who else sees the contract: its owner, or who names readers and is not only named themselves. */
export async function namesReaders(db: Db, actor: Person, contractId: ContractId): Promise<boolean> {
  const contract = await findByStanding(db, actor, contractId);
  return contract !== undefined && (contract.ownerId === actor.id || actor.permissions.has('readers.name'));
}

/** Names a reader in the caller's transaction, from now for so many days, or for good. */
export async function letRead(app: App, tx: Tx, actor: Person, contractId: ContractId, personId: PersonId, { days, reason, lengthen }: { days: number | null; reason: string; lengthen: boolean }): Promise<Date | null> {
  const now = app.clock.now();
  const asked = days === null ? null : new Date(now.getTime() + days * dayMs);
  const until = await saveReader(tx, { contractId, personId, until: asked, reason, namedBy: actor.id, namedAt: now }, lengthen);
  await recordAudit(tx, actor, { kind: 'contract.reader-named', subjectId: personId, contractId, facts: { until: until?.toISOString() ?? null, reason } });
  await tellLive(tx, { topic: 'contracts', id: contractId });
  return until;
}

export async function nameReader(app: App, actor: Person, contractId: ContractId, personId: PersonId, how: { days: number | null; reason: string }): Promise<{ readers: ContractReader[] }> {
  return app.db.transaction().execute(async (tx) => {
    await refuseNaming(tx, actor, contractId);
    if (personId === actor.id) throw new Refusal('own_rights', 'Nobody names themselves.');
    if (!(await isPresent(tx, personId))) throw new Refusal('invalid_request', 'There is nobody of that id here.', { fields: [{ field: 'personId', problem: 'unknown' }] });
    await letRead(app, tx, actor, contractId, personId, { ...how, lengthen: false });
    return { readers: await findReaders(tx, contractId) };
  });
}

export async function dropReader(app: App, actor: Person, contractId: ContractId, personId: PersonId): Promise<{ readers: ContractReader[] }> {
  return app.db.transaction().execute(async (tx) => {
    await refuseNaming(tx, actor, contractId);
    if (!(await deleteReader(tx, contractId, personId))) throw notFound();
    await recordAudit(tx, actor, { kind: 'contract.reader-dropped', subjectId: personId, contractId });
    await tellLive(tx, { topic: 'contracts', id: contractId });
    return { readers: await findReaders(tx, contractId) };
  });
}

async function refuseNaming(tx: Tx, actor: Person, contractId: ContractId): Promise<void> {
  if (!(await findVisibleId(tx, actor, contractId))) throw notFound();
  if (!(await namesReaders(tx, actor, contractId))) throw new Refusal('forbidden', 'Readers are named by the owner and by those who name readers.', { kind: 'not-yours' });
}
