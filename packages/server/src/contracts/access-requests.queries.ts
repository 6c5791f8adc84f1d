import { sql } from 'kysely';
import type { AccessRequest, AccessRequestId, ContractId, PersonId } from '@qige/wire';
import type { Person } from '../actor.ts';
import type { Db, Tx } from '../platform/db.ts';
import { visibleByStanding, visibleTo } from './visible.queries.ts';

/** The contract a person may mean, whether they see it or not: by our number first, else by the printed one or the link to it. For asking only; it is told to nobody. */
export async function findNamed(tx: Tx, named: string): Promise<ContractId | null> {
  const row = await tx
    .selectFrom('contract')
    .select('id')
    .where((eb) => eb.or([eb('number', '=', named), eb('printedNumber', '=', named), eb('id', '=', named as ContractId)]))
    .orderBy(sql`number = ${named}`, 'desc')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
  return row?.id ?? null;
}

export interface NewRequest {
  id: AccessRequestId;
  personId: PersonId;
  named: string;
  purpose: string;
  days: number;
  contractId: ContractId | null;
  askedAt: Date;
}

export async function insertRequest(tx: Tx, request: NewRequest): Promise<void> {
  await tx.insertInto('accessRequest').values(request).execute();
}

/** Taken before they are counted, so that many requests at once are not counted before one is there. */
export async function lockWaitingOf(tx: Tx, personId: PersonId, since: Date): Promise<number> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${personId}, 3))`.execute(tx);
  const { count } = await tx
    .selectFrom('accessRequest')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('personId', '=', personId)
    .where('answer', 'is', null)
    .where('askedAt', '>', since)
    .executeTakeFirstOrThrow();
  return count;
}

/** The person's own requests, newest first, each with its contract as far as they may open it now. */
export async function findRequestsOf(db: Db, actor: Person, after: string | undefined, limit: number) {
  let query = db
    .selectFrom('accessRequest')
    .leftJoin('contract', (join) => join.onRef('contract.id', '=', 'accessRequest.contractId').on((eb) => visibleTo(actor)(eb as never)))
    .select(['accessRequest.id', 'named', 'purpose', 'days', 'askedAt', 'answer', 'reason', 'until', 'contract.id as contractId'])
    .where('personId', '=', actor.id)
    .orderBy('accessRequest.id', 'desc')
    .limit(limit);
  if (after !== undefined) query = query.where('accessRequest.id', '<', after as AccessRequestId);
  return query.execute();
}

const columns = ['accessRequest.id', 'accessRequest.purpose', 'accessRequest.days', 'accessRequest.askedAt', 'contract.id as contractId', 'contract.number', 'contract.title', 'asker.id as personId', 'asker.name', 'department.name as departmentName'] as const;

/** What waits for this person's answer. */
const waitingFor = (db: Db, actor: Person, since: Date) =>
  db
    .selectFrom('accessRequest')
    .innerJoin('contract', 'contract.id', 'accessRequest.contractId')
    .innerJoin('person as asker', 'asker.id', 'accessRequest.personId')
    .leftJoin('department', 'department.id', 'asker.departmentId')
    .where('accessRequest.answer', 'is', null)
    .where('accessRequest.askedAt', '>', since)
    .where('asker.leftAt', 'is', null)
    .where('accessRequest.personId', '!=', actor.id)
    .where((eb) => visibleByStanding(actor)(eb as never))
    .where((eb) => (actor.permissions.has('readers.name') ? eb.lit(true) : eb('contract.ownerId', '=', actor.id)));

type Row = { id: AccessRequestId; purpose: string; days: number; askedAt: Date; contractId: ContractId; number: string; title: string; personId: PersonId; name: string; departmentName: string | null };

const shown = ({ contractId, number, title, personId, name, departmentName, askedAt, ...request }: Row): AccessRequest => ({
  ...request,
  askedAt: askedAt.toISOString(),
  contract: { id: contractId, number, title },
  person: { id: personId, name, departmentName },
});

export async function findWaitingFor(db: Db, actor: Person, contractId: ContractId | undefined, since: Date, limit: number): Promise<AccessRequest[]> {
  let query = waitingFor(db, actor, since).select(columns).orderBy('accessRequest.id').limit(limit);
  if (contractId) query = query.where('contract.id', '=', contractId);
  return (await query.execute()).map(shown);
}

export async function lockWaitingFor(tx: Tx, actor: Person, requestId: AccessRequestId, since: Date): Promise<AccessRequest | undefined> {
  const row = await waitingFor(tx, actor, since).select(columns).where('accessRequest.id', '=', requestId).forUpdate('accessRequest').executeTakeFirst();
  return row && shown(row);
}

export async function saveAnswer(tx: Tx, requestId: AccessRequestId, answer: { answer: 'granted' | 'refused'; answeredBy: string; answeredAt: Date; reason: string; until: Date | null }): Promise<void> {
  await tx.updateTable('accessRequest').set(answer).where('id', '=', requestId).execute();
}
