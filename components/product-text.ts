import { hasRegions, type ProductId, type Region } from '../lib/domain/product';
import { productNameKeys, products } from '../lib/providers/catalog';
import { language, t } from './text';

// Catalog keys end with the product's id, where what is true differs from product to product.
const ending = (product: ProductId): string => product.replaceAll('-', '_');

/** @returns what recipients can no longer do once an image is revoked, in a sentence */
export const revokeBreaks = (product: ProductId): string => t(`share_revokeBreaks_${ending(product)}`);

/** @returns what to do when a place has no images to show */
export const noImagesText = (product: ProductId): string => t(`ws_noImagesText_${ending(product)}`);

/** @returns the name of the product's policy, as the vendor calls such policies */
export const policyName = (product: ProductId): string => t(`keys_policy_${ending(product)}`);

/**
 * Names where images are.
 * @param regions those known of the product; the catalog's unless told
 * @returns the region's name in the reader's language, its id where the name is not known; the product's name where
 *   there are no regions; empty while none is chosen
 */
export const placeName = (
  product: ProductId,
  regionId: string,
  regions: readonly Region[] = products[product].regions,
): string => {
  if (!hasRegions(products[product])) return t(productNameKeys[product]);
  const region = regions.find(({ id }) => id === regionId);
  return (region && (language() === 'en' ? region.en : region.zh)) || regionId;
};

/**
 * Names where a job's images are.
 * @returns the place's name; of two both, of more their number
 */
export const placesName = (
  product: ProductId,
  images: readonly { region: string }[],
  regions?: readonly Region[],
): string => {
  const ids = [...new Set(images.map(({ region }) => region))];
  if (ids.length > 2) return t('place_several', ids.length);
  return ids.map((id) => placeName(product, id, regions)).join(' + ');
};
