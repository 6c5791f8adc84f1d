import type { MyAccessRequest } from '@qige/wire';

const lapseMs = 30 * 24 * 3600_000;

/** How a request stands for its asker. One for a contract that is not there waits and lapses as any other. */
export function requestState({ answer, askedAt, until }: { answer: 'granted' | 'refused' | null; askedAt: Date; until: Date | null }, now: Date): MyAccessRequest['state'] {
  if (answer === 'refused') return 'refused';
  if (answer === 'granted') return until !== null && until <= now ? 'ended' : 'granted';
  return now.getTime() - askedAt.getTime() >= lapseMs ? 'lapsed' : 'waiting';
}

/** Asked since then, a request still waits. */
export const waitingSince = (now: Date): Date => new Date(now.getTime() - lapseMs);
