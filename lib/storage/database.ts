import { type IDBPDatabase, type IDBPTransaction, openDB } from 'idb';

/**
 * Stores of the database; keys are outside of the values.
 * journal: [job id, number of the line from 0]. facts: job id. book: [cloud, account], and its rules.
 * quarantine: counted by the browser.
 */
export const storeNames = [
  'plans',
  'jobs',
  'journal',
  'rosters',
  'heads',
  'vault',
  'settings',
  'book',
  'facts',
  'quarantine',
] as const;
export type StoreName = (typeof storeNames)[number];

/** Layout of the database; the values in it have versions of their own. */
const layoutVersion = 4;

type Transaction<Mode extends IDBTransactionMode> = IDBPTransaction<unknown, string[], Mode>;
/** A transaction that may write. */
export type Writing = Transaction<'readwrite'>;

/** What was found wrong in the database, told once, when it is found. */
export interface StorageTrouble {
  store: StoreName;
  key: IDBValidKey;
  /** quarantined: moved aside, never overwritten. newer: left alone, since a later version of this code wrote it. */
  what: 'quarantined' | 'newer';
  /** Which fields are wrong; never their values. */
  reason: string;
}

/** The database of the extension's origin, which no console page and no content script can open. */
export interface Database {
  /** Runs `work` in one transaction. Rejects when the transaction cannot be carried out. */
  read<Value>(
    stores: readonly StoreName[],
    work: (transaction: Transaction<'readonly'>) => Promise<Value>,
  ): Promise<Value>;
  /**
   * Runs `work` in one transaction: all of it is kept or nothing. `work` awaits nothing but the database.
   * Resolves when the transaction is complete: with `strict` it is then on disk.
   * Rejects when it is not kept (quota, abort, a broken disk).
   */
  write<Value>(
    stores: readonly StoreName[],
    durability: 'strict' | 'relaxed',
    work: (transaction: Writing) => Promise<Value>,
  ): Promise<Value>;
  /** Tells a trouble to whoever opened the database. */
  report(trouble: StorageTrouble): void;
  /** Milliseconds since the epoch. */
  now(): number;
  close(): Promise<void>;
}

const isClosed = (error: unknown): boolean =>
  error instanceof DOMException && error.name === 'InvalidStateError';

/** Keeps one connection, and opens another after the browser or a newer version of this code closed it. */
const createConnection = (name: string) => {
  let connection: Promise<IDBPDatabase> | undefined;
  const forget = () => {
    connection = undefined;
  };
  const connect = (): Promise<IDBPDatabase> => {
    const opening = openDB(name, layoutVersion, {
      upgrade: (database) => {
        for (const store of storeNames) {
          if (database.objectStoreNames.contains(store)) continue;
          database.createObjectStore(store, store === 'quarantine' ? { autoIncrement: true } : {});
        }
      },
      // A newer version of this code wants the database; holding on would block it.
      blocking: (_present, _wanted, event) => {
        forget();
        // The event of `blocking` comes from the connection itself (IndexedDB, 5.2 "versionchange").
        (event.target as IDBDatabase).close();
      },
      terminated: forget,
    });
    opening.catch(forget);
    return opening;
  };
  const current = (): Promise<IDBPDatabase> => {
    connection ??= connect();
    return connection;
  };
  return { current, forget };
};

/** Runs `work` and waits for the transaction's end; whatever fails undoes all of it. */
const run = async <Mode extends 'readonly' | 'readwrite', Value>(
  transaction: Transaction<Mode>,
  work: (transaction: Transaction<Mode>) => Promise<Value>,
): Promise<Value> => {
  // Listened to from the start: it may reject before `work` does.
  const done = transaction.done.then(
    () => undefined,
    (error: unknown) => ({ error }),
  );
  const abort = () => {
    try {
      transaction.abort();
    } catch {
      // Already over: the reason is in `done`.
    }
  };
  try {
    const value = await work(transaction);
    const failure = await done;
    if (failure !== undefined) throw failure.error ?? new DOMException('transaction aborted', 'AbortError');
    return value;
  } catch (error) {
    abort();
    await done;
    throw error;
  }
};

/** Empties every store in one transaction: after a crash all of it is there or nothing. Rejects when it is still there. */
export const clearDatabase = (database: Database): Promise<void> =>
  database.write(storeNames, 'strict', async (transaction) => {
    for (const store of storeNames) await transaction.objectStore(store).clear();
  });

/**
 * Names the database. Nothing is opened before the first use, and a failed opening is tried again at the next.
 * @param deps.report is told of every record that could not be read
 */
export const openDatabase = (deps: {
  name: string;
  now: () => number;
  report: (trouble: StorageTrouble) => void;
}): Database => {
  const { current, forget } = createConnection(deps.name);

  const begin = async <Mode extends 'readonly' | 'readwrite'>(
    stores: readonly StoreName[],
    mode: Mode,
    options: IDBTransactionOptions,
  ): Promise<Transaction<Mode>> => {
    try {
      return (await current()).transaction([...stores], mode, options);
    } catch (error) {
      if (!isClosed(error)) throw error;
      forget();
      return (await current()).transaction([...stores], mode, options);
    }
  };

  return {
    read: async (stores, work) => run(await begin(stores, 'readonly', {}), work),
    write: async (stores, durability, work) => run(await begin(stores, 'readwrite', { durability }), work),
    report: deps.report,
    now: deps.now,
    close: async () => {
      const open = current();
      forget();
      (await open).close();
    },
  };
};
