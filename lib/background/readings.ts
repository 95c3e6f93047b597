import { classOf, type Failure } from '../domain/failure';
import type { Image, ImageRef, Roster } from '../domain/image';
import type { ProductId } from '../domain/product';
import type { Caller } from '../domain/profile';
import type { Provider } from '../domain/provider';
import { failed, type Result, success } from '../domain/result';
import type { ImageReading } from '../engine/plan';
import { type RetryDeps, withRetry } from '../engine/retry';
import { inParallel } from './pool';

/** Reads in flight at once; the limiter keeps the pace, this hides latency. */
export const readsInFlight = 8;

export interface ReadingPlace {
  product: ProductId;
  region: string;
  imageIds: readonly string[];
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

/**
 * Reads images by id and their rosters, every page.
 * @returns one reading per different id, in the order asked for; what is wrong with one image stands in its reading.
 *   Fails as a whole when the images cannot be read at all or a person must act first (keys, rights, network rules)
 */
export const readImages = async (
  deps: RetryDeps,
  provider: Provider,
  place: ReadingPlace,
): Promise<Result<ImageReading[]>> => {
  const imageIds = [...new Set(place.imageIds)];
  const images = await withRetry(deps, () => provider.readImages(place.region, imageIds));
  if (!images.ok) return images;
  const byId = new Map(images.value.map((image) => [image.imageId, image]));
  let stop: Failure | undefined;
  const readings = await inParallel(imageIds, readsInFlight, async (imageId) => {
    const ref = { product: place.product, region: place.region, imageId };
    if (stop) return { ref, failure: stop };
    const reading = await readOne(deps, provider, ref, byId.get(imageId));
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
