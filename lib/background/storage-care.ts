import { success } from '../domain/result';
import type { Handlers } from '../messaging/server';
import type { RecordPlace, StorageState } from '../messaging/views';
import type { StorageTrouble } from '../storage/database';
import type { QuarantineStore } from '../storage/quarantine';
import { writeReadable } from '../storage/readable';
import { guarded } from './guarded';

/** Hears of records that cannot be read. Those of a newer version stay in their place and are met again and again. */
export const createTroubles = () => {
  const newer = new Map<string, RecordPlace>();
  return {
    note: ({ store, key, what }: StorageTrouble): void => {
      if (what === 'newer') newer.set(JSON.stringify([store, key]), store);
    },
    newer: (): RecordPlace[] => [...newer.values()],
  };
};

export type Troubles = ReturnType<typeof createTroubles>;

const tally = (places: readonly RecordPlace[]): StorageState['damaged'] =>
  [...new Set(places)].map((place) => ({ place, count: places.filter((each) => each === place).length }));

export interface StorageCareDeps {
  quarantine: QuarantineStore;
  troubles: Pick<Troubles, 'newer'>;
  /** Milliseconds since the epoch. */
  now: () => number;
}

/** Shows, hands out and deletes what could not be read. Each call fails with storage-failed. */
export const createStorageCare = ({ quarantine, troubles, now }: StorageCareDeps) => ({
  read: () =>
    guarded(async () => {
      const kept = await quarantine.list();
      return success<StorageState>({
        damaged: tally(kept.map(({ store }) => store)),
        last: kept.at(-1)?.place ?? 0,
        newer: tally(troubles.newer()),
      });
    }),
  export: () => guarded(async () => success({ text: writeReadable(await quarantine.list(), now()) })),
  dismiss: (last: number) =>
    guarded(async () => {
      await quarantine.clear(last);
      return success(null);
    }),
});

export type StorageCare = ReturnType<typeof createStorageCare>;

export const storageHandlers = (
  care: StorageCare,
): Pick<Handlers, Extract<keyof Handlers, `storage.${string}`>> => ({
  'storage.read': () => care.read(),
  'storage.export': () => care.export(),
  'storage.dismiss': ({ last }) => care.dismiss(last),
});
