import type { PlaceHolds } from '@qige/wire';

/** As deep as any archive is; a kind that may stand in its own kind must not make a tree without end. */
export const deepest = 16;

export interface Target {
  path: string;
  kind: string;
  holds: PlaceHolds;
  closed: boolean;
}

export type StandsVerdict = { kind: 'good' } | { kind: 'cycle' | 'wrong-kind' | 'wrong-content' | 'closed' | 'too-deep' };

/** How many places one passes from the top to this one, itself included. */
export const depthOf = (path: string): number => path.split('/').length - 2;

/** The ids from the top down to the place itself. */
export const idsOf = (path: string): string[] => path.split('/').filter(Boolean);

export const pathUnder = (parentPath: string | null, id: string): string => `${parentPath ?? '/'}${id}/`;

/**
 * Whether a place of this kind may stand there; `null` is the top. `path`: where the place is now, left out for one that is new. `height`: the
 * levels of its own branch, itself included.
 */
export function standsVerdict({ path, within, height }: { path?: string; within: readonly string[]; height: number }, to: Target | null): StandsVerdict {
  if (to && path !== undefined && to.path.startsWith(path)) return { kind: 'cycle' };
  if (to?.closed) return { kind: 'closed' };
  if (to?.holds === 'copies') return { kind: 'wrong-content' };
  if (!within.includes(to?.kind ?? '')) return { kind: 'wrong-kind' };
  if ((to ? depthOf(to.path) : 0) + height > deepest) return { kind: 'too-deep' };
  return { kind: 'good' };
}
