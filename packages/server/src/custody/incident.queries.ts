import type { CopyCondition, CopyId, IncidentId, PlainDate } from '@qige/wire';
import { type Insertable, sql, type Updateable } from 'kysely';
import type { Actor } from '../actor.ts';
import { visibleTo } from '../contracts/visible.queries.ts';
import type { Db, Tx } from '../platform/db.ts';
import type { Tables } from '../tables.ts';

export type IncidentRow = Awaited<ReturnType<typeof findIncidents>>[number];

const incidents = (db: Db, actor: Actor) =>
  db
    .selectFrom('incident')
    .innerJoin('copy', 'copy.id', 'incident.copyId')
    .innerJoin('contract', 'contract.id', 'incident.contractId')
    .leftJoin('person as finder', (join) => join.onRef(sql.ref('finder.id'), '=', 'incident.foundBy'))
    .leftJoin('person as closer', (join) => join.onRef(sql.ref('closer.id'), '=', 'incident.closedBy'))
    .selectAll('incident')
    .select(['contract.number', 'contract.title', 'copy.ordinal', 'copy.kind as copyKind', 'copy.pageCount', 'copy.holder', 'finder.name as finderName', 'closer.name as closerName'])
    .where((eb) => visibleTo(actor)(eb as never));

export interface IncidentFilter {
  state: 'open' | 'overdue' | 'closed';
  copyId?: CopyId | undefined;
}

/** Open ones by the day until which they must be reported, closed ones newest first. */
export async function findIncidents(db: Db, actor: Actor, { state, copyId }: IncidentFilter, today: PlainDate, after: string | undefined, limit: number) {
  let query = incidents(db, actor).limit(limit);
  if (copyId) query = query.where('incident.copyId', '=', copyId);
  if (state === 'closed') {
    query = query.where('incident.closedAt', 'is not', null).orderBy('incident.id', 'desc');
    if (after) query = query.where('incident.id', '<', after as IncidentId);
    return query.execute();
  }
  query = query.where('incident.closedAt', 'is', null).orderBy('incident.reportBy').orderBy('incident.id');
  if (state === 'overdue') query = query.where('incident.reportedAt', 'is', null).where('incident.reportBy', '<', today);
  const last = after === undefined ? undefined : await findIncident(db, actor, after as IncidentId);
  if (after !== undefined && !last) return [];
  if (last) query = query.where(sql<boolean>`(incident.report_by, incident.id) > (${last.reportBy}, ${last.id})`);
  return query.execute();
}

export async function findIncident(db: Db, actor: Actor, incidentId: IncidentId): Promise<IncidentRow | undefined> {
  return incidents(db, actor).where('incident.id', '=', incidentId).executeTakeFirst();
}

/** Lock its copy first. */
export async function lockIncident(tx: Tx, incidentId: IncidentId) {
  return tx.selectFrom('incident').selectAll().where('id', '=', incidentId).forUpdate().executeTakeFirstOrThrow();
}

export async function insertIncident(tx: Tx, incident: Insertable<Tables['incident']>): Promise<void> {
  await tx.insertInto('incident').values(incident).execute();
}

export async function updateIncident(tx: Tx, incidentId: IncidentId, update: Updateable<Tables['incident']>): Promise<void> {
  await tx.updateTable('incident').set(update).where('id', '=', incidentId).execute();
}

/** Of a locked copy. */
export async function saveCondition(tx: Tx, copyId: CopyId, condition: CopyCondition, conditionNote: string): Promise<void> {
  await tx.updateTable('copy').set((eb) => ({ condition, ...(conditionNote ? { conditionNote } : {}), version: eb('version', '+', 1) })).where('id', '=', copyId).where('condition', '<>', condition).execute();
}
