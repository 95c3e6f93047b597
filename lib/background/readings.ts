import { classOf, type Failure } from '../domain/failure';
import { type Image, type ImagePlace, type ImageRef, imageKey, type Roster } from '../domain/image';
import type { ProductId } from '../domain/product';
import type { Caller } from '../domain/profile';
import type { Provider } from '../domain/provider';
import { failed, type Result, success } from '../domain/result';
import type { ImageReading } from '../engine/image-plan';
import { type RetryDeps, withRetry } from '../engine/retry';
import { inParallel } from './pool';

/** Reads in flight at once; the limiter keeps the pace, this hides latency. */
export const readsInFlight = 8;

/** Images of one product, in any of its regions. */
export interface ReadingPlaces {
  product: ProductId;
  images: readonly ImagePlace[];
}

const readOne = async (
  deps: RetryDeps,
  provider: Provider,
  ref: ImageRef,
  image: Image | undefined,
): Promise<ImageReading> => {
  if (!image) return { ref, failure: { kind: 'image-not-found' } };
  const roster = await withRetry(deps, () => provider.readRoster(ref));
  return roster.ok ? { ref, image, roster: roster.value } : { ref, image, failure: roster.failure };
};

type RegionImages = Result<Map<string, Image>>;

/** @returns the images by id, of each region that is asked for */
const readRegions = async (
  deps: RetryDeps,
  provider: Provider,
  refs: readonly ImageRef[],
): Promise<Map<string, RegionImages>> => {
  const regions = [...new Set(refs.map(({ region }) => region))];
  const read = await inParallel(regions, readsInFlight, async (region): Promise<RegionImages> => {
    const imageIds = refs.flatMap((ref) => (ref.region === region ? [ref.imageId] : []));
    const images = await withRetry(deps, () => provider.readImages(region, imageIds));
    return images.ok ? success(new Map(images.value.map((image) => [image.imageId, image]))) : images;
  });
  return new Map(regions.map((region, at) => [region, read[at] ?? success(new Map())]));
};

/** @returns what stops the whole reading: a failure that only a person can end, or one in every region */
export const stopOf = (regions: readonly Result<unknown>[]): Failure | undefined => {
  const failures = regions.flatMap((images) => (images.ok ? [] : [images.failure]));
  const pressing = failures.find((failure) => classOf(failure) === 'job');
  return pressing ?? (failures.length === regions.length ? failures[0] : undefined);
};

/**
 * Reads images by id and their rosters, every page.
 * @returns one reading per different id, in the order asked for; what is wrong with one image stands in its reading.
 *   Fails as a whole when the images cannot be read at all or a person must act first (keys, rights, network rules)
 */
export const readImages = async (
  deps: RetryDeps,
  provider: Provider,
  places: ReadingPlaces,
): Promise<Result<ImageReading[]>> => {
  const refs = [
    ...new Map(
      places.images.map(({ region, imageId }) => {
        const ref = { product: places.product, region, imageId };
        return [imageKey(ref), ref] as const;
      }),
    ).values(),
  ];
  const regions = await readRegions(deps, provider, refs);
  let stop = stopOf([...regions.values()]);
  const readings = await inParallel(refs, readsInFlight, async (ref) => {
    const images = regions.get(ref.region);
    const failure = stop ?? (images?.ok === false ? images.failure : undefined);
    if (failure || !images?.ok) return { ref, failure };
    const reading = await readOne(deps, provider, ref, images.value.get(ref.imageId));
    if (reading.failure && classOf(reading.failure) === 'job') stop = reading.failure;
    return reading;
  });
  return stop ? failed(stop) : success(readings);
};

/** @returns the rosters that were read, by image id */
export const rostersOf = (readings: readonly ImageReading[]): Map<string, Roster> =>
  new Map(readings.flatMap(({ ref, roster }) => (roster ? [[ref.imageId, roster] as const] : [])));

/**
 * Asks the cloud whose keys these are.
 * @param pinned account that it must be; empty when nobody knows
 * @returns the account, empty when the cloud would not say and none is pinned; fails with caller-changed
 */
export const checkCaller = async (
  deps: RetryDeps,
  provider: Provider,
  pinned: string,
): Promise<Result<string>> => {
  const caller: Result<Caller> = await withRetry(deps, () => provider.whoAmI());
  // A policy may forbid asking; then there is nothing to compare, now or later.
  if (!caller.ok) return caller.failure.kind === 'not-permitted' && !pinned ? success('') : caller;
  if (pinned && caller.value.account !== pinned) return failed({ kind: 'caller-changed' });
  return success(caller.value.account);
};
