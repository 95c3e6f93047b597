import type { Database, StoreName, Writing } from './database';
import { moveToQuarantine, type Quarantined } from './quarantine';
import { open, seal } from './record';
import type { RecordKind } from './records';

/** Thrown for a record that a later version of this code wrote. It stays as it is, and nothing is written over it. */
export class NewerRecordError extends Error {
  constructor(store: StoreName) {
    super(`a record of ${store} was written by a newer version`);
    this.name = 'NewerRecordError';
  }
}

const newerRecord = (database: Database, store: StoreName, key: IDBValidKey): NewerRecordError => {
  database.report({ store, key, what: 'newer', reason: 'newer version' });
  return new NewerRecordError(store);
};

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
  /** Like `put` for many, in one transaction: all are kept or none. */
  putAll(records: readonly (readonly [key: IDBValidKey, value: Value])[]): Promise<void>;
  /** In one transaction. */
  removeAll(keys: readonly IDBValidKey[]): Promise<void>;
  /** Rejects with a ConstraintError when the key is taken. */
  add(key: IDBValidKey, value: Value): Promise<void>;
}

interface Place<Value> {
  database: Database;
  store: StoreName;
  kind: RecordKind<Value>;
}

/** Reads a range; what cannot be read is moved aside. */
const readRange = async <Value>(
  { database, store, kind }: Place<Value>,
  range: IDBKeyRange | undefined,
): Promise<{ values: Value[]; newer: IDBValidKey[] }> => {
  const [keys, stored] = await database.read([store], (transaction) => {
    const objects = transaction.objectStore(store);
    return Promise.all([objects.getAllKeys(range), objects.getAll(range) as Promise<unknown[]>]);
  });
  const opened = keys.map((key, index) => ({ key, ...open(kind, stored[index]) }));
  const unreadable = opened.filter((record) => record.state === 'unreadable');
  await moveToQuarantine(database, store, unreadable);
  return {
    values: opened.filter((record) => record.state === 'value').map((record) => record.value),
    newer: opened.filter((record) => record.state === 'newer').map((record) => record.key),
  };
};

const readOne = async <Value>(
  { database, store, kind }: Place<Value>,
  key: IDBValidKey,
): Promise<Value | undefined> => {
  const stored: unknown = await database.read([store], (transaction) =>
    transaction.objectStore(store).get(key),
  );
  if (stored === undefined) return undefined;
  const opened = open(kind, stored);
  if (opened.state === 'value') return opened.value;
  if (opened.state === 'newer') throw newerRecord(database, store, key);
  await moveToQuarantine(database, store, [{ key, reason: opened.reason }]);
  return undefined;
};

/** Makes room for a new value: what cannot be read goes to quarantine, what is newer stays. */
const makeRoom = async (
  { database, store, kind }: Place<unknown>,
  transaction: Writing,
  key: IDBValidKey,
): Promise<void> => {
  const stored: unknown = await transaction.objectStore(store).get(key);
  const opened = stored === undefined ? undefined : open(kind, stored);
  if (opened?.state === 'newer') throw new NewerRecordError(store);
  if (opened?.state !== 'unreadable') return;
  const found: Quarantined = { store, key, reason: opened.reason, at: database.now(), stored };
  await transaction.objectStore('quarantine').add(found);
  database.report({ store, key, what: 'quarantined', reason: opened.reason });
};

/** @returns the records of `kind` in `store`; writes resolve with the given durability */
export const createTable = <Value>(
  database: Database,
  store: StoreName,
  kind: RecordKind<Value>,
  durability: 'strict' | 'relaxed',
): Table<Value> => {
  const place: Place<Value> = { database, store, kind };
  const putAll: Table<Value>['putAll'] = (records) =>
    database.write([store, 'quarantine'], durability, async (transaction) => {
      for (const [key, value] of records) {
        await makeRoom(place, transaction, key);
        await transaction.objectStore(store).put(seal(kind, value), key);
      }
    });
  return {
    get: (key) => readOne(place, key),
    list: async (range) => {
      const { values, newer } = await readRange(place, range);
      for (const key of newer) database.report({ store, key, what: 'newer', reason: 'newer version' });
      return values;
    },
    listAll: async (range) => {
      const { values, newer } = await readRange(place, range);
      const [first] = newer;
      if (first !== undefined) throw newerRecord(database, store, first);
      return values;
    },
    put: (key, value) => putAll([[key, value]]),
    putAll,
    removeAll: (keys) =>
      database.write([store], durability, async (transaction) => {
        for (const key of keys) await transaction.objectStore(store).delete(key);
      }),
    add: (key, value) =>
      database.write([store], durability, async (transaction) => {
        await transaction.objectStore(store).add(seal(kind, value), key);
      }),
  };
};
