import type { Database, StoreName } from './database';
import { moveToQuarantine } from './quarantine';
import { open, seal } from './record';
import type { RecordKind } from './records';

/** Thrown for a record that a later version of this code wrote. It stays as it is, and nothing is written over it. */
class NewerRecordError extends Error {
  constructor(store: StoreName) {
    super(`a record of ${store} was written by a newer version`);
    this.name = 'NewerRecordError';
  }
}

/** Records of one kind in one store. */
export interface Table<Value> {
  /** Undefined when there is none, or none that can be read. Rejects with NewerRecordError. */
  get(key: IDBValidKey): Promise<Value | undefined>;
  /** What can be read, in order of keys; newer and unreadable records are left out and reported. */
  list(range?: IDBKeyRange): Promise<Value[]>;
  /** Like `list`, but rejects with NewerRecordError where a newer record stands in the range. */
  listAll(range?: IDBKeyRange): Promise<Value[]>;
  /** Rejects with NewerRecordError instead of writing over a newer record. */
  put(key: IDBValidKey, value: Value): Promise<void>;
  /** Rejects with a ConstraintError when the key is taken. */
  add(key: IDBValidKey, value: Value): Promise<void>;
}

/** @returns the records of `kind` in `store`; writes resolve with the given durability */
export const createTable = <Value>(
  database: Database,
  store: StoreName,
  kind: RecordKind<Value>,
  durability: 'strict' | 'relaxed',
): Table<Value> => {
  const get = async (key: IDBValidKey): Promise<Value | undefined> => {
    const stored: unknown = await database.read([store], (transaction) =>
      transaction.objectStore(store).get(key),
    );
    if (stored === undefined) return undefined;
    const opened = open(kind, stored);
    if (opened.state === 'value') return opened.value;
    if (opened.state === 'newer') throw new NewerRecordError(store);
    await moveToQuarantine(database, store, [{ key, reason: opened.reason }]);
    return undefined;
  };

  const readRange = async (range: IDBKeyRange | undefined) => {
    const [keys, stored] = await database.read([store], (transaction) => {
      const objects = transaction.objectStore(store);
      return Promise.all([objects.getAllKeys(range), objects.getAll(range) as Promise<unknown[]>]);
    });
    const opened = keys.map((key, index) => ({ key, ...open(kind, stored[index]) }));
    await moveToQuarantine(
      database,
      store,
      opened.filter((record) => record.state === 'unreadable'),
    );
    return {
      values: opened.filter((record) => record.state === 'value').map((record) => record.value),
      newer: opened.filter((record) => record.state === 'newer').map((record) => record.key),
    };
  };

  const list = async (range?: IDBKeyRange): Promise<Value[]> => {
    const { values, newer } = await readRange(range);
    for (const key of newer) database.report({ store, key, what: 'newer', reason: 'newer version' });
    return values;
  };

  const listAll = async (range?: IDBKeyRange): Promise<Value[]> => {
    const { values, newer } = await readRange(range);
    if (newer.length > 0) throw new NewerRecordError(store);
    return values;
  };

  const put = (key: IDBValidKey, value: Value): Promise<void> =>
    database.write([store, 'quarantine'], durability, async (transaction) => {
      const objects = transaction.objectStore(store);
      const present: unknown = await objects.get(key);
      const opened = present === undefined ? undefined : open(kind, present);
      if (opened?.state === 'newer') throw new NewerRecordError(store);
      if (opened?.state === 'unreadable') {
        const { reason } = opened;
        await transaction
          .objectStore('quarantine')
          .add({ store, key, reason, at: database.now(), stored: present });
        database.report({ store, key, what: 'quarantined', reason });
      }
      await objects.put(seal(kind, value), key);
    });

  const add = (key: IDBValidKey, value: Value): Promise<void> =>
    database.write([store], durability, async (transaction) => {
      await transaction.objectStore(store).add(seal(kind, value), key);
    });

  return { get, list, listAll, put, add };
};
