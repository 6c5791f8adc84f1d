import type { DBSchema } from 'idb';
import type { WaitingAct } from './acts.ts';
import { browserStore } from './browser-store.ts';

/** Where acts wait until they are sent. */
export interface ActStore {
  put(act: WaitingAct): Promise<void>;
  remove(actId: string): Promise<void>;
  all(): Promise<WaitingAct[]>;
}

interface Stored extends DBSchema {
  acts: { key: string; value: WaitingAct };
}

export function openActStore(name = 'qige'): ActStore {
  const store = browserStore<Stored>(name, (database) => database.createObjectStore('acts', { keyPath: 'actId' }));
  return {
    put: (act) => store.write('acts', (acts) => [acts.put(act)]),
    remove: (actId) => store.write('acts', (acts) => [acts.delete(actId)]),
    all: async () => (await (await store.open()).getAll('acts')).sort((a, b) => a.order - b.order),
  };
}
