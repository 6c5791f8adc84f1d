import { sql } from 'kysely';
import type { ContractId, ContractReader, PersonId } from '@qige/wire';
import type { Actor } from '../actor.ts';
import type { Db, Tx } from '../platform/db.ts';
import { visibleByStanding } from './visible.queries.ts';

/** Who is named now, by name; those whose day has passed are not. */
export async function findReaders(db: Db, contractId: ContractId): Promise<ContractReader[]> {
  const rows = await db
    .selectFrom('contractReader')
    .innerJoin('person', 'person.id', 'contractReader.personId')
    .leftJoin('person as namer', (join) => join.onRef(sql.ref('namer.id'), '=', 'contractReader.namedBy'))
    .select(['person.id', 'person.name', 'contractReader.until', 'contractReader.reason', 'contractReader.namedBy', 'contractReader.namedAt', 'namer.name as namerName'])
    .where('contractReader.contractId', '=', contractId)
    .where(sql<boolean>`(contract_reader.until is null or contract_reader.until > now())`)
    .orderBy('person.name')
    .orderBy('person.id')
    .execute();
  return rows.map(({ id, name, until, reason, namedBy, namedAt, namerName }) => ({ person: { id, name }, until: until?.toISOString() ?? null, reason, namedBy: namerName ?? namedBy, namedAt: namedAt.toISOString() }));
}

export interface NewReader {
  contractId: ContractId;
  personId: PersonId;
  until: Date | null;
  reason: string;
  namedBy: string;
  namedAt: Date;
}

/** Returns until when they may read now. `lengthen`: who was let in for longer already stays so. */
export async function saveReader(tx: Tx, reader: NewReader, lengthen: boolean): Promise<Date | null> {
  const { until, reason, namedBy, namedAt } = reader;
  const later = sql<Date | null>`case when contract_reader.until is null then null else greatest(contract_reader.until, ${until}) end`;
  const saved = await tx
    .insertInto('contractReader')
    .values(reader)
    .onConflict((conflict) => conflict.columns(['personId', 'contractId']).doUpdateSet({ until: lengthen ? later : until, reason, namedBy, namedAt }))
    .returning('until')
    .executeTakeFirstOrThrow();
  return saved.until;
}

/** False where the person was not named. */
export async function deleteReader(tx: Tx, contractId: ContractId, personId: PersonId): Promise<boolean> {
  const gone = await tx.deleteFrom('contractReader').where('contractId', '=', contractId).where('personId', '=', personId).returning('personId').executeTakeFirst();
  return gone !== undefined;
}

export async function isPresent(tx: Tx, personId: PersonId): Promise<boolean> {
  return (await tx.selectFrom('person').select('id').where('id', '=', personId).where('leftAt', 'is', null).executeTakeFirst()) !== undefined;
}

/** The contract, if this person sees it otherwise than by being named for it. */
export async function findByStanding(db: Db, actor: Actor, contractId: ContractId) {
  return db.selectFrom('contract').select(['contract.id', 'contract.ownerId']).where('contract.id', '=', contractId).where(visibleByStanding(actor)).executeTakeFirst();
}
