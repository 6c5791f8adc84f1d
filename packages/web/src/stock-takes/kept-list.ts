import { StockList } from '@qige/wire';
import type { KeptScan } from './judge-here.ts';

/** What a device takes into the vault: the list, and what it has scanned there. Each person's apart: what a list tells is for who fetched it. */
export interface KeptList {
  key: string;
  list: StockList;
  at: number;
}
type StoredScan = KeptScan & { key: string };

let opened: Promise<IDBDatabase> | undefined;
function open(): Promise<IDBDatabase> {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open('qige-stock', 1);
    request.addEventListener('upgradeneeded', () => {
      request.result.createObjectStore('lists', { keyPath: 'key' });
      request.result.createObjectStore('scans', { keyPath: 'scanId' }).createIndex('key', 'key');
    });
    request.addEventListener('error', () => reject(request.error ?? new Error('The browser has no place to keep things.')));
    request.addEventListener('success', () => resolve(request.result));
  });
  return opened;
}

const settled = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error ?? new Error('The browser could not keep it.')));
  });

/** Resolves once it is on disk. */
async function write(store: 'lists' | 'scans', run: (store: IDBObjectStore) => void): Promise<void> {
  const transaction = (await open()).transaction(store, 'readwrite', { durability: 'strict' });
  run(transaction.objectStore(store));
  await new Promise<void>((resolve, reject) => {
    transaction.addEventListener('complete', () => resolve());
    for (const end of ['abort', 'error'] as const) transaction.addEventListener(end, () => reject(transaction.error ?? new Error('The browser could not keep it.')));
  });
}

export const keyOfList = (personId: string, stockTakeId: string): string => `${personId} ${stockTakeId}`;

export const keepList = (kept: KeptList): Promise<void> => write('lists', (lists) => lists.put(kept));

export async function findKeptList(key: string): Promise<KeptList | undefined> {
  const found = (await settled((await open()).transaction('lists').objectStore('lists').get(key))) as KeptList | undefined;
  // Kept by another version of the pages, it may lack what this one needs.
  return found && StockList.safeParse(found.list).success ? found : undefined;
}

export const keepScan = (key: string, scan: KeptScan): Promise<void> => write('scans', (scans) => scans.put({ ...scan, key } satisfies StoredScan));

export async function findKeptScans(key: string): Promise<KeptScan[]> {
  const found = (await settled((await open()).transaction('scans').objectStore('scans').index('key').getAll(key))) as StoredScan[];
  return found.sort((a, b) => a.seenAt - b.seenAt);
}
