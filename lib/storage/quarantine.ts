import type { Database, StoreName } from './database';
import { linesOf } from './journal-keys';

/** A record that could not be read, as it was found. */
export interface Quarantined {
  store: StoreName;
  key: IDBValidKey;
  reason: string;
  /** Milliseconds since the epoch. */
  at: number;
  stored: unknown;
}

/**
 * Moves records out of a store in one transaction, so that nothing is lost and nothing is written over.
 * @param found keys with why each cannot be read
 */
export const moveToQuarantine = async (
  database: Database,
  store: StoreName,
  found: readonly { key: IDBValidKey; reason: string }[],
): Promise<void> => {
  if (found.length === 0) return;
  const at = database.now();
  await database.write([store, 'quarantine'], 'strict', async (transaction) => {
    for (const { key, reason } of found) {
      const stored: unknown = await transaction.objectStore(store).get(key);
      if (stored === undefined) continue;
      await transaction
        .objectStore('quarantine')
        .add({ store, key, reason, at, stored } satisfies Quarantined);
      await transaction.objectStore(store).delete(key);
    }
  });
  for (const { key, reason } of found) database.report({ store, key, what: 'quarantined', reason });
};

/** A record in quarantine with its place there. */
interface Kept extends Quarantined {
  /** Counted up by the browser. */
  place: number;
}

/** @returns what was moved aside, oldest first, for a readable export */
const listQuarantined = (database: Database): Promise<Kept[]> =>
  database.read(['quarantine'], async (transaction) => {
    const objects = transaction.objectStore('quarantine');
    // Written by moveToQuarantine and by tables alone, and only shown; its keys are counted by the browser.
    const [places, found] = (await Promise.all([objects.getAllKeys(), objects.getAll()])) as [
      number[],
      Quarantined[],
    ];
    return found.map((record, index) => ({ ...record, place: places[index] ?? 0 }));
  });

/** Deletes what was moved aside, up to a place, and lines whose job is no more; what came later nobody has seen yet. */
const clearQuarantine = (database: Database, lastPlace: number): Promise<void> =>
  database.write(['quarantine', 'jobs', 'journal'], 'strict', async (transaction) => {
    await transaction.objectStore('quarantine').delete(IDBKeyRange.upperBound(lastPlace));
    const heads = new Set<unknown>(await transaction.objectStore('jobs').getAllKeys());
    const lines = transaction.objectStore('journal');
    let cursor = await lines.openKeyCursor();
    while (cursor) {
      const [jobId] = Array.isArray(cursor.key) ? cursor.key : [cursor.key];
      const all = linesOf(String(jobId));
      if (!heads.has(jobId)) await lines.delete(all);
      cursor = await cursor.continue(all.upper);
    }
  });

/** What was set aside. Both reject when the database does. */
export interface QuarantineStore {
  /** Oldest first. */
  list(): Promise<Kept[]>;
  clear(lastPlace: number): Promise<void>;
}

export const createQuarantineStore = (database: Database): QuarantineStore => ({
  list: () => listQuarantined(database),
  clear: (lastPlace) => clearQuarantine(database, lastPlace),
});
