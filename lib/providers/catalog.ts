import type { Product, ProductId, SiteId } from '../domain/product';
import { tencentCvm } from './tencent/cvm/product';

/** Every product's pure data. */
export const products: Record<ProductId, Product> = {
  'tencent-cvm': tencentCvm,
};

/** Catalog keys of the products' names. */
export const productNameKeys: Record<ProductId, string> = {
  'tencent-cvm': 'product_tencent_cvm',
};

/** Catalog keys of the sites' names. */
export const siteNameKeys: Record<SiteId, string> = {
  tencent: 'site_tencent',
  'tencent-intl': 'site_tencent_intl',
};
