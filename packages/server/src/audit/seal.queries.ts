import { sql } from 'kysely';
import type { Db, Tx } from '../platform/db.ts';
import type { SealedContent } from './seal.rules.ts';

/** One sealing at a time, whatever number of workers. */
export async function lockChain(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('audit chain'))`.execute(tx);
}

const content = (db: Db) =>
  db
    .selectFrom('auditEvent')
    .select(['id', 'actorKind', 'actorId', 'actorName', 'keyId', 'address', 'kind', 'subjectId', 'contractId', 'facts'])
    .select(sql<string>`to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`.as('at'));

/** Events whose transaction has committed and that have no seal yet, in their order. */
export async function findUnsealed(tx: Tx, limit: number): Promise<Omit<SealedContent, 'sealNumber'>[]> {
  return content(tx).where('sealNumber', 'is', null).orderBy('id').limit(limit).execute();
}

export async function lastSeal(db: Db): Promise<{ sealNumber: number; seal: Buffer } | undefined> {
  const row = await db.selectFrom('auditEvent').select(['sealNumber', 'seal']).where('sealNumber', 'is not', null).orderBy('sealNumber', 'desc').limit(1).executeTakeFirst();
  return row && row.sealNumber !== null && row.seal !== null ? { sealNumber: row.sealNumber, seal: row.seal } : undefined;
}

export async function saveSeals(tx: Tx, seals: readonly { id: number; sealNumber: number; seal: Buffer }[]): Promise<void> {
  await sql`
    update audit_event e set seal_number = s.number, seal = s.seal
    from unnest(${seals.map((one) => one.id)}::bigint[], ${seals.map((one) => one.sealNumber)}::bigint[], ${seals.map((one) => one.seal)}::bytea[]) as s(id, number, seal)
    where e.id = s.id`.execute(tx);
}

export async function findSealed(db: Db, after: number, limit: number): Promise<(SealedContent & { seal: Buffer })[]> {
  const rows = await content(db).select(['sealNumber', 'seal']).where('sealNumber', '>', after).orderBy('sealNumber').limit(limit).execute();
  return rows as (SealedContent & { seal: Buffer })[];
}

export async function countUnsealed(db: Db): Promise<number> {
  const { count } = await db.selectFrom('auditEvent').select((eb) => eb.fn.countAll<number>().as('count')).where('sealNumber', 'is', null).executeTakeFirstOrThrow();
  return count;
}
