import type { Actor } from '../actor.ts';

/** What is carried about as a matter of course, a box, is moved by who keeps papers; the furniture by who manages the places. */
export function mayMovePlace(actor: Actor, { moves }: { moves: boolean }): boolean {
  if (actor.kind === 'system') return true;
  return actor.permissions.has('places.manage') || (moves && actor.permissions.has('paper.keep'));
}

export const mayManagePlaces = (actor: Actor): boolean => actor.kind === 'system' || actor.permissions.has('places.manage');
