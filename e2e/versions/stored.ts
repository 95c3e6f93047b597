import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Surface } from '../drivers/surface.ts';

/** The extension's database, as JSON; bytes stand as `{ bytes: base64 }`. */
export interface StoredDatabase {
  /** Layout of the database. */
  layout: number;
  stores: Record<string, { isCounted: boolean; records: [key: unknown, value: unknown][] }>;
}

/** What a version of the extension left on disk amid a job, and what must be found again of it. */
export interface StoredVersion {
  note: string;
  version: string;
  passphrase: string;
  profile: string;
  /** A job that has ended. */
  ended: { image: string; confirmed: number; refused: number };
  /** A job that was under way: one call had changed its image, and its answer was not heard. */
  running: { jobId: string; image: string; accounts: string[]; applied: string[] };
  /** An image whose roster was known, with its accounts. */
  known: { image: string; accounts: string[] };
  /** A name of the address book, where the version had one. */
  label?: string;
  /** Minutes of the automatic lock, where the version had it. */
  lockAfter?: number;
  database: StoredDatabase;
}

/** Reads the whole database in one transaction. Runs in a page, so it is self-contained. */
const readDatabase = async (name: string): Promise<StoredDatabase> => {
  const settled = <Value>(request: IDBRequest<Value>) =>
    new Promise<Value>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const written = (value: unknown): unknown => {
    if (value instanceof Uint8Array) return { bytes: btoa(String.fromCharCode(...value)) };
    if (Array.isArray(value)) return value.map(written);
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, written(each)]));
  };
  const database = await settled(indexedDB.open(name));
  const transaction = database.transaction([...database.objectStoreNames]);
  const stores = await Promise.all(
    [...database.objectStoreNames].map(async (store) => {
      const objects = transaction.objectStore(store);
      const [keys, values] = await Promise.all([settled(objects.getAllKeys()), settled(objects.getAll())]);
      const records = keys.map((key, at) => [key, written(values[at])]);
      return [store, { isCounted: objects.autoIncrement, records }];
    }),
  );
  database.close();
  return { layout: database.version, stores: Object.fromEntries(stores) };
};

/** Puts a database in the place of the one that is there. Runs in a page, so it is self-contained. */
const writeDatabase = async (name: string, { layout, stores }: StoredDatabase): Promise<boolean> => {
  const settled = <Value>(request: IDBRequest<Value>) =>
    new Promise<Value>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const read = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(read);
    if (value === null || typeof value !== 'object') return value;
    if ('bytes' in value && typeof value.bytes === 'string') {
      return Uint8Array.from(atob(value.bytes), (letter) => letter.charCodeAt(0));
    }
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, read(each)]));
  };
  // The background lets go of its connection when it is told, and may make an empty database before ours is there.
  let isWritten = false;
  while (!isWritten) {
    await settled(indexedDB.deleteDatabase(name));
    const opening = indexedDB.open(name, layout);
    opening.onupgradeneeded = () => {
      isWritten = true;
      for (const [store, { isCounted, records }] of Object.entries(stores)) {
        const objects = opening.result.createObjectStore(store, { autoIncrement: isCounted });
        for (const [key, value] of records) objects.put(read(value), key as IDBValidKey); // as a store gave it
      }
    };
    try {
      (await settled(opening)).close();
    } catch (error) {
      // The empty one has a newer layout.
      if (!(error instanceof DOMException && error.name === 'VersionError')) throw error;
    }
  }
  return true;
};

const name = JSON.stringify('image-roster');

/** @param page of the extension */
export const dumpDatabase = (page: Surface): Promise<StoredDatabase> =>
  page.evaluate(`(${readDatabase})(${name})`);

/** Leaves the extension with another database than it opened; it must start anew to see it. */
export const restoreDatabase = (page: Surface, database: StoredDatabase): Promise<boolean> =>
  page.evaluate(`(${writeDatabase})(${name}, ${JSON.stringify(database)})`);

const folder = fileURLToPath(new URL('fixtures/', import.meta.url));

/** @returns the file of a version */
export const versionFile = (version: string): string => `${folder}${version}.json`;

/** @returns every version that is kept */
export const storedVersions = (): StoredVersion[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .map((file) => JSON.parse(readFileSync(`${folder}${file}`, 'utf8')) as StoredVersion); // by scripts/keep-version.ts
