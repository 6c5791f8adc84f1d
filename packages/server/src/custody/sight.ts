import type { ContractId, PersonId } from '@qige/wire';
import type { Person } from '../actor.ts';
import { findVisibleIds } from '../contracts/contract.queries.ts';
import { findPresentPerson } from '../people/actor.queries.ts';
import { personFrom } from '../people/sessions.ts';
import type { Db } from '../platform/db.ts';

/** Somebody else who works here, with their own rights; undefined where they have left. */
export async function findOther(db: Db, personId: PersonId): Promise<Person | undefined> {
  const present = await findPresentPerson(db, personId);
  return present && personFrom(present);
}

/** Which of these contracts somebody else sees: nobody is handed a paper that they may not read. */
export async function seenBy(db: Db, person: Person, contractIds: readonly ContractId[]): Promise<Set<ContractId>> {
  return new Set(await findVisibleIds(db, person, [...new Set(contractIds)]));
}
