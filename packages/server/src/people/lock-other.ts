import type { PersonId, RoleCode } from '@qige/wire';
import type { Actor } from '../actor.ts';
import type { Tx } from '../platform/db.ts';
import { notFound } from '../platform/errors.ts';
import { refuseToGive } from './giving.ts';
import { lockPerson } from './people.queries.ts';
import { lockRoles, type StoredRole } from './role.queries.ts';

export const heldBy = (roles: ReadonlyMap<RoleCode, StoredRole>, person: { roles: readonly string[] }): StoredRole[] => person.roles.flatMap((code) => roles.get(code) ?? []);

/** The person, if all their rights are the actor's to give: nobody puts somebody above them out of the house, or back in, or changes how they sign in. */
export async function lockOther(tx: Tx, actor: Actor, personId: PersonId) {
  const roles = await lockRoles(tx);
  const person = await lockPerson(tx, personId);
  if (!person) throw notFound();
  refuseToGive(actor, heldBy(roles, person), person.clearance);
  return person;
}
