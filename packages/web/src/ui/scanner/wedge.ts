export interface Press {
  key: string;
  /** Milliseconds, as the event has them. */
  at: number;
}

export interface WedgeRules {
  /** A hand scanner types faster than any hand. */
  gapMs: number;
  least: number;
}

export const wedgeRules: WedgeRules = { gapMs: 60, least: 6 };

export type Heard =
  /** No part of a scan. */
  | { kind: 'none' }
  /** May be the beginning of one, or go on with it. */
  | { kind: 'perhaps' }
  | { kind: 'scan'; text: string };

/** Tells a hand scanner, which types what it reads and ends with Enter or Tab, from a person at the keyboard. */
export function createWedge({ gapMs, least }: WedgeRules = wedgeRules): (press: Press) => Heard {
  let text = '';
  let last = Number.NEGATIVE_INFINITY;
  return ({ key, at }) => {
    const fast = at - last <= gapMs;
    if (key === 'Enter' || key === 'Tab') {
      const scanned = fast && text.length >= least ? text : '';
      text = '';
      return scanned ? { kind: 'scan', text: scanned } : { kind: 'none' };
    }
    if (key === 'Shift' || key === 'CapsLock') return { kind: 'none' };
    if (key.length !== 1) {
      text = '';
      return { kind: 'none' };
    }
    text = fast ? text + key : key;
    last = at;
    return { kind: 'perhaps' };
  };
}
