import { imageKey, withFirstSeen } from '../domain/image';
import type { RosterStore } from '../engine/ports';
import type { Database } from './database';
import { rosterRecords } from './records';
import { createTable } from './table';

/** Every key that begins with `parts`: an array sorts after every string (Indexed Database API 3.0, 2.4). */
const keysUnder = (...parts: string[]): IDBKeyRange => IDBKeyRange.bound(parts, [...parts, []], false, true);

/**
 * The rosters as last read, by profile and image. They can be read from the cloud again, so a write may be lost
 * with the power.
 */
export const createRosterStore = (database: Database): RosterStore => {
  const rosters = createTable(database, 'rosters', rosterRecords, 'relaxed');

  const removeWhere = (range: IDBKeyRange, isRemoved: (key: IDBValidKey) => boolean): Promise<void> =>
    database.write(['rosters'], 'relaxed', async (transaction) => {
      const objects = transaction.objectStore('rosters');
      const keys = await objects.getAllKeys(range);
      await Promise.all(keys.filter(isRemoved).map((key) => objects.delete(key)));
    });

  return {
    put: async (known) => {
      const { product, region, imageId } = known.image;
      const key = [known.profileId, product, region, imageId];
      const before = await rosters.get(key);
      const { roster } = known;
      await rosters.put(key, roster ? { ...known, roster: withFirstSeen(roster, before?.roster) } : known);
    },
    keepOnly: (profileId, product, region, imageIds) => {
      const kept = new Set<unknown>(imageIds);
      return removeWhere(
        keysUnder(profileId, product, region),
        (key) => !(Array.isArray(key) && kept.has(key[3])),
      );
    },
    list: async () =>
      (await rosters.list()).sort((one, other) =>
        imageKey(one.image) < imageKey(other.image)
          ? -1
          : imageKey(one.image) > imageKey(other.image)
            ? 1
            : 0,
      ),
    removeProfile: (profileId) => removeWhere(keysUnder(profileId), () => true),
  };
};
