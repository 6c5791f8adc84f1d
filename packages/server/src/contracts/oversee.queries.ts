import { sql } from 'kysely';
import type { ContractId, NamedReader, PersonId } from '@qige/wire';
import type { Db, Tx } from '../platform/db.ts';

/** Who still works here and is named for contracts now, by name: for how many, and until when. */
export async function findNamedReaders(db: Db, now: Date): Promise<NamedReader[]> {
  const rows = await db
    .selectFrom('contractReader')
    .innerJoin('person', 'person.id', 'contractReader.personId')
    .leftJoin('department', 'department.id', 'person.departmentId')
    .select(['person.id', 'person.name', 'department.name as departmentName'])
    .select((eb) => [eb.fn.countAll<number>().as('contracts'), sql<Date | null>`case when bool_or(contract_reader.until is null) then null else max(contract_reader.until) end`.as('until')])
    .where((eb) => eb.or([eb('contractReader.until', 'is', null), eb('contractReader.until', '>', now)]))
    .where('person.leftAt', 'is', null)
    .groupBy(['person.id', 'person.name', 'department.name'])
    .orderBy('person.name')
    .orderBy('person.id')
    .execute();
  return rows.map(({ id, name, departmentName, contracts, until }) => ({ person: { id, name, departmentName }, contracts, until: until?.toISOString() ?? null }));
}

/** The latest requests, each with who asked and who answered, and whether the asker is named for the contract still. */
export async function findLatestRequests(db: Db, now: Date, limit: number) {
  return db
    .selectFrom('accessRequest')
    .innerJoin('person as asker', 'asker.id', 'accessRequest.personId')
    .leftJoin('department', 'department.id', 'asker.departmentId')
    .leftJoin('person as answerer', (join) => join.onRef(sql.ref('answerer.id'), '=', 'accessRequest.answeredBy'))
    .select(['asker.id', 'asker.name', 'department.name as departmentName', 'accessRequest.days', 'accessRequest.askedAt', 'accessRequest.answer', 'accessRequest.until', 'answerer.name as answeredBy'])
    .select((eb) =>
      eb
        .exists(
          eb
            .selectFrom('contractReader')
            .select('contractReader.contractId')
            .whereRef('contractReader.contractId', '=', 'accessRequest.contractId')
            .whereRef('contractReader.personId', '=', 'accessRequest.personId')
            .where((inner) => inner.or([inner('contractReader.until', 'is', null), inner('contractReader.until', '>', now)])),
        )
        .$castTo<boolean>()
        .as('open'),
    )
    .orderBy('accessRequest.id', 'desc')
    .limit(limit)
    .execute();
}

/** Returns the contracts for which the person was named. */
export async function deleteReadingsOf(tx: Tx, personId: PersonId): Promise<ContractId[]> {
  const gone = await tx.deleteFrom('contractReader').where('personId', '=', personId).returning('contractId').execute();
  return gone.map(({ contractId }) => contractId);
}
