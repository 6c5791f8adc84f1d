import { useSyncExternalStore } from 'react';
import { refresh } from '../api/ask.ts';
import { sendAs } from '../api/send.ts';
import { openActStore } from './act-store.ts';
import type { WaitingAct } from './acts.ts';
import { createQueue, type QueueState } from './queue.ts';

const key = 'qige.queue';
const sent = new Set<(act: WaitingAct, reply: unknown) => void>();

/** The one queue of this device. */
export const queue = createQueue({
  store: openActStore(),
  sendAs: ({ id }) => sendAs(id),
  sendPages: async ({ id }, pages, keep) => (await import('../scans/send-pages.ts')).sendPages(id, pages, keep),
  // Locks are there only where the page came over HTTPS; the server knows an act again in any case.
  alone: async (lane, run) => ('locks' in navigator ? navigator.locks.request(`qige.queue.${lane}`, run) : run()),
  tell: () => localStorage.setItem(key, String(performance.timeOrigin + performance.now())),
  onSent: (act, reply) => {
    void refresh(act.stale);
    for (const hear of sent) hear(act, reply);
  },
});
export const { enqueueAct, enqueuePages, dropAct, tryAgain } = queue;

/** Hears of every act that reached the archive, also of those that waited. */
export function hearSent(hear: (act: WaitingAct, reply: unknown) => void): () => void {
  sent.add(hear);
  return () => sent.delete(hear);
}

/** What waits on this device, of everybody; `personId` tells whose. */
export const useQueue = (): QueueState => useSyncExternalStore(queue.hear, queue.now);

// Told to the other windows of this device only.
window.addEventListener('storage', (event) => {
  if (event.key === key) void queue.reload();
});
for (const [target, name] of [[window, 'online'], [document, 'visibilitychange'], [window, 'pageshow']] as const) {
  target.addEventListener(name, () => {
    if (document.visibilityState === 'visible') void queue.sendWaiting();
  });
}
