import { headOf, type ImageRef, imageKey, type KnownHead, withFirstSeen } from '../domain/image';
import type { RosterStore } from '../engine/ports';
import type { Database } from './database';
import { headRecords, rosterRecords } from './records';
import { createTable } from './table';

/** Every key that begins with `parts`: an array sorts after every string (Indexed Database API 3.0, 2.4). */
const keysUnder = (...parts: string[]): IDBKeyRange => IDBKeyRange.bound(parts, [...parts, []], false, true);

const keyOf = (profileId: string, { product, region, imageId }: ImageRef): string[] => [
  profileId,
  product,
  region,
  imageId,
];

const keyOfKnown = ({ profileId, image }: Pick<KnownHead, 'profileId' | 'image'>): string[] =>
  keyOf(profileId, image);

const byImage = (one: { image: ImageRef }, other: { image: ImageRef }): number => {
  const [first, second] = [imageKey(one.image), imageKey(other.image)];
  return first < second ? -1 : first > second ? 1 : 0;
};

/**
 * The rosters as last read, by profile and image, and their heads beside them, so that a list costs nothing of the
 * accounts. They can be read from the cloud again, so a write may be lost with the power.
 */
export const createRosterStore = (database: Database): RosterStore => {
  const rosters = createTable(database, 'rosters', rosterRecords, 'relaxed');
  const heads = createTable(database, 'heads', headRecords, 'relaxed');

  const removeWhere = (range: IDBKeyRange, isRemoved: (key: IDBValidKey) => boolean): Promise<void> =>
    database.write(['rosters', 'heads'], 'relaxed', async (transaction) => {
      for (const store of ['rosters', 'heads']) {
        const objects = transaction.objectStore(store);
        const keys = await objects.getAllKeys(range);
        await Promise.all(keys.filter(isRemoved).map((key) => objects.delete(key)));
      }
    });

  const isWhole = (): Promise<boolean> =>
    database.read(['rosters', 'heads'], async (transaction) => {
      const [known, kept] = await Promise.all([
        transaction.objectStore('rosters').count(),
        transaction.objectStore('heads').count(),
      ]);
      return known === kept;
    });

  /** Makes the heads from the rosters, where an older version kept none or one of the two got lost. */
  const makeHeads = async (): Promise<void> => {
    const known = (await rosters.list()).map(headOf);
    const present = new Set(known.map((head) => keyOfKnown(head).join()));
    const gone = (await heads.list()).filter((head) => !present.has(keyOfKnown(head).join()));
    await heads.removeAll(gone.map(keyOfKnown));
    await heads.putAll(known.map((head) => [keyOfKnown(head), head] as const));
  };

  let whole: Promise<void> | undefined;
  /** Looks once in a life: between a roster and its head two counts may differ for a moment. */
  const checkHeads = (): Promise<void> => {
    whole ??= isWhole().then((is) => (is ? undefined : makeHeads()));
    whole.catch(() => {
      whole = undefined;
    });
    return whole;
  };

  return {
    put: async (known) => {
      const key = keyOfKnown(known);
      const before = await rosters.get(key);
      const { roster } = known;
      await rosters.put(key, roster ? { ...known, roster: withFirstSeen(roster, before?.roster) } : known);
      await heads.put(key, headOf(known));
    },
    keepOnly: (profileId, product, region, imageIds) => {
      const kept = new Set<unknown>(imageIds);
      return removeWhere(
        keysUnder(profileId, product, region),
        (key) => !(Array.isArray(key) && kept.has(key[3])),
      );
    },
    get: (profileId, image) => rosters.get(keyOf(profileId, image)),
    list: async () => (await rosters.list()).sort(byImage),
    heads: async (place) => {
      await checkHeads();
      const range = place && keysUnder(place.profileId, place.product, place.region);
      return (await heads.list(range)).sort(byImage);
    },
    removeProfile: (profileId) => removeWhere(keysUnder(profileId), () => true),
  };
};
