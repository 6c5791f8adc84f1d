import type { CountResult } from '@qige/rules/stock-take';
import type { PersonId, StockCorrection, StockTakeState } from '@qige/wire';

const minute = 60_000;

/**
 * By how much a device's clock is off, in milliseconds to be added to its moments. Rounded to whole minutes: how long a message was on its way
 * must not change the order of what one device saw.
 */
export const skewOf = (sentAt: Date, receivedAt: Date): number => Math.round((receivedAt.getTime() - sentAt.getTime()) / minute) * minute;

/** When something was seen, by the archive's clock. What a device says it saw after it sent it was seen when it was sent. */
export const seenBy = (seenAt: Date, sentAt: Date, receivedAt: Date): Date => new Date(Math.min(seenAt.getTime(), sentAt.getTime()) + skewOf(sentAt, receivedAt));

/** What was seen before the recount began belongs to the first round, whenever it comes in. */
export const roundOf = (seenAt: Date, recountAt: Date | null): 1 | 2 => (recountAt && seenAt >= recountAt ? 2 : 1);

/** What can be done about a result; the first that is not nothing is what is done unless something else is chosen. */
export function correctionsFor(result: CountResult): StockCorrection[] {
  if (result === 'wrong-place' || result === 'unknown') return ['none', 'moved'];
  if (result === 'missing') return ['none', 'lost'];
  return result === 'back' ? ['none', 'returned'] : [];
}
export const defaultCorrection = (result: CountResult): StockCorrection | null => correctionsFor(result).at(-1) ?? null;

export type Act = 'count' | 'recount' | 'correct' | 'report' | 'resume' | 'sign' | 'close' | 'abandon';
const doneIn: Readonly<Record<Act, readonly StockTakeState[]>> = {
  count: ['counting', 'recounting'],
  recount: ['counting'],
  correct: ['counting', 'recounting'],
  report: ['counting', 'recounting'],
  resume: ['reported'],
  sign: ['reported'],
  close: ['reported'],
  abandon: ['counting', 'recounting', 'reported'],
};
export const canBeDone = (act: Act, state: StockTakeState): boolean => doneIn[act].includes(state);

export type SignVerdict = { kind: 'good'; as: 'first' | 'second' } | { kind: 'full' } | { kind: 'signed-already' } | { kind: 'only-counter' };

/** Two different people sign, and who has counted everything alone vouches for nothing. */
export function signVerdict(who: PersonId, signed: readonly PersonId[], counters: readonly PersonId[]): SignVerdict {
  if (signed.includes(who)) return { kind: 'signed-already' };
  if (signed.length >= 2) return { kind: 'full' };
  if (counters.length === 1 && counters[0] === who) return { kind: 'only-counter' };
  return { kind: 'good', as: signed.length === 0 ? 'first' : 'second' };
}

export type CorrectVerdict = { kind: 'correct' } | { kind: 'leave'; outcome: 'moved-since' | 'place-closed' | 'destroyed' };

interface Standing {
  holder: string;
  /** When its chain last said that it came to another holder, by the archive's clock. */
  movedAt: Date | null;
}

/** Whether a correction still holds when the stock-take closes: what the books say has happened since it was seen, or since the list was frozen, goes before it. */
export function correctVerdict(now: Standing, seenAt: Date, placeClosed: boolean): CorrectVerdict {
  if (now.holder === 'destroyed') return { kind: 'leave', outcome: 'destroyed' };
  if (now.movedAt && now.movedAt > seenAt) return { kind: 'leave', outcome: 'moved-since' };
  return placeClosed ? { kind: 'leave', outcome: 'place-closed' } : { kind: 'correct' };
}
