import type { WaitingAct } from './acts.ts';

/** Where acts wait until they are sent: in the browser's own database, through reloads and days without network. */
export interface ActStore {
  put(act: WaitingAct): Promise<void>;
  remove(actId: string): Promise<void>;
  all(): Promise<WaitingAct[]>;
}

function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error ?? new Error('The browser could not keep it.')));
  });
}

/** Resolves once it is on disk, not merely accepted. */
function committed(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.addEventListener('complete', () => resolve());
    for (const end of ['abort', 'error'] as const) transaction.addEventListener(end, () => reject(transaction.error ?? new Error('The browser could not keep it.')));
  });
}

export function openActStore(name = 'qige'): ActStore {
  let opened: Promise<IDBDatabase> | undefined;
  const open = (): Promise<IDBDatabase> => {
    opened ??= new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open(name, 1);
      request.addEventListener('upgradeneeded', () => request.result.createObjectStore('acts', { keyPath: 'actId' }));
      request.addEventListener('error', () => reject(request.error ?? new Error('The browser has no place to keep things.')));
      request.addEventListener('success', () => {
        request.result.addEventListener('versionchange', () => {
          request.result.close();
          opened = undefined;
        });
        resolve(request.result);
      });
    });
    return opened;
  };
  const write = async (run: (acts: IDBObjectStore) => void): Promise<void> => {
    const transaction = (await open()).transaction('acts', 'readwrite', { durability: 'strict' });
    run(transaction.objectStore('acts'));
    await committed(transaction);
  };
  return {
    put: (act) => write((acts) => acts.put(act)),
    remove: (actId) => write((acts) => acts.delete(actId)),
    async all() {
      const acts = (await settled((await open()).transaction('acts').objectStore('acts').getAll())) as WaitingAct[];
      return acts.sort((a, b) => a.order - b.order);
    },
  };
}
