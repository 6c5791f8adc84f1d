import type { MyAccessRequest } from '@qige/wire';

const lapseMs = 30 * 24 * 3600_000;

/** How a request stands for its asker. One for a contract that is not there waits and lapses as any other. `open`: it can still be read. */
export function requestState({ answer, askedAt, open }: { answer: 'granted' | 'refused' | null; askedAt: Date; open: boolean }, now: Date): MyAccessRequest['state'] {
  if (answer === 'refused') return 'refused';
  if (answer === 'granted') return open ? 'granted' : 'ended';
  return now.getTime() - askedAt.getTime() >= lapseMs ? 'lapsed' : 'waiting';
}

/** Asked since then, a request still waits. */
export const waitingSince = (now: Date): Date => new Date(now.getTime() - lapseMs);
