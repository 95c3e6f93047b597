import type { Image } from '../domain/image';
import { hasRegions, type Product, type ProductId } from '../domain/product';
import { failed, type Result, success } from '../domain/result';
import { type RetryDeps, withRetry } from '../engine/retry';
import type { Clouds } from './clouds';
import { inParallel } from './pool';
import { readsInFlight, stopOf } from './readings';

export interface ImagesDeps extends RetryDeps {
  clouds: Clouds;
  products: Record<ProductId, Product>;
}

/** Own images: of one region, or by id wherever they are. */
export const createImages = (deps: ImagesDeps) => ({
  /** Every own image of a region; `region` is empty for a product without regions. */
  list: async (profileId: string, product: ProductId, region: string): Promise<Result<Image[]>> => {
    const cloud = await deps.clouds.open(profileId, product);
    if (!cloud.ok) return cloud;
    return withRetry(deps, () => cloud.value.provider.listImages(region));
  },

  /**
   * Asks every region for images by id: an id alone does not tell where its image is.
   * @returns those found, in the order asked for; fails when no region answers or a person must act first
   */
  locate: async (
    profileId: string,
    product: ProductId,
    imageIds: readonly string[],
  ): Promise<Result<Image[]>> => {
    const cloud = await deps.clouds.open(profileId, product);
    if (!cloud.ok) return cloud;
    const { provider } = cloud.value;
    const regions = hasRegions(deps.products[product])
      ? await withRetry(deps, () => provider.listRegions())
      : success([{ id: '' }]);
    if (!regions.ok) return regions;
    const read = await inParallel(regions.value, readsInFlight, ({ id }) =>
      withRetry(deps, () => provider.readImages(id, imageIds)),
    );
    const stop = stopOf(read);
    if (stop) return failed(stop);
    const found = new Map(
      read.flatMap((images) =>
        images.ok ? images.value.map((image) => [image.imageId, image] as const) : [],
      ),
    );
    return success(imageIds.flatMap((imageId) => found.get(imageId) ?? []));
  },
});

export type Images = ReturnType<typeof createImages>;
