import type { Failure } from '../domain/failure';
import type { Image, ImageRef, KnownRoster, Roster } from '../domain/image';
import { hasRegions, type Product, type ProductId } from '../domain/product';
import type { Profile } from '../domain/profile';
import type { Provider } from '../domain/provider';
import { failed, type Result, success } from '../domain/result';
import type { RosterStore } from '../engine/ports';
import { type RetryDeps, withRetry } from '../engine/retry';
import type { KnownRosters } from '../messaging/views';
import type { Awake } from './awake';
import type { Clouds } from './clouds';
import { dueFirst } from './due-first';
import { inParallel } from './pool';
import { type ReadingPlaces, readImages, readsInFlight } from './readings';

export interface RostersDeps extends RetryDeps {
  clouds: Clouds;
  products: Record<ProductId, Product>;
  store: RosterStore;
  profiles: () => Promise<Result<Profile[]>>;
  awake: Awake;
  /** What the popup showed last. */
  forgetGlance: () => Promise<void>;
}

/** Regions listed at once. */
const regionsInFlight = 4;

interface Progress {
  isOver: () => boolean;
  done: number;
  total: number;
}

/** The last known rosters: shown at once, refreshed behind. */
export const createRosters = (deps: RostersDeps) => {
  let refreshing: Progress | undefined;
  let failure: Failure | undefined;
  /** Raised when keys are locked or removed: a refresh begun before then ends. */
  let epoch = 0;

  const keep = (known: KnownRoster): Promise<void> => deps.store.put(known);

  const refreshImage = async (
    provider: Provider,
    profileId: string,
    image: Image,
    isOver: () => boolean,
  ): Promise<void> => {
    if (isOver()) return;
    // The list itself says that nobody has it: one call less for each of what may be hundreds.
    const roster: Result<Roster> =
      image.isShared === false
        ? success({ entries: [], readAt: deps.clock.now() })
        : await withRetry(deps, () => provider.readRoster(image));
    if (isOver()) return;
    if (roster.ok) return keep({ profileId, image, roster: roster.value });
    failure ??= roster.failure;
    // The last known roster is worth more than none.
    const before = await deps.store.get(profileId, image);
    return keep({ profileId, image, ...(before?.roster ? { roster: before.roster } : {}) });
  };

  const refreshRegion = async (
    provider: Provider,
    profileId: string,
    product: ProductId,
    region: string,
    progress: Progress,
  ): Promise<void> => {
    if (progress.isOver()) return;
    const images = await withRetry(deps, () => provider.listImages(region));
    if (progress.isOver()) return;
    progress.done += 1;
    if (!images.ok) {
      failure ??= images.failure;
      return;
    }
    const imageIds = images.value.map((image) => image.imageId);
    await deps.store.keepOnly(profileId, product, region, imageIds);
    const known = await deps.store.heads({ profileId, product, region });
    const due = dueFirst(images.value, known, deps.clock.now());
    progress.total += due.length;
    await inParallel(due, readsInFlight, async (image) => {
      await refreshImage(provider, profileId, image, progress.isOver);
      progress.done += 1;
    });
  };

  /** @returns the regions to walk; one without a name for a product that has none */
  const regionsOf = async (provider: Provider, product: ProductId): Promise<Result<{ id: string }[]>> =>
    hasRegions(deps.products[product])
      ? withRetry(deps, () => provider.listRegions())
      : success([{ id: '' }]);

  const refreshProfile = async (profile: Profile, product: ProductId, progress: Progress): Promise<void> => {
    const cloud = await deps.clouds.open(profile.id, product, { lane: 'background' });
    const regions = cloud.ok ? await regionsOf(cloud.value.provider, product) : cloud;
    if (!cloud.ok || !regions.ok) {
      failure ??= regions.ok ? undefined : regions.failure;
      return;
    }
    progress.total += regions.value.length;
    await inParallel(regions.value, regionsInFlight, (region) =>
      refreshRegion(cloud.value.provider, profile.id, product, region.id, progress),
    );
  };

  const refreshAll = async (progress: Progress): Promise<void> => {
    const profiles = await deps.profiles();
    if (!profiles.ok) {
      failure = profiles.failure;
      return;
    }
    for (const profile of profiles.value) {
      for (const product of Object.values(deps.products)) {
        if (!progress.isOver() && product.sites.includes(profile.site))
          await refreshProfile(profile, product.id, progress);
      }
    }
  };

  const readNow = async (profileId: string, places: ReadingPlaces): Promise<Result<KnownRoster[]>> => {
    const mine = epoch;
    const cloud = await deps.clouds.open(profileId, places.product);
    if (!cloud.ok) return cloud;
    const readings = await readImages(deps, cloud.value.provider, places);
    if (!readings.ok) return readings;
    const known = readings.value.flatMap(({ image, roster }): KnownRoster[] =>
      image && roster ? [{ profileId, image, roster }] : [],
    );
    // Kept for showing later; what was read is true whether or not it could be kept.
    if (mine === epoch) await Promise.all(known.map((each) => keep(each).catch(() => {})));
    const missing = readings.value.find((reading) => reading.failure)?.failure;
    return missing && known.length === 0 ? failed(missing) : success(known);
  };

  return {
    known: async (): Promise<Result<KnownRosters>> =>
      success({
        heads: await deps.store.heads(),
        ...(refreshing ? { refreshing: { done: refreshing.done, total: refreshing.total } } : {}),
        ...(failure ? { failure } : {}),
      }),

    /** @returns known rosters with their accounts; those that are not known are left out */
    stored: async (
      places: readonly { profileId: string; image: ImageRef }[],
    ): Promise<Result<KnownRoster[]>> => {
      const known = await Promise.all(places.map(({ profileId, image }) => deps.store.get(profileId, image)));
      return success(known.filter((each) => each !== undefined));
    },

    /** Begins to read every roster of every profile, unless that is under way; returns at once. */
    refresh: async (): Promise<Result<null>> => {
      if (refreshing) return success(null);
      const mine = epoch;
      const progress = { isOver: () => mine !== epoch, done: 0, total: 0 };
      refreshing = progress;
      failure = undefined;
      void deps
        .awake(() => refreshAll(progress))
        .catch(() => {
          failure = { kind: 'storage-failed' };
        })
        .finally(() => {
          if (refreshing === progress) refreshing = undefined;
        });
      return success(null);
    },

    /** Ends a refresh that is under way; what is being read is kept no more, nor what the popup showed last. */
    stop: (): void => {
      epoch += 1;
      refreshing = undefined;
      void deps.forgetGlance().catch(() => {});
    },

    /** Reads one roster now. Fails with image-not-found and whatever the cloud or the keys say. */
    read: async (profileId: string, { product, region, imageId }: ImageRef): Promise<Result<KnownRoster>> => {
      const known = await readNow(profileId, { product, images: [{ region, imageId }] });
      if (!known.ok) return known;
      const [first] = known.value;
      return first ? success(first) : failed({ kind: 'image-not-found' });
    },

    /** Reads the rosters that a job has worked on. */
    readAfterJob: (profileId: string, places: ReadingPlaces): Promise<void> =>
      deps
        .awake(() => readNow(profileId, places))
        .then(
          () => {},
          () => {},
        ),
  };
};

export type Rosters = ReturnType<typeof createRosters>;
