import type { ProductId, SiteId } from '../../lib/domain/product';
import { products, siteNameKeys } from '../../lib/providers/catalog';
import { language, t } from '../text';

/** @returns a region's name in the reader's language; its id where the name is not known */
export const regionName = (product: ProductId, regionId: string): string => {
  const region = products[product].regions.find(({ id }) => id === regionId);
  if (!region) return regionId;
  return language() === 'en' ? region.en : region.zh;
};

/** @returns a region's town alone, for narrow places: "Guangzhou" of "South China (Guangzhou)" */
export const townName = (product: ProductId, regionId: string): string => {
  const name = regionName(product, regionId);
  return /[(（](.+)[)）]\s*$/.exec(name)?.[1] ?? name;
};

/** @returns the name of a vendor's site */
export const siteName = (site: SiteId): string => t(siteNameKeys[site]);
