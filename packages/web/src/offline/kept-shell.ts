import { useSyncExternalStore } from 'react';

let waiting: ServiceWorker | undefined;
const hearers = new Set<() => void>();
const tell = (next: ServiceWorker | undefined): void => {
  waiting = next;
  for (const hear of hearers) hear();
};

const hour = 3_600_000;
let begun = false;

/** Keeps the pages on this device, so that they open without network. Only for who is signed in: a reader from outside gets nothing kept. */
export async function keepShell(): Promise<void> {
  if (begun || !import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  begun = true;
  const registration = await navigator.serviceWorker.register('/shell.js', { updateViaCache: 'none' }).catch(() => undefined);
  if (!registration) return;
  const look = (): void => void offer(registration.waiting);
  registration.addEventListener('updatefound', () => registration.installing?.addEventListener('statechange', look));
  look();
  let asked = Date.now();
  const ask = (): void => {
    if (document.visibilityState !== 'visible' || !navigator.onLine || Date.now() - asked < hour / 4) return;
    asked = Date.now();
    registration.update().catch(() => {});
  };
  setInterval(ask, hour / 2);
  document.addEventListener('visibilitychange', ask);
}

/** A page that came fresh from the server is of the new version already; then there is nothing to offer. */
async function offer(worker: ServiceWorker | null): Promise<void> {
  if (!worker || !navigator.serviceWorker.controller) return;
  const { port1, port2 } = new MessageChannel();
  const own = new Promise<boolean>((resolve) => port1.addEventListener('message', (event) => resolve(event.data === true), { once: true }));
  port1.start();
  worker.postMessage([...document.scripts].flatMap(({ src }) => (src.includes('/assets/') ? [new URL(src).pathname] : [])), [port2]);
  if (await own) worker.postMessage('take-over', []);
  else tell(worker);
}

/** Opens the new version. Nobody is made to: what is half written stays as it is until they choose to. */
export function takeNewVersion(): void {
  navigator.serviceWorker.addEventListener('controllerchange', () => window.location.reload(), { once: true });
  waiting?.postMessage('take-over', []);
}

export const useNewVersion = (): boolean =>
  useSyncExternalStore(
    (hear) => {
      hearers.add(hear);
      return () => hearers.delete(hear);
    },
    () => waiting !== undefined,
  );
