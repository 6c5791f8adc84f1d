import type { AuditEntry } from '@qige/wire';
import type { Db } from '../platform/db.ts';

export interface TrailFilter {
  subjectId?: string | undefined;
  contractId?: string | undefined;
  personId?: string | undefined;
  /** A kind, or the part before its dot. */
  kind?: string | undefined;
  from?: Date | undefined;
  before?: Date | undefined;
  /** Kinds that are left out. */
  without?: readonly string[] | undefined;
}

/** Those of the loans and links of a contract that this person asked for or made. */
export async function findBegunBy(db: Db, personId: string, contractId: string, subjectIds: readonly string[]): Promise<Set<string>> {
  if (subjectIds.length === 0) return new Set();
  const rows = await db.selectFrom('auditEvent').select('subjectId').where('contractId', '=', contractId).where('actorId', '=', personId).where('kind', 'in', ['loan.asked', 'share.made']).where('subjectId', 'in', [...subjectIds]).execute();
  return new Set(rows.flatMap(({ subjectId }) => subjectId ?? []));
}

/** Newest first, older than the event `after`. */
export async function findTrail(db: Db, filter: TrailFilter, after: number | undefined, limit: number): Promise<AuditEntry[]> {
  const { subjectId, contractId, personId, kind, from, before, without = [] } = filter;
  let query = db
    .selectFrom('auditEvent')
    .select(['id', 'at', 'actorKind', 'actorId', 'actorName', 'keyId', 'address', 'kind', 'subjectId', 'contractId', 'facts', 'sealNumber'])
    .select((eb) => eb.selectFrom('contract').select('contract.number').whereRef('contract.id', '=', 'auditEvent.contractId').as('contractNumber'))
    .orderBy('id', 'desc')
    .limit(limit);
  if (subjectId) query = query.where('subjectId', '=', subjectId);
  if (contractId) query = query.where('contractId', '=', contractId);
  if (personId) query = query.where('actorId', '=', personId);
  if (kind) query = kind.includes('.') ? query.where('kind', '=', kind) : query.where('kind', 'like', `${kind}.%`);
  if (from) query = query.where('at', '>=', from);
  if (before) query = query.where('at', '<', before);
  if (without.length > 0) query = query.where('kind', 'not in', [...without]);
  if (after !== undefined) query = query.where('id', '<', after);
  const rows = await query.execute();
  return rows.map(({ at, actorKind, actorId, actorName, facts, ...rest }) => ({
    ...rest,
    at: at.toISOString(),
    actor: { kind: actorKind, id: actorId, name: actorName },
    facts: facts as Record<string, unknown>,
  }));
}
