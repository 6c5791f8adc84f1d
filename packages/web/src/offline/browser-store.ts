import { type DBSchema, type IDBPDatabase, type IDBPObjectStore, openDB, type StoreNames } from 'idb';

type Writable<S extends DBSchema, N extends StoreNames<S>> = IDBPObjectStore<S, [N], N, 'readwrite'>;

export interface BrowserStore<S extends DBSchema> {
  open(): Promise<IDBPDatabase<S>>;
  /** Resolves once it is on disk, not merely accepted. */
  write<N extends StoreNames<S>>(name: N, run: (store: Writable<S, N>) => Promise<unknown>[]): Promise<void>;
}

/** A database of the browser: it stays through reloads and days without network. Let go when other pages of ours need it changed, opened anew when it is gone. */
export function browserStore<S extends DBSchema>(name: string, make: (database: IDBPDatabase<S>) => void): BrowserStore<S> {
  let opened: Promise<IDBPDatabase<S>> | undefined;
  const forget = (): void => {
    opened = undefined;
  };
  const open = (): Promise<IDBPDatabase<S>> => {
    opened ??= openDB<S>(name, 1, {
      upgrade: make,
      blocking: (_now, _wanted, event) => {
        forget();
        (event.target as IDBDatabase).close();
      },
      terminated: forget,
    }).catch((error: unknown) => {
      forget();
      throw error;
    });
    return opened;
  };
  return {
    open,
    async write(store, run) {
      const transaction = (await open()).transaction(store, 'readwrite', { durability: 'strict' });
      await Promise.all([...run(transaction.store), transaction.done]);
    },
  };
}
