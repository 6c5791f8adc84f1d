import type { PartyId } from '@qige/wire';
import type { Actor, Person } from '../actor.ts';

/** A closed party is not there for whoever may not see what is closed; who owns a contract with it still sees its name there. */
export const isHidden = (actor: Actor, { closed }: { closed: boolean }): boolean => closed && actor.kind === 'person' && !actor.permissions.has('closed.see');

/** What a refusal says of the party that stands in the way: of a hidden one, nothing. */
export function namedTo(actor: Actor, { id, name, uscc, closed }: { id: PartyId; name: string; uscc: string | null; closed: boolean }): { id: PartyId; name: string; uscc: string | null } | null {
  return isHidden(actor, { closed }) ? null : { id, name, uscc };
}

/** Which companies are ours decides how every contract is listed, and who sees it by company. */
export const maySetKind = (actor: Person): boolean => actor.permissions.has('settings.manage') || actor.permissions.has('closed.set');
