import type { Quad } from './page-edges.ts';

export interface Steady {
  /** How much of the wait is over, 0 to 1. */
  ready: number;
  fire: boolean;
}

const apart = (a: Quad, b: Quad): number => Math.max(...a.map((corner, index) => Math.hypot(corner.x - (b[index]?.x ?? 9), corner.y - (b[index]?.y ?? 9))));

/** When a page lies still long enough to be taken. Once taken, it is taken again only after something changed: a page was turned, a hand was there. */
export function createSteadiness({ waitMs = 900, tremble = 0.015, lostMs = 250 } = {}): (quad: Quad | undefined, at: number) => Steady {
  let anchor: { quad: Quad; since: number } | undefined;
  let taken = false;
  let lastSeen = Number.NEGATIVE_INFINITY;
  return (quad, at) => {
    if (!quad) {
      if (at - lastSeen > lostMs) {
        anchor = undefined;
        taken = false;
      }
      return { ready: 0, fire: false };
    }
    lastSeen = at;
    if (!anchor || apart(anchor.quad, quad) > tremble) {
      if (anchor && apart(anchor.quad, quad) > 4 * tremble) taken = false;
      anchor = { quad, since: at };
      return { ready: 0, fire: false };
    }
    if (taken) return { ready: 0, fire: false };
    const ready = Math.min(1, (at - anchor.since) / waitMs);
    if (ready < 1) return { ready, fire: false };
    taken = true;
    return { ready: 1, fire: true };
  };
}
