import { StockList } from '@qige/wire';
import type { DBSchema } from 'idb';
import { browserStore } from '../offline/browser-store.ts';
import type { KeptScan } from './judge-here.ts';

/** What a device takes into the vault: the list, and what it has scanned there. Each person's apart: what a list tells is for who fetched it. */
export interface KeptList {
  key: string;
  list: StockList;
  at: number;
}

interface Stored extends DBSchema {
  lists: { key: string; value: KeptList };
  scans: { key: string; value: KeptScan & { key: string }; indexes: { key: string } };
}

const store = browserStore<Stored>('qige-stock', (database) => {
  database.createObjectStore('lists', { keyPath: 'key' });
  database.createObjectStore('scans', { keyPath: 'scanId' }).createIndex('key', 'key');
});

export const keyOfList = (personId: string, stockTakeId: string): string => `${personId} ${stockTakeId}`;

export const keepList = (kept: KeptList): Promise<void> => store.write('lists', (lists) => [lists.put(kept)]);

export async function findKeptList(key: string): Promise<KeptList | undefined> {
  const found = await (await store.open()).get('lists', key);
  // Kept by another version of the pages, it may lack what this one needs.
  return found && StockList.safeParse(found.list).success ? found : undefined;
}

export const keepScan = (key: string, scan: KeptScan): Promise<void> => store.write('scans', (scans) => [scans.put({ ...scan, key })]);

export const findKeptScans = async (key: string): Promise<KeptScan[]> => (await (await store.open()).getAllFromIndex('scans', 'key', key)).sort((a, b) => a.seenAt - b.seenAt);
