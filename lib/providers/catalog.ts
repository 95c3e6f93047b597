import type { Product, ProductId, SiteId } from '../domain/product';
import { alibabaEcs } from './alibaba/ecs/product';
import { alibabaEns } from './alibaba/ens/product';
import { tencentCvm } from './tencent/cvm/product';

/** Every product's pure data. */
export const products: Record<ProductId, Product> = {
  'tencent-cvm': tencentCvm,
  'alibaba-ecs': alibabaEcs,
  'alibaba-ens': alibabaEns,
};

/** @returns the site of the product's console at a host, undefined where it has none there; the host may be anything */
export const siteOfConsole = (product: ProductId, host: string): SiteId | undefined => {
  const { consoleHosts } = products[product];
  return Object.hasOwn(consoleHosts, host) ? consoleHosts[host] : undefined;
};

/** @returns the id of a region as a console writes it, by its id or by a number; empty for a number that nobody knows */
export const regionOfConsole = (product: ProductId, written: string): string =>
  /^\d+$/.test(written)
    ? (products[product].regions.find(({ consoleNumber }) => String(consoleNumber) === written)?.id ?? '')
    : written;

/** Catalog keys of the products' names. */
export const productNameKeys: Record<ProductId, string> = {
  'tencent-cvm': 'product_tencent_cvm',
  'alibaba-ecs': 'product_alibaba_ecs',
  'alibaba-ens': 'product_alibaba_ens',
};

/** Catalog keys of the sites' names. */
export const siteNameKeys: Record<SiteId, string> = {
  tencent: 'site_tencent',
  'tencent-intl': 'site_tencent_intl',
  alibaba: 'site_alibaba',
  'alibaba-intl': 'site_alibaba_intl',
};
