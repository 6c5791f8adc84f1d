import { newActId } from '../api/act-id.ts';
import { type Ask, CallRefused, type Endpoint, ErrorBody, type Send, urlOf } from '@qige/wire';
import type { z } from 'zod';
import { type AfterReply, afterReply, type Doer, type PagesToSend, pauseAfter, type WaitingAct } from './acts.ts';
import type { ActStore } from './act-store.ts';

export type ActOutcome<Reply> =
  | { kind: 'done'; actId: string; reply: Reply }
  /** Said at once, by the screen that did it; nothing stays behind. */
  | { kind: 'refused'; actId: string; error: CallRefused }
  /** Kept on this device, and sent when the archive can be reached. */
  | { kind: 'waiting'; actId: string };

export interface AboutAct {
  says: string;
  group?: string;
  href?: string;
  stale?: readonly string[];
  seenAt?: Date;
}

export interface QueueState {
  acts: readonly WaitingAct[];
  sending: boolean;
}

export interface QueueTools {
  store: ActStore;
  sendAs: (doer: Doer) => Send;
  /** Sends pages; tells what became of them, and keeps what it learns on the way. */
  sendPages: (doer: Doer, pages: PagesToSend, keep: (pages: PagesToSend) => Promise<void>) => Promise<{ status: number; error: ErrorBody['error'] | null }>;
  /** Runs `run` while no other window of this device sends on this lane. */
  alone: (lane: Lane, run: () => Promise<void>) => Promise<void>;
  /** Tells the other windows that something changed. */
  tell: () => void;
  onSent: (act: WaitingAct, reply: unknown) => void;
  /** How long a screen waits for an answer before it goes on and leaves the act to the queue. */
  patience?: number;
}

/** Pages are large: what is done by a tap does not wait behind them. */
export type Lane = 'calls' | 'pages';
const laneOf = (act: WaitingAct): Lane => (act.call ? 'calls' : 'pages');

type Live = (outcome: ActOutcome<unknown>) => void;

