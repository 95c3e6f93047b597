import { type Database, openDatabase, type StorageTrouble, type StoreName } from '../storage/database';

let opened = 0;

/** Opens a database of its own for one test, over whatever `indexedDB` is. */
export const openScratch = (): { database: Database; name: string; troubles: StorageTrouble[] } => {
  opened += 1;
  const name = `scratch-${opened}`;
  const troubles: StorageTrouble[] = [];
  const database = openDatabase({ name, now: () => 1_000, report: (trouble) => troubles.push(trouble) });
  return { database, name, troubles };
};

/** Reads what stands in the database, as it stands. */
export const peek = (database: Database, store: StoreName, key: IDBValidKey): Promise<unknown> =>
  database.read([store], (transaction) => transaction.objectStore(store).get(key));

/** Writes past every check, as a thief or a broken disk would. */
export const poke = (
  database: Database,
  store: StoreName,
  key: IDBValidKey,
  stored: unknown,
): Promise<unknown> =>
  database.write([store], 'strict', (transaction) => transaction.objectStore(store).put(stored, key));
