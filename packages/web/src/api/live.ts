import { useEffect, useSyncExternalStore } from 'react';
import { refresh } from './ask.ts';

/** Which answers an event makes stale, by the beginning of their path. */
export const staleBy: Record<string, readonly string[]> = {
  intake: ['/batches', '/files', '/scans', '/desk'],
  reading: ['/batches', '/scans', '/desk', '/contracts/:contractId/scans'],
  desk: ['/desk', '/scans', '/batches', '/numbers'],
  contracts: ['/contracts', '/parties', '/access-requests', '/me/access-requests'],
  archive: ['/places', '/copies', '/contracts/:contractId/copies', '/contracts/:contractId/lending', '/hand-overs', '/loans', '/filings', '/shipments', '/incidents', '/seals', '/me/papers'],
  stock: ['/stock-takes'],
  climate: ['/climate', '/rounds'],
  notices: [],
};

let connected = true;
let reached = false;
const hearers = new Set<() => void>();
const setConnected = (now: boolean): void => {
  if (now === connected) return;
  connected = now;
  for (const hear of hearers) hear();
};

/** Whether the line to the server stands; the shell says so when it does not. */
export const useConnected = (): boolean =>
  useSyncExternalStore(
    (hear) => {
      hearers.add(hear);
      return () => hearers.delete(hear);
    },
    () => connected,
  );

/** False where this page was opened without the archive and has not reached it yet: there is nothing to show but what the device keeps. */
export const useReached = (): boolean =>
  useSyncExternalStore(
    (hear) => {
      hearers.add(hear);
      return () => hearers.delete(hear);
    },
    () => reached || connected,
  );

/** Hears what changed and asks again for what is on the screen, at most once a second a topic however fast the events come. */
export function useLive(): void {
  useEffect(() => {
    const waiting = new Map<string, number>();
    const source = new EventSource('/api/events');
    const hear = (topic: string): void => {
      if (waiting.has(topic)) return;
      waiting.set(
        topic,
        window.setTimeout(() => {
          waiting.delete(topic);
          void refresh(staleBy[topic] ?? []);
        }, 1_000),
      );
    };
    source.addEventListener('changed', (message: MessageEvent<string>) => hear(topicOf(message.data)));
    // Whatever happened while the line was down was not heard; ask again for everything shown.
    source.addEventListener('open', () => {
      reached = true;
      if (!connected) void refresh(['/']);
      setConnected(true);
    });
    source.addEventListener('error', () => setConnected(false));
    return () => {
      source.close();
      for (const timer of waiting.values()) window.clearTimeout(timer);
    };
  }, []);
}

function topicOf(data: string): string {
  try {
    return String((JSON.parse(data) as { topic?: unknown }).topic);
  } catch {
    return '';
  }
}