/** Keeps what was done until the archive has it: written down first, then sent in the order it was done, under the name of who did it. */
export function createQueue({ store, sendAs, sendPages, alone, tell, onSent, patience = 4_000 }: QueueTools) {
  let state: QueueState = { acts: [], sending: false };
  let doer: Doer | undefined;
  let failures = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const lanes = { calls: { again: false, running: undefined as Promise<void> | undefined }, pages: { again: false, running: undefined as Promise<void> | undefined } };
  const hearers = new Set<() => void>();
  const live = new Map<string, Live>();
  const set = (next: Partial<QueueState>): void => {
    state = { ...state, ...next };
    for (const hear of hearers) hear();
  };
  const reload = async (): Promise<void> => set({ acts: await store.all() });
  const answer = (actId: string, outcome: ActOutcome<unknown>): void => {
    live.get(actId)?.(outcome);
    live.delete(actId);
  };
  const keep = async (act: WaitingAct): Promise<void> => {
    await store.put(act);
    set({ acts: [...state.acts.filter((one) => one.actId !== act.actId), act].sort((a, b) => a.order - b.order) });
    tell();
  };
  /** Unless it was given up in the meantime. */
  const keepOn = async (actId: string, change: Partial<WaitingAct>): Promise<void> => {
    const act = state.acts.find((one) => one.actId === actId);
    if (act) await keep({ ...act, ...change });
  };
  const forget = async (actId: string): Promise<void> => {
    await store.remove(actId);
    set({ acts: state.acts.filter((one) => one.actId !== actId) });
    tell();
  };

  async function sendOne(act: WaitingAct, as: Doer): Promise<AfterReply> {
    const tries = act.tries + 1;
    const { status, json } = act.call
      ? await sendAs(as)(act.call.method, act.call.url, { ...act.call.body, sentAt: new Date().toISOString() })
          .catch((error: unknown) => ({ status: error instanceof CallRefused ? error.status : 0, json: undefined }))
      : await sendPages(as, act.pages as PagesToSend, (pages) => keepOn(act.actId, { pages })).then(({ status, error }) => ({ status, json: error ? { error } : undefined }));
    const told = ErrorBody.safeParse(json);
    const after = afterReply(act.call?.status ?? 201, status, tries, told.data?.error.code);
    if (after === 'sent') {
      await forget(act.actId);
      onSent(act, json);
      answer(act.actId, { kind: 'done', actId: act.actId, reply: json });
      return after;
    }
    const error = told.success ? told.data.error : { code: status === 0 ? ('unavailable' as const) : ('internal' as const), message: '' };
    if (after === 'refused') {
      // A screen that is still waiting says it itself; a refusal that comes later stays in the list until somebody has seen it.
      const hear = live.get(act.actId);
      live.delete(act.actId);
      await (hear ? forget(act.actId) : keepOn(act.actId, { state: 'refused', tries, refusal: { status, error } }));
      hear?.({ kind: 'refused', actId: act.actId, error: new CallRefused(status, error) });
      return after;
    }
    if (status !== 0) await keepOn(act.actId, { tries });
    return after;
  }

  async function drain(lane: Lane): Promise<void> {
    const as = doer;
    if (!as) return;
    await reload();
    for (;;) {
      const next = state.acts.find((act) => act.state === 'waiting' && act.personId === as.id && laneOf(act) === lane);
      if (!next || doer?.id !== as.id) break;
      set({ sending: true });
      const after = await sendOne(next, as);
      if (after === 'sent' || after === 'refused') {
        failures = 0;
        continue;
      }
      if (after === 'later') {
        failures += 1;
        clearTimeout(timer);
        timer = setTimeout(() => void sendWaiting(), pauseAfter(failures) * 1_000);
      }
      break;
    }
    set({ sending: false });
    for (const act of state.acts) if (laneOf(act) === lane) answer(act.actId, { kind: 'waiting', actId: act.actId });
  }

  async function run(lane: Lane): Promise<void> {
    const here = lanes[lane];
    here.again = true;
    here.running ??= (async () => {
      try {
        while (here.again) {
          here.again = false;
          await alone(lane, () => drain(lane));
        }
      } finally {
        here.running = undefined;
      }
    })();
    return here.running;
  }

  async function sendWaiting(): Promise<void> {
    await Promise.all([run('calls'), run('pages')]);
  }

  async function add(about: AboutAct, what: Pick<WaitingAct, 'call' | 'pages' | 'actId' | 'seenAt'>): Promise<ActOutcome<unknown>> {
    if (!doer) throw new CallRefused(401, { code: 'unauthenticated', message: 'Nobody is signed in.' });
    const { says, group = '', href = null, stale = [] } = about;
    const last = state.acts.at(-1)?.order ?? 0;
    const { actId } = what;
    const outcome = new Promise<ActOutcome<unknown>>((resolve) => live.set(actId, resolve));
    await keep({ ...what, says, group, href, stale, personId: doer.id, personName: doer.name, order: Math.max(Date.now(), last + 1), state: 'waiting', tries: 0, refusal: null });
    setTimeout(() => answer(actId, { kind: 'waiting', actId }), patience);
    run(what.call ? 'calls' : 'pages').catch(() => {});
    return outcome;
  }

  return {
    /** From now on the acts of this person are sent; those of others wait for them. */
    async start(who: Doer): Promise<void> {
      doer = who;
      await reload();
      await sendWaiting();
    },
    rest(): void {
      doer = undefined;
      clearTimeout(timer);
    },
    async enqueueAct<E extends Endpoint>(to: E, ask: Ask<E>, about: AboutAct): Promise<ActOutcome<z.output<E['reply']>>> {
      const { body = {} } = ask as { body?: Record<string, unknown> };
      const actId = typeof body['actId'] === 'string' ? body['actId'] : newActId();
      const seenAt = (about.seenAt ?? new Date()).toISOString();
      const call = { method: to.method, url: urlOf(to, ask), body: { ...body, actId, seenAt }, status: to.status };
      const outcome = await add(about, { actId, seenAt, call, pages: null });
      return outcome.kind === 'done' ? { ...outcome, reply: to.reply.parse(outcome.reply) as z.output<E['reply']> } : outcome;
    },
    enqueuePages(name: string, files: readonly File[], about: AboutAct): Promise<ActOutcome<unknown>> {
      return add(about, { actId: newActId(), seenAt: new Date().toISOString(), call: null, pages: { name, batchId: null, files } });
    },
    sendWaiting,
    reload,
    /** Gives a refused act up; one still on its way is asked for no more. */
    dropAct: forget,
    async tryAgain(actId: string): Promise<void> {
      const act = state.acts.find((one) => one.actId === actId);
      if (act) await keep({ ...act, state: 'waiting', tries: 0, refusal: null });
      await sendWaiting();
    },
    hear(run: () => void): () => void {
      hearers.add(run);
      return () => hearers.delete(run);
    },
    now: (): QueueState => state,
  };
}
