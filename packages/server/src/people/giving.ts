import type { Confidentiality } from '@qige/wire';
import type { Actor } from '../actor.ts';
import { Refusal } from '../platform/errors.ts';
import { giveVerdict, type HeldRole } from './rights.rules.ts';

/** Nobody gives, takes or puts into a role what they neither hold nor may give. */
export function refuseToGive(actor: Actor, roles: readonly HeldRole[], clearance: Confidentiality = 'public'): void {
  if (actor.kind === 'system') return;
  const verdict = giveVerdict(actor, roles, clearance);
  if (verdict.kind !== 'good') throw new Refusal('not_yours_to_give', 'That goes beyond the rights you hold or may give.', verdict);
}
