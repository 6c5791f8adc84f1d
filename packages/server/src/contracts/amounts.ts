import type { Actor } from '../actor.ts';
import { Refusal } from '../platform/errors.ts';

export const seesAmounts = (actor: Actor): boolean => actor.kind === 'system' || actor.permissions.has('amounts.see');

/** Who may not see amounts can neither sort nor narrow by them, nor set them: each would tell what they are. */
export function refuseAmounts(actor: Actor): void {
  if (!seesAmounts(actor)) throw new Refusal('forbidden', 'Your role does not show amounts.', { permission: 'amounts.see' });
}
