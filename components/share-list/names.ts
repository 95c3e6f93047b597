import type { ProductId, SiteId } from '../../lib/domain/product';
import { siteNameKeys } from '../../lib/providers/catalog';
import { placeName } from '../product-text';
import { t } from '../text';

/**
 * @returns a region's town alone, for narrow places: "Guangzhou" of "South China (Guangzhou)"; the product's name
 *   where there are no regions
 */
export const townName = (product: ProductId, regionId: string): string => {
  const name = placeName(product, regionId);
  return /[(（](.+)[)）]\s*$/.exec(name)?.[1] ?? name;
};

/** @returns the name of a vendor's site */
export const siteName = (site: SiteId): string => t(siteNameKeys[site]);
