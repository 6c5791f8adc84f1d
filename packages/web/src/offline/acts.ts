import type { BatchId, ErrorBody, PersonId } from '@qige/wire';

/** Whose session does the act, and whose it stays until it is sent. */
export interface Doer {
  id: PersonId;
  name: string;
}

export interface CallToMake {
  method: string;
  url: string;
  /** With `actId` and `seenAt`; `sentAt` is added the moment it leaves. */
  body: Record<string, unknown>;
  /** The status by which the server says that it is done. */
  status: number;
}

export interface PagesToSend {
  name: string;
  batchId: BatchId | null;
  files: readonly File[];
}

/** Something a person did on this device that the archive does not know yet. */
export interface WaitingAct {
  /** The name by which the server knows it again, so that sending it twice does it once. */
  actId: string;
  personId: PersonId;
  personName: string;
  /** Which screen's it is (a stock-take's id); `''` where no screen counts its own. */
  group: string;
  /** What was done, as the person would say it. */
  says: string;
  /** The screen on which it can be done differently after a refusal. */
  href: string | null;
  /** Beginnings of the paths whose answers it makes stale. */
  stale: readonly string[];
  seenAt: string;
  /** In which order they leave. */
  order: number;
  state: 'waiting' | 'refused';
  tries: number;
  refusal: { status: number; error: ErrorBody['error'] } | null;
  call: CallToMake | null;
  pages: PagesToSend | null;
}

export type AfterReply = 'sent' | 'later' | 'signed-out' | 'refused';

const passing = [0, 408, 425, 429, 502, 503, 504];
const enoughTries = 5;

/** What becomes of an act after the server's answer; status 0 where there was none. `tries` counts this one. Who owes a second factor is as good as outside. A server that fails over one act alone must not hold up the others for ever. */
export function afterReply(wanted: number, status: number, tries: number, code?: ErrorBody['error']['code']): AfterReply {
  if (status === wanted) return 'sent';
  if (status === 401 || code === 'second_factor_due') return 'signed-out';
  if (passing.includes(status)) return 'later';
  return status >= 500 && tries < enoughTries ? 'later' : 'refused';
}

/** Seconds until the next try after so many in vain. */
export const pauseAfter = (failures: number): number => [1, 2, 5, 10, 30][failures - 1] ?? 60;
