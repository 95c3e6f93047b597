import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { productIds, siteIds } from '../domain/product';
import { providers } from './apis';
import { products } from './catalog';
import { consoles } from './consoles';

const folderOf = (id: string) => `lib/providers/${id.replace('-', '/')}`;

/** What every product's folder holds, whatever else its vendor makes necessary. */
const files = [
  'api.test.ts',
  'api.ts',
  'conformance.test.ts',
  'console.test.ts',
  'console.ts',
  'endpoints.test.ts',
  'endpoints.ts',
  'fixtures',
  'images.ts',
  'practice.test.ts',
  'product.test.ts',
  'product.ts',
  'regions.ts',
  'wire.ts',
];

describe.each(productIds)('the product %s', (id) => {
  it('has the same files as every other', () => {
    expect(readdirSync(folderOf(id))).toEqual(expect.arrayContaining(files));
  });

  it('stands in the three tables, under its own name', () => {
    expect(products[id].id).toBe(id);
    expect(providers[id]).toBeTypeOf('function');
    expect(consoles[id]).toBeDefined();
  });

  it('says where accounts, keys and images are found on each of its sites', () => {
    const { sites, accountPage, keyPage, imagePage, consoleHosts } = products[id];
    for (const site of sites) {
      expect(siteIds).toContain(site);
      for (const address of [accountPage[site], keyPage[site]]) expect(address).toMatch(/^https:\/\//);
      expect(consoleHosts[new URL(imagePage[site] ?? '').hostname]).toBe(site);
    }
  });

  it('counts at least one account per call', () => {
    const { share, revoke } = products[id].limits.accountsPerCall;
    expect(Math.min(share, revoke)).toBeGreaterThan(0);
  });
});
