import type { KnownRoster } from '../../lib/domain/image';
import { type ProductId, productIds } from '../../lib/domain/product';

/** What narrows the images and the accounts that have them. Empty texts leave everything in. */
export interface RosterFilter {
  product: ProductId | '';
  region: string;
  profileId: string;
}

export const noFilter: RosterFilter = { product: '', region: '', profileId: '' };

/** @returns the rosters of the filter's product, region and keys */
export const filterRosters = <Known extends KnownRoster>(
  rosters: readonly Known[],
  filter: RosterFilter,
): Known[] =>
  rosters.filter(
    ({ profileId, image }) =>
      (filter.product === '' || image.product === filter.product) &&
      (filter.region === '' || image.region === filter.region) &&
      (filter.profileId === '' || profileId === filter.profileId),
  );

/** What there is to choose among, each once. */
export interface FilterChoices {
  products: ProductId[];
  /** Regions of the chosen product, or of all; with the product that names them. */
  regions: { product: ProductId; region: string }[];
  profileIds: string[];
}

/** @returns the choices that the known rosters give; a product without regions adds none */
export const choicesOf = (rosters: readonly KnownRoster[], { product }: RosterFilter): FilterChoices => {
  const products = new Set<ProductId>();
  const profileIds = new Set<string>();
  const regions = new Map<string, ProductId>();
  for (const { profileId, image } of rosters) {
    products.add(image.product);
    profileIds.add(profileId);
    if (image.region !== '' && (product === '' || image.product === product) && !regions.has(image.region))
      regions.set(image.region, image.product);
  }
  return {
    products: productIds.filter((id) => products.has(id)),
    regions: [...regions].map(([region, of]) => ({ product: of, region })),
    profileIds: [...profileIds],
  };
};
